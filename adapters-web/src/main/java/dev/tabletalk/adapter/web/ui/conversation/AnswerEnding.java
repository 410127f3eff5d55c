package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.trace.TraceWords;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands below an answer that is over: why it ended early, and what can be done with it. */
final class AnswerEnding extends Composite<Div> {
    private final Workspace workspace;
    private final ExchangeView.Actions actions;
    private @Nullable AnswerNote note;
    private @Nullable Exchange shown;
    private @Nullable Button goOn;
    private @Nullable FeedbackButtons thumbs;
    private @Nullable Span figures;
    /** How many of this page's own ratings are on their way: what is read meanwhile may be older. */
    private int rating;

    private boolean newest;

    AnswerEnding(Workspace workspace, ExchangeView.Actions actions) {
        this.workspace = workspace;
        this.actions = actions;
        getContent().addClassName("tt-ending");
    }

    /** While the exchange is not over there is only the way to its trace, which follows it. */
    void show(Exchange exchange) {
        boolean working = exchange.state() instanceof State.Working && exchange.isVersion();
        if (working && shown != null && shown.state() instanceof State.Working) {
            return;
        }
        getContent().removeAll();
        goOn = null;
        thumbs = null;
        figures = null;
        shown = exchange;
        TurnId turn = exchange.turnId();
        Div box = Parts.box("tt-ending-box");
        getContent().add(box);
        if (working && turn != null) {
            box.add(Parts.box("tt-answer-footer", runningTime(turn), trace(turn)));
        }
        if (!exchange.state().isOver()) {
            return;
        }
        Div problem = problem(exchange);
        if (problem != null) {
            box.add(problem);
        }
        if (problem == null || exchange.isVersion() || !exchange.prose().isEmpty()) {
            box.add(footer(exchange));
        }
    }

    /** What is known beside the answer; it may come later than the answer, and from other tabs. What a person does there stays. */
    void show(AnswerNote next) {
        note = rating > 0 && note != null ? next.with(note.feedback()) : next;
        if (figures != null) {
            figures.setText(facts());
        }
        if (thumbs != null) {
            thumbs.show(note.feedback());
        }
    }

    private String facts() {
        return note == null ? "" : VisibleText.of(TraceWords.of(note));
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
        figures = Parts.text("tt-trace-facts", facts());
        Anchor trace = new Anchor(WorkspaceNavigation.tracePath(actions.conversation(), turn));
        trace.addClassName("tt-trace-link");
        trace.add(figures, Parts.text("tt-trace-word", "Trace"));
        trace.getElement().setAttribute("title", "How this answer was made");
        return trace;
    }

    /** Counted on by the browser; whoever hears the page is told of it when they ask, not each second. */
    private Span runningTime(TurnId turn) {
        Duration elapsed = elapsed(turn);
        Span time = Parts.text("tt-running-time", Figures.seconds(elapsed));
        time.addClassName("tt-muted");
        time.getElement()
                .setAttribute("data-elapsed", String.valueOf(elapsed.toMillis()))
                .setAttribute("role", "timer")
                .setAttribute("aria-live", "off")
                .setAttribute("title", "Time since this answer began");
        return time;
    }

    private Duration elapsed(TurnId turn) {
        try {
            Instant started = workspace.agent().find(turn).turn().startedAt();
            Duration since = started == null
                    ? Duration.ZERO
                    : Duration.between(started, workspace.clock().instant());
            return since.isNegative() ? Duration.ZERO : since;
        } catch (FailureException gone) {
            return Duration.ZERO;
        }
    }

    private FeedbackButtons feedback(TurnId turn) {
        FeedbackButtons buttons = new FeedbackButtons(said -> rate(turn, said));
        buttons.show(note == null ? null : note.feedback());
        thumbs = buttons;
        return buttons;
    }

    private void rate(TurnId turn, @Nullable Feedback said) {
        AnswerNote before = note;
        if (before != null) {
            note = before.with(said);
        }
        rating++;
        Background.run(
                this,
                () -> {
                    workspace.notes().rate(turn, said);
                    return turn;
                },
                done -> rating--,
                failed -> {
                    rating--;
                    Notices.showFailure(failed);
                    note = before;
                    if (thumbs != null) {
                        thumbs.show(before == null ? null : before.feedback());
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
