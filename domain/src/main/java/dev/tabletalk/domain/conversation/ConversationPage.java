package dev.tabletalk.domain.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a conversation list: pinned first, then newest activity first.
 *
 * @param total all rows that match the query, on this page or not
 * @param next give this as {@code after} to get the next page; null when there is none
 */
public record ConversationPage(
        List<ConversationSummary> items,
        long total,
        @Nullable ConversationCursor next) {
    public ConversationPage {
        items = List.copyOf(items);
    }
}
