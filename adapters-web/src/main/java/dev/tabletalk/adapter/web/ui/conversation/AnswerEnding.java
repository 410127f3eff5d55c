package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import org.jspecify.annotations.Nullable;

/** What stands below an answer that is over: why it ended early, and what can be done with it. */
final class AnswerEnding extends Composite<Div> {
    private final ExchangeView.Actions actions;
    private @Nullable Button goOn;
    private boolean newest;

    AnswerEnding(ExchangeView.Actions actions) {
        this.actions = actions;
        getContent().addClassName("tt-ending");
    }

    /** Empty while the exchange is not over. */
    void show(Exchange exchange) {
        getContent().removeAll();
        goOn = null;
        if (!exchange.state().isOver()) {
            return;
        }
        Div problem = problem(exchange);
        if (problem != null) {
            getContent().add(problem);
        }
        if (problem == null || !exchange.prose().isEmpty()) {
            getContent().add(footer(exchange));
        }
    }

    /** Only what was said last can be continued. */
    void setNewest(boolean value) {
        newest = value;
        if (goOn != null) {
            goOn.setVisible(value);
        }
    }

    private @Nullable Div problem(Exchange exchange) {
        return switch (exchange.state()) {
            case State.Failed failed -> problem("tt-trouble", failed.failure().message(), exchange);
            case State.Interrupted broken ->
                problem("tt-trouble", broken.failure().message(), exchange);
            case State.Stopped _ -> problem("tt-stopped", "Stopped. What had been said is kept.", exchange);
            case State.Queued _, State.Working _, State.Done _, State.Withdrawn _ -> null;
        };
    }

    private Div problem(String className, String message, Exchange exchange) {
        Div buttons = Parts.box("tt-trouble-buttons");
        if (exchange.isBrokenOff()) {
            goOn = Parts.quiet("Continue", actions::askToContinue);
            goOn.setVisible(newest);
            buttons.add(goOn);
        }
        if (exchange.isVersion()) {
            buttons.add(Parts.quiet("Retry", () -> actions.askAgain(exchange)));
        }
        return Parts.box(className, Parts.text("tt-trouble-text", message), buttons);
    }

    private Div footer(Exchange exchange) {
        Div footer = Parts.box("tt-answer-footer");
        if (!exchange.prose().isEmpty()) {
            footer.add(copy(exchange));
        }
        if (exchange.isVersion() && exchange.state() instanceof State.Done) {
            footer.add(Parts.icon("Regenerate", "again", () -> actions.askAgain(exchange)));
        }
        if (exchange.isVersion()) {
            footer.add(Parts.icon("Branch from here", "branch", () -> actions.branch(exchange)));
        }
        if (exchange.took() != null && !(exchange.state() instanceof State.Interrupted)) {
            footer.add(Parts.text("tt-muted", Figures.time(exchange.took())));
        }
        return footer;
    }

    private static Button copy(Exchange exchange) {
        Button copy = Parts.icon("Copy answer", "copy", () -> {});
        copy.addClassName("tt-copy-answer");
        copy.addClickListener(event ->
                copy.getElement().executeJs("window.tabletalk && window.tabletalk.copy($0, this)", exchange.prose()));
        return copy;
    }
}
