package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.NumberedEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * Follows one run for one page, on a virtual thread of its own, and hands on what it looks like at most about 20 times a
 * second, however many events there are. Closing it leaves the run alone.
 */
final class RunReader {
    /** Also how long a closed reader may linger: it is never interrupted, for an interrupt in the middle of a push closes the connection. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private static final int SHORTEST_PAUSE_MILLIS = 50;
    private static final int LONGEST_PAUSE_MILLIS = 500;
    private static final int CHARACTERS_PER_MILLI = 100;

    private final AgentRun run;
    private final ToIntFunction<Exchange> screen;
    private final UnaryOperator<Exchange> settle;
    private volatile boolean closed;

    /**
     * @param screen shows a state of the exchange and returns, when it is shown, how many characters that took
     * @param settle gives the final form of an exchange that is over
     */
    private RunReader(AgentRun run, ToIntFunction<Exchange> screen, UnaryOperator<Exchange> settle) {
        this.run = run;
        this.screen = screen;
        this.settle = settle;
    }

    static RunReader start(AgentRun run, ToIntFunction<Exchange> screen, UnaryOperator<Exchange> settle) {
        RunReader reader = new RunReader(run, screen, settle);
        Thread.ofVirtual().name("page-of-" + run.turnId()).start(reader::follow);
        return reader;
    }

    AgentRun run() {
        return run;
    }

    void close() {
        closed = true;
    }

    private void follow() {
        LiveExchange live = new LiveExchange(run.turnId(), StoredExchanges.question(run));
        long seen = 0;
        boolean over = false;
        try {
            while (!closed && !over) {
                List<NumberedEvent> events = run.eventsAfter(seen, WAIT);
                if (events.isEmpty() || closed) {
                    continue;
                }
                events.forEach(event -> live.apply(event.event()));
                seen = events.getLast().number();
                over = events.getLast().event().isLast();
                Exchange now = live.snapshot();
                int sent = screen.applyAsInt(over ? settle.apply(now) : now);
                Thread.sleep(Math.clamp(sent / CHARACTERS_PER_MILLI, SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
