package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One question and what came of it, as the page shows it; made from the transcript or from the events of a run, to the same
 * effect.
 *
 * @param key unique within a conversation
 * @param turnId null for a message that was appended from outside
 * @param question null when the exchange is an answer alone
 */
record Exchange(
        String key, @Nullable TurnId turnId, @Nullable String question, List<Part> parts, State state) {
    private static final String SAMPLE = "sample_rows";
    private static final String CHART = "show_chart";

    Exchange {
        parts = List.copyOf(parts);
    }

    /** What an answer consists of, in the order it was made. */
    sealed interface Part {
        record Prose(String markdown) implements Part {}

        record Use(ToolCall call) implements Part {}
    }

    /** Where it stands. */
    sealed interface State {
        /**
         * Waits for others.
         *
         * @param ahead how many answers come before this one
         */
        record Queued(int ahead) implements State {}

        record Working() implements State {}

        record Done() implements State {}

        record Stopped() implements State {}

        record Failed(Failure failure) implements State {}

        /** Ended half-way, by no fault of the question: it can be continued. */
        record Interrupted(Failure failure) implements State {}

        /** Taken back before it began; nothing of it is kept. */
        record Withdrawn() implements State {}

        default boolean isOver() {
            return switch (this) {
                case State.Queued _, Working _ -> false;
                case State.Done _, Stopped _, Failed _, Interrupted _, State.Withdrawn _ -> true;
            };
        }
    }

    boolean hasAnswer() {
        return switch (state) {
            case State.Queued _, State.Withdrawn _ -> false;
            case State.Done _ -> !parts.isEmpty();
            case State.Working _, State.Stopped _, State.Failed _, State.Interrupted _ -> true;
        };
    }

    /** Whether it is a version of its place, beside which there can be others: a turn that has begun. */
    boolean isVersion() {
        return turnId != null && !(state instanceof State.Queued);
    }

    /** Whether what was said ends in the middle, so that it could be continued. */
    boolean isBrokenOff() {
        return switch (state) {
            case State.Stopped _, State.Interrupted _ -> turnId != null && !prose().isEmpty();
            case State.Queued _, State.Working _, State.Done _, State.Failed _, State.Withdrawn _ -> false;
        };
    }

    /** The rows the answer rests on: those drawn last, else those of the last query that gave some. */
    Optional<ResultSummary> result() {
        return shownBy().map(Exchange::rowsOf);
    }

    /**
     * The call whose rows the answer shows. Where a chart was drawn of them that is the chart's, else that of the query.
     */
    private Optional<ToolCall> shownBy() {
        return last(call -> call.tool().equals(CHART))
                .or(() -> last(call -> !call.tool().equals(SAMPLE)));
    }

    /** The query that gave {@link #result()}; none where that was in another answer. */
    Optional<ToolCall> resultCall() {
        ResultSummary shown = result().orElse(null);
        return shown == null ? Optional.empty() : last(call -> !call.tool().equals(CHART) && gave(call, shown.id()));
    }

    private Optional<ToolCall> last(Predicate<ToolCall> which) {
        return parts.reversed().stream()
                .filter(Part.Use.class::isInstance)
                .map(part -> ((Part.Use) part).call())
                .filter(call -> which.test(call) && rowsOf(call) != null)
                .findFirst();
    }

    private static @Nullable ResultSummary rowsOf(ToolCall call) {
        return call.outcome() instanceof ToolOutcome.Succeeded done ? done.result() : null;
    }

    /** Whether the agent drew a chart of these rows. */
    boolean draws(ResultId result) {
        return last(call -> call.tool().equals(CHART) && gave(call, result)).isPresent();
    }

    private static boolean gave(ToolCall call, ResultId result) {
        ResultSummary rows = rowsOf(call);
        return rows != null && rows.id().equals(result);
    }

    /** Everything that was said, as Markdown. */
    String prose() {
        return parts.stream()
                .filter(Part.Prose.class::isInstance)
                .map(part -> ((Part.Prose) part).markdown().strip())
                .collect(Collectors.joining("\n\n"));
    }
}
