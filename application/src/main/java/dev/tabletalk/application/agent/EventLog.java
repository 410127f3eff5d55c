package dev.tabletalk.application.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The events of one run, written by its thread and read by any number of others, each at its own pace. */
final class EventLog {
    private final List<NumberedEvent> events = new ArrayList<>();
    private boolean ended;

    synchronized void append(AgentEvent event) {
        if (ended) {
            throw new IllegalStateException("The run has ended; nothing can follow: " + event);
        }
        events.add(NumberedEvent.after(newest(), event));
        ended = event.isLast();
        notifyAll();
    }

    synchronized long newest() {
        return events.isEmpty() ? 0 : events.getLast().number();
    }

    synchronized List<NumberedEvent> after(long seen, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (newest() <= seen && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return List.of();
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return NumberedEvent.after(seen, events);
    }
}
