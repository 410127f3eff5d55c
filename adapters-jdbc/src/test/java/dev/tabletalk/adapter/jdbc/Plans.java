package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.DialectSqlAnalyzer;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.SqlGuard;
import dev.tabletalk.domain.query.SqlText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Asks real servers for the plans of statements, as the SQL cell does: both texts pass the guard, then EXPLAIN runs. */
final class Plans {
    private Plans() {}

    static QueryResult of(TargetDatabase database, DatabaseConnection connection, String statement) {
        requireAllowed(connection, statement);
        String explaining = "EXPLAIN " + statement;
        requireAllowed(connection, explaining);
        return database.query(connection, new SqlText(explaining), QueryLimits.DEFAULT, new Cancellation());
    }

    /**
     * Explained writes to the table fruit: the guard refuses each, and the database is asked all the same.
     *
     * @param explains what stands before a write
     */
    static void tryWrites(TargetDatabase database, DatabaseConnection connection, String... explains) {
        for (String write : List.of(
                "DELETE FROM fruit", "UPDATE fruit SET name = 'x'", "INSERT INTO fruit SELECT 9, 'fig', NULL")) {
            for (String explain : explains) {
                SqlText sql = new SqlText(explain + write);
                assertThat(verdict(connection, sql.value())).as(sql.value()).isInstanceOf(GuardVerdict.Refused.class);
                try {
                    database.query(connection, sql, QueryLimits.DEFAULT, new Cancellation());
                } catch (FailureException refused) {
                    assertThat(refused.failure().code()).as(sql.value()).isEqualTo(FailureCode.QUERY_FAILED);
                }
            }
        }
    }

    private static void requireAllowed(DatabaseConnection connection, String sql) {
        if (verdict(connection, sql) instanceof GuardVerdict.Refused(String reason)) {
            throw new AssertionError(sql + " is refused: " + reason);
        }
    }

    private static GuardVerdict verdict(DatabaseConnection connection, String sql) {
        return SqlGuard.judge(new DialectSqlAnalyzer().analyze(connection.kind(), new SqlText(sql)));
    }

    /** The last cell of each row, a line each. */
    static String text(QueryResult plan) {
        return plan.rows().stream()
                .map(row -> Objects.toString(row.cells().getLast()))
                .collect(Collectors.joining("\n"));
    }
}
