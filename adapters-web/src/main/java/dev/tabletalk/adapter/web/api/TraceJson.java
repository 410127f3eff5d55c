package dev.tabletalk.adapter.web.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tabletalk.application.trace.TurnTrace;
import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.trace.ModelCall;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a turn was carried out.
 *
 * @param status queued, running, completed, stopped, failed or interrupted
 * @param elapsedMs from its start to its end; null while it is not over
 * @param inputTokens zero where the model did not say
 * @param servers the hosts that something was sent to; empty when nothing left this server
 * @param complete false when the record of a call is missing
 * @param steps in the order in which they began
 */
record TraceJson(
        String turnId,
        String conversationId,
        String status,
        @Nullable String model,
        @Nullable Instant startedAt,
        @Nullable Long elapsedMs,
        long inputTokens,
        long outputTokens,
        List<String> servers,
        boolean complete,
        List<StepJson> steps) {
    static TraceJson of(TurnTrace trace) {
        var turn = trace.turn();
        return new TraceJson(
                turn.id().toString(),
                turn.conversationId().toString(),
                turn.status().name().toLowerCase(Locale.ROOT),
                turn.model(),
                turn.startedAt(),
                turn.startedAt() == null || turn.endedAt() == null
                        ? null
                        : Duration.between(turn.startedAt(), turn.endedAt()).toMillis(),
                turn.usage().input(),
                turn.usage().output(),
                trace.servers(),
                !trace.hasGaps(),
                trace.steps().stream().map(StepJson::of).toList());
    }

    /**
     * One step.
     *
     * @param type waiting, model, tool, or missing for a call to the model without a record
     * @param step of the answer, from 1; null for what is none
     * @param startedAt reckoned for tools: they run one after another
     * @param call for a model
     * @param tool for a tool
     */
    record StepJson(
            String type,
            @Nullable Integer step,
            @Nullable Instant startedAt,
            @Nullable Long elapsedMs,
            @Nullable CallJson call,
            @Nullable ToolJson tool) {
        static StepJson of(Step step) {
            Duration elapsed = step.elapsed();
            Long millis = elapsed == null ? null : elapsed.toMillis();
            return switch (step) {
                case Step.Waiting waiting -> new StepJson("waiting", null, waiting.startedAt(), millis, null, null);
                case Step.Model model ->
                    new StepJson(
                            "model",
                            model.call().step() == 0 ? null : model.call().step(),
                            model.startedAt(),
                            millis,
                            CallJson.of(model.number(), model.call()),
                            null);
                case Step.Tool tool ->
                    new StepJson("tool", tool.step(), tool.startedAt(), millis, null, ToolJson.of(tool.call()));
                case Step.Missing missing -> new StepJson("missing", missing.step(), null, null, null, null);
            };
        }
    }

    /**
     * A call to a model.
     *
     * @param number with it the request is found
     * @param purpose answer, title or follow_ups
     * @param server null when nothing left this server
     * @param firstTextMs null when no text came
     * @param outcome finished, failed, interrupted or cancelled
     * @param attempts how often it was sent; 0 when it was cancelled before
     */
    record CallJson(
            int number,
            String purpose,
            String model,
            @Nullable String server,
            @Nullable Long firstTextMs,
            long inputTokens,
            long outputTokens,
            String outcome,
            MessageJson.@Nullable ErrorJson error,
            int attempts) {
        static CallJson of(int number, ModelCall call) {
            return new CallJson(
                    number,
                    call.purpose().name().toLowerCase(Locale.ROOT),
                    call.model(),
                    call.server(),
                    call.firstText() == null ? null : call.firstText().toMillis(),
                    call.usage().input(),
                    call.usage().output(),
                    call.end().name().toLowerCase(Locale.ROOT),
                    call.failure() == null ? null : MessageJson.ErrorJson.of(call.failure()),
                    call.attempts());
        }
    }

    /** A use of a tool; the fields are those of a message's tool calls. */
    record ToolJson(
            String id,
            String tool,
            @JsonRawValue @Schema(types = "object") String input,
            String status,
            @Nullable String resultId,
            @Nullable Integer rowCount) {
        static ToolJson of(ToolCall call) {
            MessageJson.ToolCallJson told = MessageJson.ToolCallJson.of(call);
            return new ToolJson(
                    told.id(),
                    told.tool(),
                    told.input(),
                    told.status(),
                    told.resultId(),
                    call.outcome() instanceof ToolOutcome.Succeeded done && done.result() != null
                            ? done.result().rowCount()
                            : null);
        }
    }
}
