package dev.tabletalk.application.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of one run, written by its thread and read by any number of others, each at its own pace. A lock with a condition,
 * not a monitor: who waits on a monitor in a virtual thread is woken by way of another thread, which each token would pay for.
 */
final class EventLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<NumberedEvent> events = new ArrayList<>();
    private boolean ended;

    void append(AgentEvent event) {
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("The run has ended; nothing can follow: " + event);
            }
            events.add(NumberedEvent.after(newest(), event));
            ended = event.isLast();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long newest() {
        lock.lock();
        try {
            return events.isEmpty() ? 0 : events.getLast().number();
        } finally {
            lock.unlock();
        }
    }

    List<NumberedEvent> after(long seen, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (newest() <= seen && !ended && left > 0) {
                left = grown.awaitNanos(left);
            }
            return NumberedEvent.after(seen, events);
        } finally {
            lock.unlock();
        }
    }
}
