package dev.tabletalk.domain.conversation;

import java.time.Instant;

/** The place of a conversation in the list: pinned first, then newest activity, then greatest id. */
public record ConversationCursor(boolean pinned, Instant lastActivityAt, ConversationId id) {
    public static ConversationCursor of(Conversation conversation) {
        return new ConversationCursor(conversation.pinned(), conversation.lastActivityAt(), conversation.id());
    }
}
