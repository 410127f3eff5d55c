package dev.tabletalk.adapter.web.api;

import static dev.tabletalk.adapter.web.api.Json.quote;

import dev.tabletalk.application.agent.AgentEvent;
import dev.tabletalk.application.agent.NumberedEvent;
import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.ToolOutcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of one run as AG-UI 1.0 server-sent events: an {@code id:} line and one {@code data:} line each. For one
 * thread. The JSON is put together by hand because this is done for every token of every reader.
 */
final class EventWriter {
    static final String PROTOCOL_VERSION = "1.0";

    private final String threadId;
    private final String runId;
    private final String turnId;
    private boolean started;

    /**
     * A writer for one reader.
     *
     * @param started whether this reader has had RUN_STARTED already
     */
    EventWriter(String threadId, String runId, String turnId, boolean started) {
        this.threadId = threadId;
        this.runId = runId;
        this.turnId = turnId;
        this.started = started;
    }

    void write(StringBuilder out, NumberedEvent numbered) {
        AgentEvent event = numbered.event();
        if (event instanceof AgentEvent.TextDelta text && text.delta().isEmpty()) {
            return;
        }
        if (!started && !(event instanceof AgentEvent.RunStarted)) {
            // Stopped in the queue: AG-UI wants a run to begin before it ends.
            out.append("data: ");
            runStarted(out, null);
            out.append("\n\n");
        }
        started = true;
        startLine(out, numbered.number());
        data(out, event);
        out.append("\n\n");
    }

    private static StringBuilder startLine(StringBuilder out, long number) {
        return out.append("id: ").append(number).append("\ndata: ");
    }

    private void data(StringBuilder out, AgentEvent event) {
        switch (event) {
            case AgentEvent.RunStarted begun -> runStarted(out, begun.model());
            case AgentEvent.TextStarted text -> {
                type(out, "TEXT_MESSAGE_START");
                field(out, "messageId", text.messageId());
                out.append(",\"role\":\"assistant\"}");
            }
            case AgentEvent.TextDelta text -> {
                type(out, "TEXT_MESSAGE_CONTENT");
                field(out, "messageId", text.messageId());
                field(out, "delta", text.delta()).append('}');
            }
            case AgentEvent.TextEnded text -> {
                type(out, "TEXT_MESSAGE_END");
                field(out, "messageId", text.messageId()).append('}');
            }
            case AgentEvent.ToolCallStarted call -> {
                type(out, "TOOL_CALL_START");
                field(out, "toolCallId", call.callId());
                field(out, "toolCallName", call.tool());
                field(out, "parentMessageId", call.messageId()).append('}');
            }
            case AgentEvent.ToolCallArguments call -> {
                type(out, "TOOL_CALL_ARGS");
                field(out, "toolCallId", call.callId());
                field(out, "delta", call.arguments()).append('}');
            }
            case AgentEvent.ToolCallEnded call -> {
                type(out, "TOOL_CALL_END");
                field(out, "toolCallId", call.callId()).append('}');
            }
            case AgentEvent.ToolCallAnswered call -> answered(out, call);
            case AgentEvent.ResultReady ready -> {
                custom(out, "result");
                quote(out.append("\"toolCallId\":"), ready.callId());
                field(out, "resultId", ready.result().id().toString());
                out.append(",\"rowCount\":").append(ready.result().rowCount());
                out.append(",\"truncated\":").append(ready.result().truncated()).append("}}");
            }
            case AgentEvent.ChartShown shown -> chart(out, shown);
            case AgentEvent.TitleChanged changed -> {
                custom(out, "title");
                quote(out.append("\"title\":"), changed.title().text());
                field(out, "titleSource", changed.title().source().name().toLowerCase(Locale.ROOT))
                        .append("}}");
            }
            case AgentEvent.FollowUpsReady ready -> {
                custom(out, "follow_ups");
                out.append("\"followUps\":[");
                for (String question : ready.followUps().questions()) {
                    quote(out, question).append(',');
                }
                out.setLength(out.length() - 1); // there is at least one, and no comma behind the last
                out.append("]}}");
            }
            case AgentEvent.RunFinished finished -> {
                type(out, "RUN_FINISHED");
                field(out, "threadId", threadId);
                field(out, "runId", runId);
                out.append(",\"outcome\":{\"type\":\"")
                        .append(finished.outcome().name().toLowerCase(Locale.ROOT))
                        .append("\"}}");
            }
            case AgentEvent.RunFailed failed -> {
                type(out, "RUN_ERROR");
                field(out, "message", failed.failure().message());
                field(out, "code", FailureProblem.nameOf(failed.failure().code()))
                        .append('}');
            }
        }
    }

    private void runStarted(StringBuilder out, @Nullable String model) {
        type(out, "RUN_STARTED");
        field(out, "threadId", threadId);
        field(out, "runId", runId);
        field(out, "protocolVersion", PROTOCOL_VERSION);
        quote(out.append(",\"metadata\":{\"turnId\":"), turnId);
        if (model != null) {
            field(out, "model", model);
        }
        out.append("}}");
    }

    /** AG-UI has no word for how a call ended but its metadata. */
    private static void answered(StringBuilder out, AgentEvent.ToolCallAnswered call) {
        ToolOutcome outcome = call.outcome();
        type(out, "TOOL_CALL_RESULT");
        field(out, "messageId", call.messageId());
        field(out, "toolCallId", call.callId());
        field(out, "content", outcome.output());
        out.append(",\"role\":\"tool\",\"metadata\":{\"status\":\"")
                .append(MessageJson.ToolCallJson.statusOf(outcome))
                .append("\",\"durationMs\":")
                .append(outcome.elapsed().toMillis())
                .append("}}");
    }

    private static void chart(StringBuilder out, AgentEvent.ChartShown shown) {
        NamedChart chart = shown.chart();
        custom(out, "chart");
        quote(out.append("\"toolCallId\":"), shown.callId());
        field(out, "resultId", shown.resultId().toString());
        field(out, "kind", chart.chart().kind().wireName());
        if (chart.x() != null) {
            field(out, "x", chart.x());
        }
        out.append(",\"y\":[");
        for (int i = 0; i < chart.y().size(); i++) {
            quote(i == 0 ? out : out.append(','), chart.y().get(i));
        }
        out.append(']');
        if (chart.series() != null) {
            field(out, "series", chart.series());
        }
        if (chart.chart().title() != null) {
            field(out, "title", chart.chart().title());
        }
        out.append("}}");
    }

    private static void custom(StringBuilder out, String name) {
        type(out, "CUSTOM");
        field(out, "name", name);
        out.append(",\"value\":{");
    }

    private static void type(StringBuilder out, String type) {
        out.append("{\"type\":\"").append(type).append('"');
    }

    private static StringBuilder field(StringBuilder out, String name, String value) {
        return quote(out.append(",\"").append(name).append("\":"), value);
    }
}
