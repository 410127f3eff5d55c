package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;

/** Takes whole conversations out and in, however long, without holding them in memory. Safe for any thread. */
public interface ArchiveConversationsUseCase {
    /**
     * Passes on all of a conversation but its traces: every version, call, outcome and stored row, charts, edited SQL and what is
     * said beside answers.
     *
     * @throws FailureException NOT_FOUND
     */
    void everything(ConversationId id, Consumer<? super ArchivePiece> taker);

    /**
     * Passes on what the conversation shows: the turns and messages of its present version, without rows.
     *
     * @throws FailureException NOT_FOUND
     */
    void shown(ConversationId id, Consumer<? super ArchivePiece> taker);

    /**
     * Stores a conversation of a connection, all of it or nothing.
     *
     * @param pieces ids in them must be new, and their conversation of this connection
     * @throws FailureException NOT_FOUND when there is no such connection; what the source throws
     */
    Conversation bringIn(ConnectionId connectionId, ArchiveSource pieces);
}
