package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The versions of conversations. Turns that follow the same turn are versions of one place; a turn and all before it are a
 * path. Turns that never left the queue are no versions. Safe for any thread.
 */
public interface TurnTree {
    /**
     * The newest messages of the path that ends with a turn, oldest first; messages from outside among them.
     *
     * @param limit at least 1
     */
    List<Message> path(TurnId end, int limit);

    /** Where these turns stand among their versions; a turn that has only one is left out. */
    Map<TurnId, TurnVersions> versions(Collection<TurnId> turns);

    /** Where to go on below a turn: follows the newest version of each place, as far as there is one. */
    TurnId newestEnd(TurnId turn);

    /**
     * Stores a conversation that begins with a copy of the path up to a turn: messages, calls and results, independent of the
     * ones they are copied from. Costs what the path is long.
     *
     * @param copy not stored yet; its last activity and head are set here
     * @return the conversation as it is stored
     * @throws FailureException NOT_FOUND when there is no such turn
     */
    Conversation copyPath(TurnId end, Conversation copy);
}
