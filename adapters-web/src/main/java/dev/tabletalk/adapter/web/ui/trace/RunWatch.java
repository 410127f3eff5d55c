package dev.tabletalk.adapter.web.ui.trace;

import dev.tabletalk.application.agent.AgentEvent;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.NumberedEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits, on a virtual thread of its own, for what changes the trace of a run. Closing it leaves the run alone. */
final class RunWatch {
    /** Also how long a closed one may linger. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** So that words that come one by one wake it a few times a second only. */
    private static final int PAUSE_MILLIS = 200;

    private final AgentRun run;
    private final BooleanSupplier tell;
    private volatile boolean closed;

    private RunWatch(AgentRun run, BooleanSupplier tell) {
        this.run = run;
        this.tell = tell;
    }

    /** @param tell called after each step, and at the end; false when nobody listens any more */
    static RunWatch start(AgentRun run, BooleanSupplier tell) {
        RunWatch watch = new RunWatch(run, tell);
        Thread.ofVirtual().name("trace-of-" + run.turnId()).start(watch::follow);
        return watch;
    }

    void close() {
        closed = true;
    }

    private void follow() {
        long seen = 0; // what happened since the trace was read must not be missed
        boolean over = false;
        try {
            while (!closed && !over) {
                List<NumberedEvent> events = run.eventsAfter(seen, WAIT);
                if (events.isEmpty()) {
                    over = run.status().isOver();
                    continue;
                }
                seen = events.getLast().number();
                over = events.getLast().event().isLast();
                if (!closed && events.stream().anyMatch(event -> isStep(event.event())) && !tell.getAsBoolean()) {
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isStep(AgentEvent event) {
        return switch (event) {
            case AgentEvent.RunStarted _,
                    AgentEvent.ToolCallEnded _,
                    AgentEvent.ToolCallAnswered _,
                    AgentEvent.RunFinished _,
                    AgentEvent.RunFailed _ -> true;
            case AgentEvent.TextStarted _,
                    AgentEvent.TextDelta _,
                    AgentEvent.TextEnded _,
                    AgentEvent.ToolCallStarted _,
                    AgentEvent.ToolCallArguments _,
                    AgentEvent.ResultReady _,
                    AgentEvent.ChartShown _,
                    AgentEvent.TitleChanged _,
                    AgentEvent.FollowUpsReady _ -> false;
        };
    }
}
