package dev.tabletalk.domain.archive;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.QueryResult;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a conversation. All pieces, in this order, make it whole: the conversation itself, its turns of all versions with
 * each parent before its children, its messages oldest first, and the results that they show.
 */
public sealed interface ArchivePiece {
    record Head(Conversation conversation) implements ArchivePiece {}

    /** A turn that has begun; those that wait or were withdrawn are no part of an archive. */
    record OfTurn(Turn turn) implements ArchivePiece {}

    /**
     * @param place the turn it belongs to, or else the one that it stands behind; null before the first
     */
    record Said(Message message, @Nullable TurnId place) implements ArchivePiece {}

    record Shown(QueryResult result) implements ArchivePiece {}
}
