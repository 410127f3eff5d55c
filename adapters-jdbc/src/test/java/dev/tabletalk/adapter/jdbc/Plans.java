package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.adapter.jdbc.guard.DialectSqlAnalyzer;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.SqlGuard;
import dev.tabletalk.domain.query.SqlText;
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

    static boolean isAllowed(DatabaseConnection connection, String sql) {
        return verdict(connection, sql) instanceof GuardVerdict.Allowed;
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
