package dev.tabletalk.adapter.web.ui.trace;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.application.trace.ReadTraceUseCase;
import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.trace.CallPurpose;
import dev.tabletalk.domain.trace.ModelCall;
import java.time.Duration;
import java.time.Instant;

/** A step on one line, with a bar that shows when it was; opens to its details, which are read only then. */
final class TraceStep extends Composite<ListItem> {
    /**
     * From when to when all steps were.
     *
     * @param from when the first step began
     * @param length to the end of the last; more than zero
     */
    record Stretch(Instant from, Duration length) {}

    private final ReadTraceUseCase traces;
    private final TurnId turn;
    private final Moments moments;
    private final NativeButton line = new NativeButton();
    private final Div bar = Parts.box("tt-trace-bar");
    private final Span title = Parts.text("tt-trace-title", "");
    private final Span facts = Parts.text("tt-trace-facts", "");
    private final Div detail = Parts.box("tt-trace-detail");
    private Step step;
    private Stretch span;
    private boolean filled;

    TraceStep(ReadTraceUseCase traces, TurnId turn, Moments moments, Step step, Stretch span) {
        this.traces = traces;
        this.turn = turn;
        this.moments = moments;
        this.step = step;
        this.span = span;
        Div mark = Parts.box("tt-trace-mark");
        mark.setText(number(step));
        mark.getElement().setAttribute("aria-hidden", "true");
        bar.getElement().setAttribute("aria-hidden", "true");
        line.addClassName("tt-trace-line");
        line.add(mark, title, facts, Parts.box("tt-trace-track", bar));
        line.getElement().setAttribute("type", "button").setAttribute("aria-expanded", "false");
        line.addClickListener(event -> toggle());
        detail.setVisible(false);
        getContent().addClassName("tt-trace-step");
        getContent().getElement().setAttribute("data-kind", kind(step));
        getContent().add(line, detail);
        display();
    }

    /** Shows what has become of it; what is open stays so. */
    void update(Step now, Stretch newSpan) {
        boolean changed = !now.equals(step);
        step = now;
        span = newSpan;
        display();
        if (changed && filled) {
            detail.removeAll();
            fill();
        }
    }

    private void display() {
        title.setText(VisibleText.of(TraceWords.title(step)));
        facts.setText(TraceWords.facts(step));
        getContent().getElement().setAttribute("data-state", TraceWords.state(step));
        place();
    }

    /** The number of a step of the answer, so that they can be counted at a glance. */
    private static String number(Step step) {
        return switch (step) {
            case Step.Model model ->
                model.call().step() == 0 ? "" : String.valueOf(model.call().step());
            case Step.Missing missing -> String.valueOf(missing.step());
            case Step.Waiting _, Step.Tool _ -> "";
        };
    }

    private static String kind(Step step) {
        return switch (step) {
            case Step.Waiting waiting -> "waiting";
            case Step.Model model -> model.call().purpose() == CallPurpose.ANSWER ? "model" : "beside";
            case Step.Tool tool -> "tool";
            case Step.Missing missing -> "missing";
        };
    }

    private void place() {
        Instant start = step.startedAt();
        Duration elapsed = step.elapsed();
        if (start == null) {
            bar.setVisible(false);
            return;
        }
        double whole = span.length().toNanos();
        double at = Duration.between(span.from(), start).toNanos() / whole;
        double width = elapsed == null ? 0 : elapsed.toNanos() / whole;
        bar.getStyle().set("--tt-at", String.valueOf(Math.clamp(at, 0, 1)));
        bar.getStyle().set("--tt-width", String.valueOf(Math.clamp(width, 0, 1)));
    }

    private void toggle() {
        boolean open = !detail.isVisible();
        detail.setVisible(open);
        line.getElement().setAttribute("aria-expanded", String.valueOf(open));
        if (open && !filled) {
            filled = true;
            fill();
        }
    }

    private void fill() {
        switch (step) {
            case Step.Waiting waiting -> {
                DescriptionList list = list();
                began(list, waiting.startedAt(), false);
                detail.add(list, Parts.text("tt-muted", "Other answers came first."));
            }
            case Step.Missing missing ->
                detail.add(Parts.text(
                        "tt-muted",
                        "What was sent in this step is not known: it could not be stored then, or the answer is older than"
                                + " such records, or is a copy."));
            case Step.Model model -> fill(model);
            case Step.Tool tool -> fill(tool);
        }
    }

    private void fill(Step.Model model) {
        ModelCall call = model.call();
        DescriptionList facts = list();
        fact(facts, "Model", call.model());
        fact(facts, "Sent to", call.attempts() == 0 ? "Nothing was sent" : TraceWords.server(call.server()));
        fact(facts, "Tokens", TraceWords.usage(call));
        began(facts, call.startedAt(), false);
        if (call.firstText() != null) {
            fact(facts, "First word after", Figures.time(call.firstText()));
        }
        fact(facts, "Took", Figures.time(call.elapsed()));
        if (call.attempts() > 1) {
            fact(facts, "Attempts", String.valueOf(call.attempts()));
        }
        if (call.failure() != null) {
            fact(facts, "Ended because", call.failure().message());
        }
        detail.add(facts);
        if (call.attempts() > 0) {
            Div wait = Parts.box("tt-saw-wait");
            wait.getElement().setAttribute("aria-label", "Loading");
            detail.add(wait);
            String file = "request-" + turn + "-" + model.number();
            Background.run(
                    this,
                    () -> traces.request(turn, model.number()),
                    body -> {
                        detail.remove(wait);
                        detail.add(new RequestView(body, call.server() == null, file));
                    },
                    failed -> {
                        detail.remove(wait);
                        detail.add(Parts.text("tt-muted", failed.failure().message()));
                    });
        }
    }

    private static DescriptionList list() {
        DescriptionList list = new DescriptionList();
        list.addClassName("tt-trace-list");
        return list;
    }

    /** @param about whether it is reckoned: when a tool began is not recorded */
    private void began(DescriptionList list, Instant at, boolean about) {
        Duration after = Duration.between(span.from(), at);
        String since = after.isZero() || after.isNegative() ? "" : ", " + Figures.time(after) + " in";
        list.add(
                new DescriptionList.Term("Began"),
                new DescriptionList.Description(
                        moments.element((about ? "about " : "") + moments.time(at), at), new Text(since)));
    }

    private static void fact(DescriptionList list, String name, String value) {
        list.add(new DescriptionList.Term(name), new DescriptionList.Description(VisibleText.of(value)));
    }

    private void fill(Step.Tool tool) {
        ToolCall call = tool.call();
        DescriptionList facts = list();
        fact(facts, "Tool", call.tool());
        began(facts, tool.startedAt(), true);
        detail.add(facts, new ToolArguments(call.arguments()));
        detail.add(
                call.outcome() == null
                        ? Parts.text("tt-muted", "Not finished yet.")
                        : Parts.code("What the model was told", call.outcome().output()));
    }
}
