package dev.tabletalk.application.agent;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who runs and who waits: one run at a time in a conversation, the others behind it in order. Ended runs stay for a while, so
 * that whoever comes late can still read their events. Safe for any thread; nothing here blocks on a store.
 */
final class RunQueues {
    private static final int ENDED_KEPT = 100;

    private final Map<ConversationId, Deque<LiveRun>> queues = new HashMap<>();
    private final Map<TurnId, LiveRun> byTurn = new LinkedHashMap<>();
    private final Deque<TurnId> ended = new ArrayDeque<>();

    /** The last run of a conversation, running or waiting. */
    synchronized Optional<LiveRun> last(ConversationId id) {
        return Optional.ofNullable(queues.get(id)).map(Deque::peekLast);
    }

    /** @return whether it is first, and so to be started by the caller */
    synchronized boolean add(LiveRun run) {
        Deque<LiveRun> queue = queues.computeIfAbsent(run.conversationId(), id -> new ArrayDeque<>());
        queue.add(run);
        byTurn.put(run.turnId(), run);
        return queue.size() == 1;
    }

    /** Takes back a run that waits; false when it does not wait (any more). */
    synchronized boolean withdraw(LiveRun run) {
        Deque<LiveRun> queue = queues.get(run.conversationId());
        boolean waits = queue != null && queue.peekFirst() != run && queue.remove(run);
        if (waits) {
            keepForLateReaders(run);
        }
        return waits;
    }

    /** @return the run that is first now, to be started by the caller, or null */
    synchronized @Nullable LiveRun finish(LiveRun run) {
        Deque<LiveRun> queue = queues.get(run.conversationId());
        if (queue == null || queue.peekFirst() != run) {
            throw new IllegalStateException("Not the running one: " + run.turnId());
        }
        queue.removeFirst();
        keepForLateReaders(run);
        if (queue.isEmpty()) {
            queues.remove(run.conversationId());
            return null;
        }
        return queue.getFirst();
    }

    private void keepForLateReaders(LiveRun run) {
        ended.add(run.turnId());
        if (ended.size() > ENDED_KEPT) {
            byTurn.remove(ended.removeFirst());
        }
    }

    synchronized Optional<LiveRun> find(TurnId id) {
        return Optional.ofNullable(byTurn.get(id));
    }

    /** The running one first, then those that wait, in order. */
    synchronized List<LiveRun> of(ConversationId id) {
        Deque<LiveRun> queue = queues.get(id);
        return queue == null ? List.of() : List.copyOf(queue);
    }

    synchronized List<LiveRun> of(ConnectionId id) {
        return queues.values().stream()
                .flatMap(Deque::stream)
                .filter(run -> run.connection().id().equals(id))
                .toList();
    }
}
