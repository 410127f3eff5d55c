package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.PartialText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.port.TurnRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what runs are saying in the store while they say it, all of them in one write every now and then, and what could not
 * be written when it should have been, as soon as it can. Works on a thread of its own as long as there is something to do.
 */
final class RunRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecords.class);

    private final Transcript transcript;
    private final TurnRepository turns;
    private final Duration every;
    private final Set<LiveRun> running = new LinkedHashSet<>();
    private final List<Runnable> late = new ArrayList<>();
    private @Nullable Thread keeper;

    RunRecords(Transcript transcript, TurnRepository turns, Duration every) {
        this.transcript = transcript;
        this.turns = turns;
        this.every = every;
    }

    /** Keeps what this run says from now on. */
    synchronized void watch(LiveRun run) {
        running.add(run);
        wake();
    }

    synchronized void unwatch(LiveRun run) {
        running.remove(run);
    }

    /**
     * Appends the closing message of a run that could not go on, at once or as soon as the store can be written again.
     *
     * @param begun whether the question is part of the transcript
     * @param whenKept told once it is in the store, or has no place there any more
     */
    void close(LiveRun run, Turn ended, boolean begun, MessageStatus status, Runnable whenKept) {
        NewMessage closing = new NewMessage.Assistant(
                run.conversationId(),
                run.turnId(),
                run.draft().text(),
                List.of(),
                status,
                ended.failure(),
                endOf(ended));
        Queue<Runnable> writes = new ArrayDeque<>();
        if (!begun) {
            NewMessage question = new NewMessage.User(run.conversationId(), run.turnId(), run.question(), endOf(ended));
            writes.add(() -> transcript.append(question, ended));
        }
        writes.add(() -> transcript.append(closing, ended));
        now(run, writes, whenKept);
    }

    /** Saves the state of a turn, at once or as soon as the store can be written again. */
    void save(LiveRun run, Runnable whenKept) {
        Turn turn = run.turn();
        now(run, new ArrayDeque<>(List.of(() -> turns.save(turn))), whenKept);
    }

    private static Instant endOf(Turn ended) {
        return ended.endedAt() == null ? ended.createdAt() : ended.endedAt();
    }

    /** @param writes emptied one by one, as what is in the store must not be written again */
    private void now(LiveRun run, Queue<Runnable> writes, Runnable whenKept) {
        while (!writes.isEmpty()) {
            if (!isDone(run, writes.element())) {
                later(() -> now(run, writes, whenKept));
                return;
            }
            writes.remove();
        }
        whenKept.run();
    }

    private synchronized void later(Runnable work) {
        late.add(work);
        wake();
    }

    /** False when it is worth trying again. */
    private static boolean isDone(LiveRun run, Runnable write) {
        try {
            write.run();
            return true;
        } catch (FailureException failed) {
            boolean passes = failed.failure().code() == FailureCode.STORE_UNAVAILABLE;
            LOG.warn("The turn {} could not be stored: {}", run.turnId(), failed.failure(), failed);
            return !passes;
        } catch (RuntimeException bug) {
            LOG.error("The turn {} could not be stored", run.turnId(), bug);
            return true;
        }
    }

    private synchronized void wake() {
        if (keeper == null) {
            keeper = Thread.ofVirtual().name("run-records").start(this::keepUp);
        }
    }

    private void keepUp() {
        try {
            while (isNeeded()) {
                Thread.sleep(every);
                keepNow();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isNeeded() {
        boolean needed = !running.isEmpty() || !late.isEmpty();
        if (!needed) {
            keeper = null;
        }
        return needed;
    }

    /** Writes what there is to write at this moment. */
    void keepNow() {
        Map<PartialText, Draft> pieces = new HashMap<>();
        List<Runnable> again;
        synchronized (this) {
            running.forEach(run -> run.draft().unsaved().ifPresent(piece -> pieces.put(piece, run.draft())));
            again = List.copyOf(late);
            late.clear();
        }
        if (!pieces.isEmpty()) {
            save(pieces);
        }
        again.forEach(Runnable::run);
    }

    private void save(Map<PartialText, Draft> pieces) {
        try {
            turns.savePartialTexts(List.copyOf(pieces.keySet()));
            pieces.forEach((piece, draft) -> draft.saved(piece));
        } catch (RuntimeException failed) {
            LOG.warn("What {} runs are saying could not be kept; it is tried again", pieces.size(), failed);
        }
    }
}
