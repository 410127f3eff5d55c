package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.trace.TraceWords;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import org.jspecify.annotations.Nullable;

/** What stands below an answer that is over: why it ended early, and what can be done with it. */
final class AnswerEnding extends Composite<Div> {
    private final Workspace workspace;
    private final ExchangeView.Actions actions;
    private @Nullable AnswerNote note;
    private @Nullable Exchange shown;
    private @Nullable Button goOn;
    private boolean newest;

    AnswerEnding(Workspace workspace, ExchangeView.Actions actions) {
        this.workspace = workspace;
        this.actions = actions;
        getContent().addClassName("tt-ending");
    }

    /** Empty while the exchange is not over. */
    void show(Exchange exchange) {
        getContent().removeAll();
        goOn = null;
        shown = exchange;
        if (!exchange.state().isOver()) {
            return;
        }
        Div problem = problem(exchange);
        if (problem != null) {
            getContent().add(problem);
        }
        if (problem == null || exchange.isVersion() || !exchange.prose().isEmpty()) {
            getContent().add(footer(exchange));
        }
    }

    /** What is known beside the answer; it may come later than the answer. */
    void show(AnswerNote next) {
        if (!next.equals(note)) {
            note = next;
            if (shown != null) {
                show(shown);
            }
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
        TurnId turn = exchange.turnId();
        if (turn != null) {
            footer.add(QuestionView.link(actions, turn), feedback(turn));
        }
        if (exchange.isVersion() && exchange.state() instanceof State.Done) {
            footer.add(Parts.icon("Regenerate", "again", () -> actions.askAgain(exchange)));
        }
        if (exchange.isVersion()) {
            footer.add(Parts.icon("Branch from here", "branch", () -> actions.branch(exchange)));
        }
        if (turn != null && exchange.isVersion()) {
            footer.add(trace(turn));
        }
        return footer;
    }

    /** How it was made, in a few figures, and the way to all of them. */
    private Anchor trace(TurnId turn) {
        String facts = note == null ? "" : VisibleText.of(TraceWords.of(note));
        Anchor trace = new Anchor(WorkspaceNavigation.tracePath(actions.conversation(), turn));
        trace.addClassName("tt-trace-link");
        trace.add(Parts.text("tt-trace-facts", facts), Parts.text("tt-trace-word", "Trace"));
        trace.getElement().setAttribute("title", "How this answer was made");
        return trace;
    }

    private FeedbackButtons feedback(TurnId turn) {
        FeedbackButtons buttons = new FeedbackButtons(said -> rate(turn, said));
        buttons.show(note == null ? null : note.feedback());
        return buttons;
    }

    private void rate(TurnId turn, @Nullable Feedback said) {
        AnswerNote before = note;
        if (before != null) {
            note = before.with(said);
        }
        Background.run(
                this,
                () -> {
                    workspace.notes().rate(turn, said);
                    return turn;
                },
                done -> {},
                failed -> {
                    Notices.showFailure(failed);
                    note = before;
                    if (shown != null) {
                        show(shown);
                    }
                });
    }

    private Button copy(Exchange exchange) {
        Button copy = Parts.icon("Copy answer", "copy", () -> {});
        copy.addClassName("tt-copy-answer");
        copy.addClickListener(event -> Background.run(
                copy,
                () -> AnswerMarkdown.of(exchange.prose(), rows(exchange)),
                text -> copy.getElement()
                        .executeJs("window.tabletalk && window.tabletalk.copy($0, this, 'Answer copied')", text)));
        return copy;
    }

    private @Nullable ResultPage rows(Exchange exchange) {
        ResultSummary result = exchange.result().orElse(null);
        return result == null ? null : workspace.results().page(result.id(), 0, AnswerMarkdown.MOST_ROWS);
    }
}
