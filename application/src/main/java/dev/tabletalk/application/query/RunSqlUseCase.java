package dev.tabletalk.application.query;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.TableName;

/** Runs SQL of a person, without the model, through the same guard and limits. Safe for any thread. */
public interface RunSqlUseCase {
    int SAMPLE_ROWS = 50;

    /**
     * Runs one read and stores its result.
     *
     * @throws FailureException NOT_FOUND, SQL_REFUSED, QUERY_FAILED, QUERY_TIMEOUT, DATABASE_UNREACHABLE
     */
    QueryResult run(ConnectionId connectionId, SqlText sql);

    /** The first rows of a table, at most {@value #SAMPLE_ROWS}; stores nothing, and throws as {@link #run}. */
    QueryResult sample(ConnectionId connectionId, TableName table);
}
