package dev.tabletalk.adapter.web.ui.trace;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.trace.TurnTrace;
import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.trace.CallPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an answer was made, over the conversation it belongs to. */
public final class TraceDialog extends Dialog {
    private final Workspace workspace;
    private final ConversationId conversation;
    private final TurnId turn;
    private final Div content = Parts.box("tt-trace");
    private boolean read;

    /** @param conversation the turn must be of it */
    public TraceDialog(Workspace workspace, ConversationId conversation, TurnId turn) {
        this.workspace = workspace;
        this.conversation = conversation;
        this.turn = turn;
        setHeaderTitle("How this answer was made");
        addClassName("tt-trace-dialog");
        setWidth("min(64rem, 100vw)");
        Button close = Parts.icon("Close", "close", this::close);
        getHeader().add(close);
        Div wait = Parts.box("tt-trace-wait");
        wait.getElement().setAttribute("aria-label", "Loading");
        content.add(wait);
        add(content);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        if (!read) {
            read = true;
            Background.run(this, this::readTrace, this::show, this::showFailure);
        }
    }

    private TurnTrace readTrace() {
        TurnTrace trace = workspace.traces().trace(turn);
        if (!trace.turn().conversationId().equals(conversation)) {
            throw FailureException.notFound("turn", turn);
        }
        return trace;
    }

    private void showFailure(FailureException failed) {
        content.removeAll();
        content.add(Parts.text("tt-muted", failed.failure().message()));
    }

    private void show(TurnTrace trace) {
        content.removeAll();
        content.add(whereTo(trace), totals(trace));
        List<Step> steps = trace.steps();
        Instant from = steps.stream()
                .map(Step::startedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(trace.turn().createdAt());
        Instant to = steps.stream()
                .map(TraceDialog::endOf)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(from);
        Duration span = Duration.between(from, to);
        OrderedList list = new OrderedList();
        list.addClassName("tt-trace-steps");
        list.getElement().setAttribute("aria-label", "Steps");
        for (Step step : steps) {
            list.add(new TraceStep(workspace.traces(), trace, step, from, span.isZero() ? Duration.ofNanos(1) : span));
        }
        content.add(list);
        if (!trace.turn().status().isOver()) {
            content.add(Parts.text("tt-muted", "The answer is still being written; open this again to see the rest."));
        }
    }

    private static @Nullable Instant endOf(Step step) {
        Instant start = step.startedAt();
        Duration elapsed = step.elapsed();
        return start == null || elapsed == null ? start : start.plus(elapsed);
    }

    /** The first thing an administrator wants to know. */
    private static Div whereTo(TurnTrace trace) {
        boolean stayed = trace.servers().isEmpty();
        boolean known = !trace.hasGaps();
        String text = !stayed
                ? "Sent to " + String.join(", ", trace.servers())
                : known ? "Nothing left this server" : "What was sent is not fully known";
        Span words = Parts.text("tt-trace-where-text", VisibleText.of(text));
        Div where = Parts.box("tt-trace-where", (stayed && known ? Glyph.SHIELD : Glyph.EYE).create(), words);
        if (!stayed && !known) {
            where.add(Parts.text("tt-muted", "Some records are missing."));
        }
        where.getElement().setAttribute("data-stayed", stayed && known);
        return where;
    }

    private static Div totals(TurnTrace trace) {
        Turn turn = trace.turn();
        Div totals = Parts.box("tt-trace-totals");
        totals.getElement().setAttribute("role", "group").setAttribute("aria-label", "Totals");
        if (turn.startedAt() != null && turn.endedAt() != null) {
            totals.add(total("Answered in", Figures.time(Duration.between(turn.startedAt(), turn.endedAt()))));
        }
        long calls = trace.calls().stream()
                .filter(step -> step.call().purpose() == CallPurpose.ANSWER)
                .count();
        totals.add(total(
                "Model", Figures.time(trace.answering()) + (calls == 1 ? " · 1 call" : " · " + calls + " calls")));
        long tools = trace.steps().stream().filter(Step.Tool.class::isInstance).count();
        totals.add(total("Tools", Figures.time(trace.tools()) + (tools == 1 ? " · 1 use" : " · " + tools + " uses")));
        totals.add(total(
                "Tokens",
                turn.usage().equals(TokenUsage.NONE)
                        ? "–"
                        : String.format(
                                Locale.ROOT,
                                "%,d in · %,d out",
                                turn.usage().input(),
                                turn.usage().output())));
        return totals;
    }

    private static Div total(String name, String value) {
        return Parts.box("tt-trace-total", Parts.text("tt-trace-name", name), Parts.text("tt-trace-value", value));
    }
}
