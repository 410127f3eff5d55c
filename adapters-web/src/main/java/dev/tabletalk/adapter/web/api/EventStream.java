package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.NumberedEvent;
import dev.tabletalk.domain.failure.FailureException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of runs to one client as they happen, on the thread of its request, which is a virtual one: nothing stands
 * between the run and the socket.
 */
final class EventStream {
    /** Keeps proxies from closing a silent stream, and shows when the client has gone. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private static final byte[] KEEP_ALIVE_COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final int INITIAL_SIZE = 512;

    private EventStream() {}

    /** How a stream ended. */
    enum End {
        /** The last event was sent. */
        COMPLETE,
        /** The client has gone before it. */
        DISCONNECTED
    }

    /**
     * Sends what comes after an event until the run ends or the client goes. Does not stop the run.
     *
     * @param seen number of the last event the client knows; 0 for none
     * @param keepAlive after so much silence a comment is sent
     */
    static End follow(AgentRun run, long seen, EventWriter writer, Duration keepAlive, HttpServletResponse response) {
        long last = seen;
        try {
            OutputStream out = open(response, run.turnId().toString());
            while (true) {
                List<NumberedEvent> events = run.eventsAfter(last, keepAlive);
                if (events.isEmpty()) {
                    if (isOver(run, last)) {
                        return End.COMPLETE;
                    }
                    out.write(KEEP_ALIVE_COMMENT);
                    out.flush();
                    continue;
                }
                send(events, writer, out);
                last = events.getLast().number();
                if (events.getLast().event().isLast()) {
                    return End.COMPLETE;
                }
            }
        } catch (IOException gone) {
            return End.DISCONNECTED;
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return End.DISCONNECTED;
        }
    }

    // Looks again: the last event may have come between the end of the wait and the question for the status.
    private static boolean isOver(AgentRun run, long last) throws InterruptedException {
        return run.status().isOver() && run.eventsAfter(last, AT_ONCE).isEmpty();
    }

    private static OutputStream open(HttpServletResponse response, String turnId) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Content-Location", ApiConfiguration.BASE + "/turns/" + turnId + "/events");
        response.flushBuffer();
        return response.getOutputStream();
    }

    private static void send(List<NumberedEvent> events, EventWriter writer, OutputStream out) throws IOException {
        StringBuilder batch = new StringBuilder(INITIAL_SIZE);
        for (NumberedEvent event : events) {
            writer.write(batch, event);
        }
        out.write(batch.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /**
     * Where a client that comes again wants to go on.
     *
     * @param text from {@code Last-Event-ID}; null or empty for the start
     * @throws FailureException INVALID when it is no number
     */
    static long lastEventId(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static FailureException invalid(String text) {
        return FailureException.invalid(
                "lastEventId", "Last-Event-ID must be the number of an event of this turn, not \"" + text + "\".");
    }
}
