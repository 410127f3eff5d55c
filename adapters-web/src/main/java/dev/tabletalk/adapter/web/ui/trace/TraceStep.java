package dev.tabletalk.adapter.web.ui.trace;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.application.trace.ReadTraceUseCase;
import dev.tabletalk.application.trace.TurnTrace;
import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.trace.ModelCall;
import java.time.Duration;
import java.time.Instant;

/** A step on one line, with a bar that shows when it was; opens to its details, which are read only then. */
final class TraceStep extends Composite<ListItem> {
    private final ReadTraceUseCase traces;
    private final TurnTrace trace;
    private final Step step;
    private final NativeButton line = new NativeButton();
    private final Div detail = Parts.box("tt-trace-detail");
    private boolean filled;

    /**
     * @param from when the first step began
     * @param span from there to the end of the last; more than zero
     */
    TraceStep(ReadTraceUseCase traces, TurnTrace trace, Step step, Instant from, Duration span) {
        this.traces = traces;
        this.trace = trace;
        this.step = step;
        Span mark = Parts.text("tt-trace-mark", "");
        Span bar = Parts.text("tt-trace-bar", "");
        mark.getElement().setAttribute("aria-hidden", "true");
        bar.getElement().setAttribute("aria-hidden", "true");
        place(bar, from, span);
        line.addClassName("tt-trace-line");
        line.add(
                mark,
                Parts.text("tt-trace-title", VisibleText.of(TraceWords.title(step))),
                Parts.text("tt-trace-facts", TraceWords.facts(step)),
                Parts.box("tt-trace-track", bar));
        line.getElement().setAttribute("type", "button").setAttribute("aria-expanded", "false");
        line.addClickListener(event -> toggle());
        detail.setVisible(false);
        getContent().addClassName("tt-trace-step");
        getContent()
                .getElement()
                .setAttribute("data-kind", kind(step))
                .setAttribute("data-state", TraceWords.state(step));
        getContent().add(line, detail);
    }

    private static String kind(Step step) {
        return switch (step) {
            case Step.Waiting waiting -> "waiting";
            case Step.Model model -> "model";
            case Step.Tool tool -> "tool";
            case Step.Missing missing -> "missing";
        };
    }

    private void place(Span bar, Instant from, Duration span) {
        Instant start = step.startedAt();
        Duration elapsed = step.elapsed();
        if (start == null) {
            bar.setVisible(false);
            return;
        }
        double whole = span.toNanos();
        double at = Duration.between(from, start).toNanos() / whole;
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
            case Step.Waiting waiting -> detail.add(Parts.text("tt-muted", "Other answers came first."));
            case Step.Missing missing ->
                detail.add(Parts.text(
                        "tt-muted",
                        "What was sent in this step is not known: it could not be stored then, or the answer is older than"
                                + " such records, or is a copy."));
            case Step.Model model -> fill(model);
            case Step.Tool tool -> fill(tool.call());
        }
    }

    private void fill(Step.Model model) {
        ModelCall call = model.call();
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-trace-list");
        fact(facts, "Model", call.model());
        fact(facts, "Sent to", call.attempts() == 0 ? "Nothing was sent" : TraceWords.server(call.server()));
        fact(facts, "Tokens", TraceWords.usage(call));
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
            String file = "request-" + trace.turn().id() + "-" + model.number();
            Background.run(
                    this,
                    () -> traces.request(trace.turn().id(), model.number()),
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

    private static void fact(DescriptionList list, String name, String value) {
        list.add(new DescriptionList.Term(name), new DescriptionList.Description(VisibleText.of(value)));
    }

    private void fill(ToolCall call) {
        detail.add(Parts.code(VisibleText.of(call.tool()), call.arguments()));
        detail.add(
                call.outcome() == null
                        ? Parts.text("tt-muted", "Not finished yet.")
                        : Parts.code("What the model was told", call.outcome().output()));
    }
}
