package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.sql.EditSqlUseCase.Newest;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question and its answer on the page. */
final class ExchangeView extends Composite<Div> {
    /** What a person can do with an exchange. */
    interface Actions {
        /** Asks the same question again, as another version. */
        void askAgain(Exchange exchange);

        /**
         * Asks another question in its place, as another version.
         *
         * @throws dev.tabletalk.domain.failure.FailureException when it could not be asked
         */
        void askInstead(Exchange exchange, MessageText question);

        /** Asks the agent to say the rest of an answer that broke off. */
        void askToContinue();

        /** Shows another version of it. */
        void show(TurnId version, Exchange instead);

        /** Makes a new conversation that ends with it. */
        void branch(Exchange exchange);

        /** Asks something next. */
        void askNext(String question);

        /** The conversation that it is part of. */
        ConversationId conversation();

        /** Takes a question back that waits. */
        void withdraw(Exchange exchange);

        /** Reads what is left out below it. */
        void loadBelow();
    }

    private final Workspace workspace;
    private final QuestionView question;
    private final Article article = new Article();
    private final AnswerBody body;
    private final Div working = Parts.box("tt-working");
    private final Div result = Parts.box("tt-answer-result");
    private final AnswerEnding ending;
    private final FollowUpsView followUps;
    private final Div gap;
    private Map<ResultId, Chart> charts = Map.of();
    private @Nullable AnswerResult evidence;
    private Exchange shown;
    private Map<QueryCell, Newest> edited = Map.of();

    ExchangeView(Workspace workspace, Actions actions, Exchange first) {
        this.workspace = workspace;
        question = new QuestionView(actions);
        body = new AnswerBody(workspace, first.turnId());
        ending = new AnswerEnding(workspace, actions);
        followUps = new FollowUpsView(actions::askNext);
        working.add(Parts.text("tt-working-text", "Thinking"));
        article.addClassName("tt-answer");
        article.getElement().setAttribute("aria-label", "Answer");
        article.add(body, working, result, ending);
        article.getElement().setAttribute("tabindex", "-1");
        Button load = Parts.quiet("Show what came in between", actions::loadBelow);
        gap = Parts.box("tt-gap", load);
        gap.setVisible(false);
        getContent().addClassName("tt-exchange");
        getContent().add(question, article, followUps, gap);
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
        question.show(next);
        article.setVisible(next.hasAnswer());
        int sent = body.show(next.parts());
        boolean over = next.state().isOver();
        working.setVisible(!over && !body.showsProgress());
        // A live answer is announced when it is complete, not word by word.
        article.getElement().setAttribute("aria-busy", String.valueOf(!over));
        article.getElement().setAttribute("aria-live", over ? "polite" : "off");
        if (over || wasOver) {
            result.removeAll();
            evidence = next.result()
                    .filter(rows -> over)
                    .map(rows -> evidence(next, rows))
                    .orElse(null);
            if (evidence != null) {
                result.add(evidence);
            }
        }
        ending.show(next);
        return sent;
    }

    private AnswerResult evidence(Exchange exchange, ResultSummary rows) {
        AnswerResult made = new AnswerResult(
                workspace,
                exchange.turnId(),
                exchange.question(),
                exchange.resultCall().orElse(null),
                rows);
        Chart known = charts.get(rows.id());
        if (known != null || exchange.draws(rows.id())) {
            made.showChart(known);
        }
        made.showEdited(edited);
        return made;
    }

    /** @param newest versions of queries that people ran, here or elsewhere */
    void showEdited(Map<QueryCell, Newest> newest) {
        edited = newest;
        if (evidence != null) {
            evidence.showEdited(newest);
        }
    }

    /** @param now the charts that its turn shows */
    void showCharts(Map<ResultId, Chart> now) {
        charts = now;
        Chart known = evidence == null ? null : now.get(evidence.result());
        if (evidence != null && known != null) {
            evidence.showChart(known);
        } else if (evidence != null) {
            evidence.hideChart();
        }
    }

    void showVersions(TurnVersions versions) {
        question.versions().show(versions);
    }

    /** What is known beside its answer. */
    void showNote(AnswerNote note) {
        ending.show(note);
        followUps.show(note.followUps());
    }

    /** Puts the focus where the other versions can be reached, for somebody who comes from one of them. */
    void focusVersions(@Nullable TurnId from) {
        question.versions().focus(from);
    }

    /** Which of its versions it is, in words. */
    String place() {
        return question.versions().place();
    }

    /** Whether nothing comes after it. */
    void setNewest(boolean newest) {
        ending.setNewest(newest);
        followUps.setNewest(newest);
    }

    /** Whether something is left out between it and the next. */
    void setGapBelow(boolean left) {
        gap.setVisible(left);
    }

    boolean hasGapBelow() {
        return gap.isVisible();
    }
}
