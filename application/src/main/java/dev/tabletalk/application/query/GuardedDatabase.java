package dev.tabletalk.application.query;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.query.SqlGuard;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.TableName;
import java.time.Duration;

/** The only way from a SQL text to a database: through the guard. */
public final class GuardedDatabase {
    private final SqlAnalyzer analyzer;
    private final TargetDatabase database;

    public GuardedDatabase(SqlAnalyzer analyzer, TargetDatabase database) {
        this.analyzer = analyzer;
        this.database = database;
    }

    /**
     * Runs one statement within the limits of its connection, if it only reads.
     *
     * @throws FailureException as {@link TargetDatabase#query}
     */
    public Answer run(DatabaseConnection connection, SqlText sql, Cancellation cancellation) {
        return switch (SqlGuard.judge(analyzer.analyze(connection.kind(), sql))) {
            case GuardVerdict.Allowed allowed ->
                new Answer.Ran(database.query(connection, sql, connection.limits(), cancellation));
            case GuardVerdict.Refused(String reason) -> new Answer.Refused(reason);
        };
    }

    /**
     * Does nothing for a statement that {@link #run} would run.
     *
     * @throws FailureException SQL_REFUSED
     */
    public void requireAllowed(DatabaseConnection connection, SqlText sql) {
        if (SqlGuard.judge(analyzer.analyze(connection.kind(), sql)) instanceof GuardVerdict.Refused(String reason)) {
            throw FailureException.of(FailureCode.SQL_REFUSED, reason);
        }
    }

    /**
     * Passes on all rows of one statement, if it only reads, whatever the limits of its connection.
     *
     * @throws FailureException SQL_REFUSED with the reason, and as {@link TargetDatabase#stream}
     */
    public void stream(
            DatabaseConnection connection, SqlText sql, RowSink sink, Duration limit, Cancellation cancellation) {
        switch (SqlGuard.judge(analyzer.analyze(connection.kind(), sql))) {
            case GuardVerdict.Allowed allowed -> database.stream(connection, sql, sink, limit, cancellation);
            case GuardVerdict.Refused(String reason) -> throw FailureException.of(FailureCode.SQL_REFUSED, reason);
        }
    }

    /** Reads some rows of a table, through the same guard and limits. */
    public Answer sample(DatabaseConnection connection, TableName table, int rows, Cancellation cancellation) {
        return run(connection, database.sample(connection, table, rows), cancellation);
    }

    /** What came of a statement. */
    public sealed interface Answer {
        record Ran(QueryResult result) implements Answer {}

        record Refused(String reason) implements Answer {}
    }
}
