package dev.tabletalk.application.agent;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who runs and who waits: one run at a time in a conversation and so many altogether, the others in the order they were asked.
 * Safe for any thread; nothing here blocks on a store.
 */
final class RunQueues {
    private final int places;
    private final Map<ConversationId, List<LiveRun>> queues = new HashMap<>();
    private final Map<TurnId, LiveRun> byTurn = new HashMap<>();
    private final Map<TurnId, Long> asked = new HashMap<>();
    private final Set<TurnId> started = new HashSet<>();
    /** Those that are first in their conversation and wait for a place, by when they were asked. */
    private final TreeMap<Long, LiveRun> line = new TreeMap<>();

    private long lastAsked;
    private boolean closed;

    /** @param places how many may run at a time, at least 1 */
    RunQueues(int places) {
        this.places = places;
    }

    /**
     * Puts a run at the end of the queue of its conversation; {@link #startNext()} tells when it is to be started.
     *
     * @return those before it, the running one first
     */
    synchronized List<LiveRun> add(LiveRun run) {
        List<LiveRun> queue = queues.computeIfAbsent(run.conversationId(), unknown -> new ArrayList<>());
        List<LiveRun> before = List.copyOf(queue);
        queue.add(run);
        byTurn.put(run.turnId(), run);
        asked.put(run.turnId(), ++lastAsked);
        if (before.isEmpty()) {
            enterLine(run);
        }
        return before;
    }

    private void enterLine(LiveRun run) {
        line.put(asked.getOrDefault(run.turnId(), 0L), run);
    }

    /** Gives a place to those that are next, as far as there are places; each is to be started by the caller, and only once. */
    synchronized List<LiveRun> startNext() {
        List<LiveRun> starting = new ArrayList<>();
        while (!closed && started.size() < places && !line.isEmpty()) {
            LiveRun next = line.pollFirstEntry().getValue();
            started.add(next.turnId());
            starting.add(next);
        }
        return starting;
    }

    /**
     * Takes back a run that waits; {@link #startNext()} may start another now.
     *
     * @return false when it does not wait (any more)
     */
    synchronized boolean withdraw(LiveRun run) {
        List<LiveRun> queue = queues.getOrDefault(run.conversationId(), List.of());
        if (started.contains(run.turnId()) || !queue.contains(run)) {
            return false;
        }
        int next = queue.indexOf(run) + 1;
        if (next < queue.size() && run.turnId().equals(queue.get(next).turn().parentId())) {
            LiveRun behind = queue.get(next);
            behind.advance(behind.turn().following(run.turn().parentId()));
        }
        remove(run, queue);
        return true;
    }

    /** A started run is over; {@link #startNext()} may start another now. */
    synchronized void finish(LiveRun run) {
        List<LiveRun> queue = queues.getOrDefault(run.conversationId(), List.of());
        if (!started.remove(run.turnId()) || queue.isEmpty() || queue.getFirst() != run) {
            throw new IllegalStateException("Not the running one: " + run.turnId());
        }
        remove(run, queue);
    }

    private void remove(LiveRun run, List<LiveRun> queue) {
        boolean wasFirst = queue.getFirst() == run;
        queue.remove(run);
        Long number = asked.remove(run.turnId());
        if (number != null) {
            line.remove(number);
        }
        if (queue.isEmpty()) {
            queues.remove(run.conversationId());
        } else if (wasFirst) {
            enterLine(queue.getFirst());
        }
    }

    /** How many runs go on or begin before this one does; 0 when it has a place. */
    synchronized int ahead(LiveRun run) {
        if (started.contains(run.turnId())) {
            return 0;
        }
        int place = queues.getOrDefault(run.conversationId(), List.of()).indexOf(run);
        Long number = asked.get(run.turnId());
        return place == 0 && number != null ? line.headMap(number).size() + 1 : Math.max(0, place);
    }

    /** From now on nothing is started. */
    synchronized void close() {
        closed = true;
    }

    /** Nobody needs to find it in memory any more: all of it is in the store. */
    synchronized void forget(LiveRun run) {
        byTurn.remove(run.turnId());
    }

    synchronized Optional<LiveRun> find(TurnId id) {
        return Optional.ofNullable(byTurn.get(id));
    }

    /** The running one first, then those that wait, in order. */
    synchronized List<LiveRun> of(ConversationId id) {
        return List.copyOf(queues.getOrDefault(id, List.of()));
    }

    synchronized List<LiveRun> of(ConnectionId id) {
        return all().stream().filter(run -> run.connection().id().equals(id)).toList();
    }

    private List<LiveRun> all() {
        return queues.values().stream().flatMap(List::stream).toList();
    }

    /** Those that have a place. */
    synchronized List<LiveRun> running() {
        return all().stream().filter(run -> started.contains(run.turnId())).toList();
    }

    synchronized List<LiveRun> waiting() {
        return all().stream().filter(run -> !started.contains(run.turnId())).toList();
    }
}
