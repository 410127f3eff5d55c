package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.sql.SqlDisclosure;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer rests on, below its words: the rows of its last query, and that query. */
final class AnswerResult extends Composite<Div> {
    private @Nullable SqlDisclosure sql;

    /**
     * @param turnId null for an answer from outside, whose query cannot be edited
     * @param call that gave the rows
     */
    AnswerResult(Workspace workspace, @Nullable TurnId turnId, ToolCall call, ResultSummary rows) {
        getContent().addClassName("tt-answer-evidence");
        getContent().add(new ResultView(workspace.results(), rows));
        String statement = ToolWords.sql(call);
        ToolOutcome outcome = call.outcome();
        if (turnId != null && statement != null && outcome != null) {
            sql = new SqlDisclosure(workspace, new QueryCell(turnId, call.id()), statement, outcome);
            getContent().add(sql);
        }
    }

    /** @param newest numbers of the queries that were edited */
    void showEdited(Map<QueryCell, Integer> newest) {
        Integer number = sql == null ? null : newest.get(sql.query());
        if (sql != null && number != null) {
            sql.showEdited(number);
        }
    }
}
