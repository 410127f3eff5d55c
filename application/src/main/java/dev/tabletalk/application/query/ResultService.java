package dev.tabletalk.application.query;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.TableName;

/** Runs SQL of a person and reads stored results. */
public final class ResultService implements RunSqlUseCase, ReadResultsUseCase {
    private final ConnectionRepository connections;
    private final GuardedDatabase database;
    private final QueryResultRepository results;

    public ResultService(ConnectionRepository connections, GuardedDatabase database, QueryResultRepository results) {
        this.connections = connections;
        this.database = database;
        this.results = results;
    }

    @Override
    public QueryResult run(ConnectionId connectionId, SqlText sql) {
        QueryResult result = ran(database.run(connection(connectionId), sql, new Cancellation()));
        results.add(connectionId, null, result);
        return result;
    }

    @Override
    public QueryResult sample(ConnectionId connectionId, TableName table) {
        return ran(database.sample(connection(connectionId), table, SAMPLE_ROWS, new Cancellation()));
    }

    private DatabaseConnection connection(ConnectionId id) {
        return connections.find(id).orElseThrow(() -> FailureException.notFound("connection", id));
    }

    private static QueryResult ran(GuardedDatabase.Answer answer) {
        return switch (answer) {
            case GuardedDatabase.Answer.Ran(QueryResult result) -> result;
            case GuardedDatabase.Answer.Refused(String reason) ->
                throw FailureException.of(FailureCode.SQL_REFUSED, reason);
        };
    }

    @Override
    public ResultPage page(ResultId id, int offset, int limit) {
        if (offset < 0) {
            throw FailureException.invalid("offset", "The offset must not be negative.");
        }
        if (limit < 0 || limit > MAX_LIMIT) {
            throw FailureException.invalid("limit", "The limit must be 0 to 10,000.");
        }
        return results.page(id, offset, limit).orElseThrow(() -> FailureException.notFound("result", id));
    }
}
