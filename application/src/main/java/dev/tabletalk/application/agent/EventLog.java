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
        events.add(new NumberedEvent(events.size() + 1L, event));
        ended = event.isLast();
        notifyAll();
    }

    synchronized List<NumberedEvent> after(long number, Duration wait) throws InterruptedException {
        int seen = Math.clamp(number, 0, Integer.MAX_VALUE);
        long deadline = System.nanoTime() + wait.toNanos();
        while (events.size() <= seen && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return List.of();
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return events.size() <= seen ? List.of() : List.copyOf(events.subList(seen, events.size()));
    }
}
