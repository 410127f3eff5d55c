package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Which part of which conversation list.
 *
 * @param search only titles that contain this, ignoring case; null or blank for all
 * @param after the last row already seen; null for the first page
 * @param limit 1 to {@value #MAX_LIMIT} rows
 */
public record ConversationQuery(
        ConnectionId connectionId,
        ConversationView view,
        @Nullable String search,
        @Nullable ConversationCursor after,
        int limit) {
    public static final int MAX_LIMIT = 100;
    public static final int DEFAULT_LIMIT = 50;

    public ConversationQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw FailureException.invalid("limit", "The limit must be 1 to " + MAX_LIMIT + ".");
        }
        search = search == null || search.isBlank() ? null : search.strip();
    }

    public static ConversationQuery newest(ConnectionId connectionId, int limit) {
        return new ConversationQuery(connectionId, ConversationView.ACTIVE, null, null, limit);
    }
}
