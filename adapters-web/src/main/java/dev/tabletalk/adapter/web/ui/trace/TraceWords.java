package dev.tabletalk.adapter.web.ui.trace;

import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.application.trace.TurnTrace;
import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.trace.ModelCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words what an answer took. */
public final class TraceWords {
    private TraceWords() {}

    /** How an answer was made, such as "gpt-5-mini · 4.2 s · 3,210 tokens · 3 steps". */
    public static String of(AnswerNote note) {
        List<String> facts = new ArrayList<>();
        if (note.model() != null) {
            facts.add(note.model());
        }
        if (note.elapsed() != null) {
            facts.add(Figures.time(note.elapsed()));
        }
        if (!note.usage().equals(TokenUsage.NONE)) {
            facts.add(tokens(note.usage().input() + note.usage().output()));
        }
        if (note.steps() > 0) {
            facts.add(note.steps() == 1 ? "1 step" : Figures.number(note.steps()) + " steps");
        }
        return String.join(" · ", facts);
    }

    static String tokens(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d token" : "%,d tokens", count);
    }

    /** What a step was. */
    static String title(Step step) {
        return switch (step) {
            case Step.Waiting waiting -> "Waited to begin";
            case Step.Model model ->
                switch (model.call().purpose()) {
                    case ANSWER -> "Asked the model (step " + model.call().step() + ")";
                    case TITLE -> "Asked for a title";
                    case FOLLOW_UPS -> "Asked for next questions";
                };
            case Step.Tool tool -> tool(tool.call());
            case Step.Missing missing -> "Asked the model (step " + missing.step() + "): no record";
        };
    }

    /** What is going on while the answer is being made. */
    static String writing(TurnTrace trace) {
        boolean works = trace.steps().stream()
                .anyMatch(step -> step instanceof Step.Tool tool && tool.call().isOpen());
        if (trace.turn().startedAt() == null) {
            return "Waiting to begin";
        }
        return works ? "Using a tool" : "Asking the model (step " + (trace.answerSteps() + 1) + ")";
    }

    private static String tool(ToolCall call) {
        return switch (call.tool()) {
            case "list_tables" -> "Listed the tables";
            case "describe_tables" -> "Looked at tables";
            case "sample_rows" -> "Sampled rows";
            case "run_query" -> "Ran a query";
            case "show_chart" -> "Drew a chart";
            default -> "Used " + call.tool();
        };
    }

    /** How it went: done, failed, refused, cancelled, running, missing. */
    static String state(Step step) {
        return switch (step) {
            case Step.Waiting waiting -> "done";
            case Step.Missing missing -> "missing";
            case Step.Model model ->
                switch (model.call().end()) {
                    case FINISHED -> "done";
                    case FAILED, INTERRUPTED -> "failed";
                    case CANCELLED -> "cancelled";
                };
            case Step.Tool tool ->
                switch (tool.call().outcome()) {
                    case null -> "running";
                    case ToolOutcome.Succeeded done -> "done";
                    case ToolOutcome.Failed failed -> "failed";
                    case ToolOutcome.Refused refused -> "refused";
                    case ToolOutcome.Cancelled cancelled -> "cancelled";
                };
        };
    }

    /** Its figures in one line. */
    static String facts(Step step) {
        List<String> facts = new ArrayList<>();
        switch (step) {
            case Step.Waiting waiting -> {}
            case Step.Missing missing -> {}
            case Step.Model model -> {
                TokenUsage usage = model.call().usage();
                if (!usage.equals(TokenUsage.NONE)) {
                    facts.add(tokens(usage.input() + usage.output()));
                }
                if (model.call().attempts() > 1) {
                    facts.add(model.call().attempts() + " attempts");
                }
            }
            case Step.Tool tool -> {
                if (tool.call().outcome() instanceof ToolOutcome.Succeeded done && done.result() != null) {
                    facts.add(Figures.rows(done.result().rowCount()));
                }
            }
        }
        String state = state(step);
        if (!state.equals("done") && !state.equals("missing")) {
            facts.add(state);
        }
        Duration elapsed = step.elapsed();
        if (elapsed != null) {
            facts.add(Figures.time(elapsed));
        }
        return String.join(" · ", facts);
    }

    static String server(@Nullable String server) {
        return server == null ? "Nothing left this server" : server;
    }

    static String usage(ModelCall call) {
        return call.usage().equals(TokenUsage.NONE)
                ? "The model did not say"
                : String.format(
                        Locale.ROOT,
                        "%,d in, %,d out",
                        call.usage().input(),
                        call.usage().output());
    }
}
