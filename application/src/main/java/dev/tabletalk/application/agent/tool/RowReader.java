package dev.tabletalk.application.agent.tool;

import dev.tabletalk.application.query.GuardedDatabase;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.SqlText;

/** Runs a read, keeps its rows for the person and tells the model the first of them. */
final class RowReader {
    private final GuardedDatabase database;
    private final QueryResultRepository results;

    RowReader(GuardedDatabase database, QueryResultRepository results) {
        this.database = database;
        this.results = results;
    }

    ToolAnswer read(SqlText sql, ToolContext context) {
        return switch (database.run(context.connection(), sql, context.cancellation())) {
            case GuardedDatabase.Answer.Ran(QueryResult result) -> {
                results.add(context.connection().id(), context.conversationId(), result);
                yield new ToolAnswer.Told(
                        RowsAsText.of(result), new ResultSummary(result.id(), result.rowCount(), result.truncated()));
            }
            case GuardedDatabase.Answer.Refused(String reason) -> new ToolAnswer.Refused(reason);
        };
    }
}
