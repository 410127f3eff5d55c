package dev.tabletalk.adapter.llm;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a model is silent for too long or takes too long. A token costs it two reads of the clock: the timer is not
 * moved with each of them, but looks at its due time when something was last waited for.
 */
final class SilenceWatch implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final Limits limits;
    private final long deadline;
    private final Consumer<Ending> onTooLong;
    private volatile boolean answering;
    private volatile boolean waiting;
    private volatile long waitingSince;
    private boolean closed;
    private @Nullable Future<?> next;

    /** @param deadline by {@link System#nanoTime()}, when the whole call must be over */
    SilenceWatch(ScheduledExecutorService timer, Limits limits, long deadline, Consumer<Ending> onTooLong) {
        this.timer = timer;
        this.limits = limits;
        this.deadline = deadline;
        this.onTooLong = onTooLong;
    }

    void start() {
        check();
    }

    void waitBegins() {
        waitingSince = System.nanoTime();
        waiting = true;
    }

    void waitEnds() {
        waiting = false;
    }

    /** From now on the limit within an answer counts. */
    void answerBegins() {
        answering = true;
    }

    private void check() {
        long now = System.nanoTime();
        long left = deadline - now;
        if (left <= 0) {
            onTooLong.accept(new Ending.OverTime(limits.total()));
            return;
        }
        Duration limit = answering ? limits.idle() : limits.firstToken();
        long silence = waiting ? now - waitingSince : 0;
        if (silence >= limit.toNanos()) {
            onTooLong.accept(new Ending.Silent(limit));
            return;
        }
        // Never later than the shorter limit from now, which may begin to count at any moment.
        again(Math.min(left, Math.min(limit.toNanos() - silence, limits.idle().toNanos())));
    }

    private synchronized void again(long nanos) {
        if (!closed) {
            next = timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
