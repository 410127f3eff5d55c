package dev.tabletalk.adapter.web.ui.trace;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.trace.TraceStep.Stretch;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.trace.TurnTrace;
import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an answer was made, over the conversation it belongs to. */
public final class TraceDialog extends Dialog {
    private final Workspace workspace;
    private final ConversationId conversation;
    private final TurnId turn;
    private final Div content = Parts.box("tt-trace");
    private final Div head = Parts.box("tt-trace-head");
    private final OrderedList list = new OrderedList();
    private final Span writingText = Parts.text("tt-trace-writing-text", "");
    private final Div writing = Parts.box("tt-trace-writing", writingText);
    /** By what makes a step the same when the trace is read again. */
    private final Map<String, TraceStep> shown = new LinkedHashMap<>();

    private @Nullable RunWatch watch;
    private boolean reading;
    private boolean readAgain;

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
        list.addClassName("tt-trace-steps");
        list.getElement().setAttribute("aria-label", "Steps");
        writing.getElement().setAttribute("role", "status");
        // what is recorded after the end: the title, next questions
        LiveUpdates.bind(this, workspace.conversations(), this::hear);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        read();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        if (watch != null) {
            watch.close();
            watch = null;
        }
        reading = false;
    }

    private void hear(List<ConversationEvent> events) {
        if (events.stream().anyMatch(event -> event.id().equals(conversation))) {
            read();
        }
    }

    /** Reads the trace, once more when something happens while it is read. */
    private void read() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        readAgain = false;
        Background.run(
                this,
                this::readTrace,
                known -> {
                    reading = false;
                    show(known.trace());
                    follow(known.run());
                    if (readAgain) {
                        read();
                    }
                },
                failed -> {
                    reading = false;
                    showFailure(failed);
                });
    }

    /** @param run null when it is over */
    private record Known(TurnTrace trace, @Nullable AgentRun run) {}

    private Known readTrace() {
        TurnTrace trace = workspace.traces().trace(turn);
        if (!trace.turn().conversationId().equals(conversation)) {
            throw FailureException.notFound("turn", turn);
        }
        return new Known(
                trace, trace.turn().status().isOver() ? null : workspace.agent().find(turn));
    }

    private void showFailure(FailureException failed) {
        content.removeAll();
        list.removeAll();
        shown.clear();
        content.add(Parts.text("tt-muted", failed.failure().message()));
    }

    private void show(TurnTrace trace) {
        if (head.getParent().isEmpty()) {
            content.removeAll();
            content.add(head, list, writing);
        }
        head.removeAll();
        head.add(whereTo(trace), totals(trace));
        showSteps(trace);
        boolean over = trace.turn().status().isOver();
        writing.setVisible(!over);
        if (!over) {
            writingText.setText(TraceWords.writing(trace));
        }
    }

    /** Each step is told as soon as it is recorded, as long as somebody looks. */
    private void follow(@Nullable AgentRun run) {
        if (run != null && watch == null) {
            UI ui = UI.getCurrentOrThrow();
            watch = RunWatch.start(run, () -> Background.inSession(ui, this::readIfOpen));
        }
    }

    private void readIfOpen() {
        if (isAttached()) {
            read();
        }
    }

    private void showSteps(TurnTrace trace) {
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
        Stretch stretch = new Stretch(from, span.isZero() ? Duration.ofNanos(1) : span);
        Moments moments = Moments.here(workspace.clock());
        Set<String> gone = new HashSet<>(shown.keySet());
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String key = key(step);
            TraceStep line = shown.get(key);
            if (line == null) {
                line = new TraceStep(workspace.traces(), turn, moments, step, stretch);
                shown.put(key, line);
                list.addComponentAtIndex(i, line);
            } else {
                line.update(step, stretch);
            }
            gone.remove(key);
        }
        gone.forEach(key -> list.remove(Objects.requireNonNull(shown.remove(key))));
    }

    private static String key(Step step) {
        return switch (step) {
            case Step.Waiting _ -> "waiting";
            case Step.Model model -> "model " + model.number();
            case Step.Tool tool -> "tool " + tool.step() + " " + tool.call().id();
            case Step.Missing missing -> "missing " + missing.step();
        };
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
        int steps = trace.answerSteps();
        totals.add(total(
                "Model", Figures.time(trace.answering()) + (steps == 1 ? " · 1 step" : " · " + steps + " steps")));
        long tools = trace.steps().stream().filter(Step.Tool.class::isInstance).count();
        totals.add(total("Tools", Figures.time(trace.tools()) + (tools == 1 ? " · 1 use" : " · " + tools + " uses")));
        totals.add(total("Tokens of the answer", tokens(turn.usage())));
        if (!trace.usage().equals(turn.usage())) {
            totals.add(total("Tokens of all calls", tokens(trace.usage())));
        }
        return totals;
    }

    private static String tokens(TokenUsage usage) {
        return usage.equals(TokenUsage.NONE)
                ? "–"
                : String.format(Locale.ROOT, "%,d in · %,d out", usage.input(), usage.output());
    }

    private static Div total(String name, String value) {
        return Parts.box("tt-trace-total", Parts.text("tt-trace-name", name), Parts.text("tt-trace-value", value));
    }
}
