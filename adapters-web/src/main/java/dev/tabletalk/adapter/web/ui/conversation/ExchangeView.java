package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question and its answer on the page. */
final class ExchangeView extends Composite<Div> {
    /** What a person can do with an exchange. */
    interface Actions {
        /** Asks the question again. */
        void retry(String question);

        /** Takes a question back that waits. */
        void withdraw(Exchange exchange);
    }

    private final ReadResultsUseCase results;
    private final Actions actions;
    private final Div question = Parts.box("tt-question");
    private final Div waiting = Parts.box("tt-waiting");
    private final Article article = new Article();
    private final AnswerBody body;
    private final Div working = Parts.box("tt-working");
    private final Div result = Parts.box("tt-answer-result");
    private final Div ending = Parts.box("tt-ending");
    private Exchange shown;

    ExchangeView(ReadResultsUseCase results, Actions actions, Exchange first) {
        this.results = results;
        this.actions = actions;
        body = new AnswerBody(results);
        question.getElement().setAttribute("role", "group").setAttribute("aria-label", "Question");
        waiting.add(Parts.text("tt-muted", "Queued"), tertiary("Withdraw", this::withdraw));
        working.add(Parts.text("tt-working-text", "Thinking"));
        article.addClassName("tt-answer");
        article.getElement().setAttribute("aria-label", "Answer");
        article.add(body, working, result, ending);
        getContent().addClassName("tt-exchange");
        getContent().add(question, waiting, article);
        shown = first;
        show(first);
    }

    Exchange shown() {
        return shown;
    }

    /** @return about how many characters were sent to the browser */
    int show(Exchange next) {
        boolean wasOver = shown.state().isOver();
        shown = next;
        String text = next.question();
        question.setText(text == null ? "" : text);
        question.setVisible(text != null);
        waiting.setVisible(next.state() instanceof State.Queued);
        article.setVisible(next.hasAnswer());
        int sent = body.show(next.parts());
        boolean over = next.state().isOver();
        working.setVisible(!over && !body.endsWithProse());
        // A live answer is announced when it is complete, not word by word.
        article.getElement().setAttribute("aria-busy", String.valueOf(!over));
        article.getElement().setAttribute("aria-live", over ? "polite" : "off");
        if (over || wasOver) {
            showEnding(next);
        }
        return sent;
    }

    private void showEnding(Exchange next) {
        result.removeAll();
        ending.removeAll();
        if (!next.state().isOver()) {
            return;
        }
        Optional<ResultSummary> rows = next.result();
        rows.ifPresent(summary -> result.add(new ResultView(results, summary)));
        Component problem = problem(next);
        if (problem != null) {
            ending.add(problem);
        }
        if (!next.prose().isEmpty()) {
            ending.add(footer(next));
        }
    }

    private @Nullable Component problem(Exchange next) {
        return switch (next.state()) {
            case State.Broken broken -> problem("tt-trouble", broken.failure().message(), next);
            case State.Stopped _ -> problem("tt-stopped", "Stopped. What had been said is kept.", next);
            case State.Queued _, State.Working _, State.Done _, State.Withdrawn _ -> null;
        };
    }

    private Div problem(String className, String message, Exchange next) {
        Div problem = Parts.box(className, Parts.text("tt-trouble-text", message));
        String asked = next.question();
        if (asked != null) {
            problem.add(tertiary("Retry", () -> actions.retry(asked)));
        }
        return problem;
    }

    private Div footer(Exchange next) {
        Button copy = new Button(VaadinIcon.COPY_O.create());
        copy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        copy.addClassName("tt-copy-answer");
        copy.setAriaLabel("Copy answer");
        copy.setTooltipText("Copy answer");
        copy.addClickListener(event ->
                copy.getElement().executeJs("window.tabletalk && window.tabletalk.copy($0, this)", shown.prose()));
        Div footer = Parts.box("tt-answer-footer", copy);
        if (next.took() != null) {
            footer.add(Parts.text("tt-muted", Figures.time(next.took())));
        }
        return footer;
    }

    private void withdraw() {
        actions.withdraw(shown);
    }

    private static Button tertiary(String text, Runnable action) {
        Button button = new Button(text, event -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }
}
