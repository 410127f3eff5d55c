package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.connection.ConnectionId;
import java.time.Instant;

/**
 * A titled talk with one database. Its messages are not loaded with it; they live behind the transcript.
 *
 * @param lastActivityAt when the newest message came; renaming, pinning, titling and opening do not change it
 */
public record Conversation(
        ConversationId id,
        ConnectionId connectionId,
        ConversationTitle title,
        boolean pinned,
        boolean archived,
        boolean trashed,
        Instant createdAt,
        Instant lastActivityAt) {

    public static Conversation start(ConnectionId connectionId, ConversationTitle title, Instant now) {
        return new Conversation(ConversationId.create(now), connectionId, title, false, false, false, now, now);
    }

    /** The same, before it is stored, under an id that a client has chosen. */
    public Conversation withId(ConversationId chosen) {
        return new Conversation(chosen, connectionId, title, pinned, archived, trashed, createdAt, lastActivityAt);
    }

    /** Takes the title over if it ranks at least as high as the present one. */
    public Conversation titled(ConversationTitle proposed) {
        return withTitle(title.improvedBy(proposed));
    }

    public Conversation pinned(boolean value) {
        return new Conversation(id, connectionId, title, value, archived, trashed, createdAt, lastActivityAt);
    }

    public Conversation archived(boolean value) {
        return new Conversation(id, connectionId, title, pinned, value, trashed, createdAt, lastActivityAt);
    }

    public Conversation trashed(boolean value) {
        return new Conversation(id, connectionId, title, pinned, archived, value, createdAt, lastActivityAt);
    }

    private Conversation withTitle(ConversationTitle newTitle) {
        return new Conversation(id, connectionId, newTitle, pinned, archived, trashed, createdAt, lastActivityAt);
    }
}
