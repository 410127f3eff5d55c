package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.connection.ConnectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A titled talk with one database. Its messages are not loaded with it; they live behind the transcript.
 *
 * @param lastActivityAt when the newest message came; renaming, pinning, titling and opening do not change it
 * @param head the last turn of the version that is shown and continued; null before the first
 */
public record Conversation(
        ConversationId id,
        ConnectionId connectionId,
        ConversationTitle title,
        boolean pinned,
        boolean archived,
        boolean trashed,
        Instant createdAt,
        Instant lastActivityAt,
        @Nullable TurnId head,
        ConversationMark mark) {

    public static Conversation start(ConnectionId connectionId, ConversationTitle title, Instant now) {
        return new Conversation(
                ConversationId.create(now),
                connectionId,
                title,
                false,
                false,
                false,
                now,
                now,
                null,
                ConversationMark.NONE);
    }

    /** The same, before it is stored, under an id that a client has chosen. */
    public Conversation withId(ConversationId chosen) {
        return new Conversation(
                chosen, connectionId, title, pinned, archived, trashed, createdAt, lastActivityAt, head, mark);
    }

    /** Takes the title over if it ranks at least as high as the present one. */
    public Conversation titled(ConversationTitle proposed) {
        return with(title.improvedBy(proposed), pinned, archived, trashed, head, mark);
    }

    public Conversation pinned(boolean value) {
        return with(title, value, archived, trashed, head, mark);
    }

    public Conversation archived(boolean value) {
        return with(title, pinned, value, trashed, head, mark);
    }

    public Conversation trashed(boolean value) {
        return with(title, pinned, archived, value, head, mark);
    }

    /** Shows the version that ends with this turn. */
    public Conversation showing(TurnId turn) {
        return with(title, pinned, archived, trashed, turn, mark);
    }

    public Conversation marked(ConversationMark value) {
        return with(title, pinned, archived, trashed, head, value);
    }

    private Conversation with(
            ConversationTitle newTitle,
            boolean newPinned,
            boolean newArchived,
            boolean newTrashed,
            @Nullable TurnId newHead,
            ConversationMark newMark) {
        return new Conversation(
                id,
                connectionId,
                newTitle,
                newPinned,
                newArchived,
                newTrashed,
                createdAt,
                lastActivityAt,
                newHead,
                newMark);
    }
}
