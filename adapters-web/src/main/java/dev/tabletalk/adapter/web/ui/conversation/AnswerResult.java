package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.chart.ChartedResult;
import dev.tabletalk.adapter.web.ui.sql.SqlDisclosure;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.sql.EditSqlUseCase.Newest;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer rests on, below its words: the rows of its last query, their chart, and that query. */
final class AnswerResult extends Composite<Div> {
    private final ChartedResult rows;
    private @Nullable SqlDisclosure sql;

    /**
     * @param turn null for an answer from outside, which can have no chart and whose query cannot be edited
     * @param question names the files that are made of the rows; null when there is none
     * @param query that gave the rows; null when it is part of another answer
     */
    AnswerResult(
            Workspace workspace,
            @Nullable TurnId turn,
            @Nullable String question,
            @Nullable ToolCall query,
            ResultSummary result) {
        rows = new ChartedResult(workspace, turn, question, result);
        getContent().addClassName("tt-answer-evidence");
        getContent().add(rows);
        if (turn != null && query != null) {
            addSql(workspace, turn, query);
        }
    }

    private void addSql(Workspace workspace, TurnId of, ToolCall query) {
        String statement = ToolWords.sql(query);
        ToolOutcome outcome = query.outcome();
        if (statement != null && outcome != null) {
            sql = new SqlDisclosure(workspace, new QueryCell(of, query.id()), statement, outcome, this::tellVersion);
            getContent().add(sql);
        }
    }

    /** Once there are others, nobody is to take these rows for theirs. */
    private void tellVersion(Newest other) {
        if (other.ran()) {
            rows.setVersion("v1", "by the agent; v" + other.number() + " is below, with its SQL");
        }
    }

    /** @param newest versions of queries that people ran */
    void showEdited(Map<QueryCell, Newest> newest) {
        Newest version = sql == null ? null : newest.get(sql.query());
        if (sql != null && version != null) {
            sql.showNewest(version);
        }
    }

    ResultId result() {
        return rows.result();
    }

    /** @param known null when only that there is one is known */
    void showChart(@Nullable Chart known) {
        rows.showChart(known);
    }

    /** Shows the rows alone. */
    void hideChart() {
        rows.hideChart();
    }
}
