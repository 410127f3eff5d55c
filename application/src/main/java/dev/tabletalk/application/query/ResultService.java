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
        DatabaseConnection connection =
                connections.find(connectionId).orElseThrow(() -> FailureException.notFound("connection", connectionId));
        return switch (database.run(connection, sql, new Cancellation())) {
            case GuardedDatabase.Answer.Ran(QueryResult result) -> {
                results.add(connectionId, null, result);
                yield result;
            }
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
