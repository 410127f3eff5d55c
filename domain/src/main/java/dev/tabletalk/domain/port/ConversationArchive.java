package dev.tabletalk.domain.port;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;

/** Whole conversations, out of the store and into it, holding no more than some pieces at a time. Safe for any thread. */
public interface ConversationArchive {
    /**
     * Passes on all pieces of a conversation. Messages that come meanwhile are left out; no lock or connection is held while
     * the taker has a piece.
     *
     * @param withResults whether the rows are wanted, too
     * @throws FailureException NOT_FOUND
     */
    void read(ConversationId id, boolean withResults, Consumer<? super ArchivePiece> taker);

    /**
     * Stores a conversation of these pieces as one step: all of it or nothing. Ids of conversation, turns and results are
     * taken as they are, and must be new; messages get new ones in their order.
     *
     * @throws FailureException NOT_FOUND when the connection does not exist
     */
    void add(ArchiveSource pieces);
}
