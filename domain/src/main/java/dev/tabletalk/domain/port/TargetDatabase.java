package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.TableName;
import java.time.Duration;

/**
 * The databases people ask about, always read-only. Safe for any thread; each call borrows a pooled session of its own and
 * blocks. Nothing a statement does can outlive it: it runs in a read-only transaction that is rolled back.
 */
public interface TargetDatabase {
    /** UTF-16 units of a text that {@link #stream} passes on whole. */
    int LONGEST_STREAMED_CELL = 1 << 20;

    /**
     * Refuses an address that this adapter would not connect to: unknown options, files outside the allowed folders. Does not
     * connect.
     *
     * @throws FailureException INVALID with the field
     */
    void validate(DatabaseConnection connection);

    /** Connects anew, within 10 seconds, and says what it found. */
    ConnectionCheck check(DatabaseConnection connection);

    /**
     * All readable tables and views with their columns and keys; cached for a short time.
     *
     * @throws FailureException CANCELLED, DATABASE_UNREACHABLE
     */
    DatabaseSchema schema(DatabaseConnection connection, Cancellation cancellation);

    /**
     * Runs one statement that the guard has allowed. Reads at most {@code limits.maxRows()} rows and one to know whether
     * there were more; never holds more than that in memory.
     *
     * @throws FailureException QUERY_FAILED with the database's own message, QUERY_TIMEOUT, CANCELLED,
     *     DATABASE_UNREACHABLE
     */
    QueryResult query(DatabaseConnection connection, SqlText sql, QueryLimits limits, Cancellation cancellation);

    /**
     * Runs one statement that the guard has allowed and passes all its rows on, however many, holding no more than a few
     * batches of them. Only texts of more than {@value #LONGEST_STREAMED_CELL} characters are cut, and say so. Runs apart
     * from {@link #query}: it may take the same pool of sessions, never all of it.
     *
     * @param limit for the whole of it, slow sinks included; at least a second
     * @throws FailureException as {@link #query}; rows that the sink has got by then are not all
     * @throws RuntimeException what the sink threw; the statement has been stopped
     */
    void stream(DatabaseConnection connection, SqlText sql, RowSink sink, Duration limit, Cancellation cancellation);

    /** The statement that reads some rows of a table, names quoted for its dialect. */
    SqlText sample(DatabaseConnection connection, TableName table, int rows);

    /** Closes the sessions of a connection and forgets its schema; does nothing when there are none. */
    void forget(ConnectionId connectionId);
}
