package dev.tabletalk.domain.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a transcript, oldest message first.
 *
 * @param previous give this as {@code before} to get the page before this one; null when there is none
 */
public record MessagePage(List<Message> messages, @Nullable MessageId previous) {
    public MessagePage {
        messages = List.copyOf(messages);
    }
}
