package dev.tabletalk.application.query;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.SqlText;

/** Runs SQL of a person, without the model, through the same guard and limits. Safe for any thread. */
public interface RunSqlUseCase {
    /**
     * Runs one read and stores its result.
     *
     * @throws FailureException NOT_FOUND, SQL_REFUSED, QUERY_FAILED, QUERY_TIMEOUT, DATABASE_UNREACHABLE
     */
    QueryResult run(ConnectionId connectionId, SqlText sql);
}
