package dev.tabletalk.application.sql;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.SqlText;
import java.util.regex.Pattern;

/** How each dialect asks for the plan of a statement. */
final class Explaining {
    private static final Pattern EXPLAINS_ALREADY = Pattern.compile(
            "(\\s|--[^\\n]*\\n|/\\*.*?\\*/)*+(explain|describe|desc)\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private Explaining() {}

    /** @throws FailureException CONFLICT when the dialect has no statement for it */
    static SqlText of(DatabaseKind kind, SqlText sql) {
        if (EXPLAINS_ALREADY.matcher(sql.value()).matches()) {
            return sql;
        }
        String prefix = switch (kind) {
            case SQLITE -> "EXPLAIN QUERY PLAN ";
            case POSTGRESQL, DUCKDB, MARIADB, MYSQL, CLICKHOUSE, TRINO -> "EXPLAIN ";
            case SQLSERVER ->
                throw FailureException.of(
                        FailureCode.CONFLICT,
                        "SQL Server has no statement that tells a plan: it would need a setting of the session, which"
                                + " Tabletalk does not change. Ask for the plan in SQL Server Management Studio.");
        };
        return new SqlText(prefix + sql.value().strip());
    }
}
