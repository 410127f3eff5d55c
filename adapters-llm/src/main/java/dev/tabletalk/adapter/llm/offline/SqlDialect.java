package dev.tabletalk.adapter.llm.offline;

import dev.tabletalk.domain.connection.DatabaseKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the SQL of database systems differs. */
final class SqlDialect {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Set<String> RESERVED = Set.of(
            "order",
            "group",
            "user",
            "table",
            "select",
            "from",
            "where",
            "by",
            "limit",
            "index",
            "values",
            "check",
            "column",
            "references",
            "primary",
            "foreign",
            "default",
            "all",
            "and",
            "or",
            "not",
            "null",
            "case",
            "when",
            "then",
            "else",
            "end",
            "as",
            "in",
            "is",
            "on",
            "join",
            "left",
            "right",
            "full",
            "inner",
            "outer",
            "cross",
            "natural",
            "union",
            "having",
            "distinct",
            "desc",
            "asc",
            "to",
            "with",
            "cast",
            "collate",
            "constraint",
            "create",
            "drop",
            "delete",
            "insert",
            "update",
            "set",
            "transaction",
            "unique",
            "using",
            "offset",
            "fetch",
            "for",
            "grant",
            "any",
            "some",
            "both",
            "only",
            "analyze",
            "window",
            "current_date",
            "current_time",
            "like",
            "between",
            "exists",
            "if");

    /** What MariaDB or MySQL reserves beside. */
    private static final Set<String> RESERVED_BY_MYSQL = Set.of(
            ("accessible add alter analyse asensitive before bigint binary blob call cascade change char character"
                            + " condition continue convert cube cursor database databases day_hour dec decimal"
                            + " declare delayed describe deterministic distinctrow div double dual each elseif empty"
                            + " enclosed escaped except excluded exit explain false float force fulltext function generated"
                            + " grouping groups high_priority hour_minute ignore infile int integer intersect interval"
                            + " into iterate json_table key keys kill lag lateral lead leading leave limit linear lines load"
                            + " localtime lock long loop low_priority match mediumint mod natural numeric of optimize option"
                            + " optionally out outfile over partition period precision procedure purge range rank read real"
                            + " recursive regexp release rename repeat replace require resignal return revoke rlike row rows"
                            + " row_number schema schemas select separator show signal smallint spatial specific sql ssl"
                            + " starting stored straight_join system terminated tinyint trailing trigger true undo unlock"
                            + " unsigned update usage use varchar varying virtual while write xor year_month"
                            + " zerofill dense_rank first_value last_value nth_value ntile percent_rank cume_dist")
                    .split(" "));

    private final DatabaseKind kind;

    SqlDialect(DatabaseKind kind) {
        this.kind = kind;
    }

    /** A table name, perhaps with its schema, as it has to be written. */
    String table(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name(name) : name(name.substring(0, dot)) + "." + name(name.substring(dot + 1));
    }

    String name(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !RESERVED.contains(name);
        return switch (kind) {
            case SQLITE, POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO ->
                plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
            case MARIADB, MYSQL ->
                plain && !RESERVED_BY_MYSQL.contains(name) ? name : "`" + name.replace("`", "``") + "`";
        };
    }

    String text(String value) {
        String doubled = value.replace("'", "''");
        return switch (kind) {
            case SQLITE, POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> "'" + doubled + "'";
            case MARIADB, MYSQL -> "'" + doubled.replace("\\", "\\\\") + "'";
        };
    }

    /** Whether a column contains a text, ignoring case. */
    String contains(String expression, String value) {
        String pattern = text("%" + value.replace('%', '_') + "%");
        return switch (kind) {
            case SQLITE, MARIADB, MYSQL -> expression + " LIKE " + pattern;
            case POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> expression + " ILIKE " + pattern;
        };
    }

    /** Two texts with a space between them. */
    String joined(String first, String second) {
        return switch (kind) {
            case SQLITE, POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> first + " || ' ' || " + second;
            case MARIADB, MYSQL -> "CONCAT(" + first + ", ' ', " + second + ")";
        };
    }

    String asText(String expression) {
        return switch (kind) {
            case SQLITE -> expression;
            case POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> "CAST(" + expression + " AS text)";
            case MARIADB, MYSQL -> "CAST(" + expression + " AS CHAR)";
        };
    }

    String rounded(String expression) {
        return switch (kind) {
            case SQLITE, DUCKDB, MARIADB, MYSQL -> "ROUND(" + expression + ", 2)";
            case POSTGRESQL, SQLSERVER, CLICKHOUSE, TRINO -> "ROUND(CAST(" + expression + " AS numeric), 2)";
        };
    }

    String isTrue(String column, boolean wanted) {
        return switch (kind) {
            case SQLITE, MARIADB, MYSQL -> column + " = " + (wanted ? "1" : "0");
            case POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> column + " = " + (wanted ? "TRUE" : "FALSE");
        };
    }

    /** A moment, from a column that may hold seconds since 1970. */
    String moment(String column, boolean epoch) {
        if (!epoch) {
            return column;
        }
        return switch (kind) {
            case SQLITE -> "datetime(" + column + ", 'unixepoch')";
            case POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> "to_timestamp(" + column + ")";
            case MARIADB, MYSQL -> "FROM_UNIXTIME(" + column + ")";
        };
    }

    /** A text that names the part of time a moment lies in and sorts like time. */
    String part(TimeUnit unit, String moment) {
        return switch (kind) {
            case SQLITE -> sqlitePart(unit, moment);
            case POSTGRESQL, SQLSERVER, CLICKHOUSE, TRINO -> postgresPart(unit, moment);
            case MARIADB, MYSQL -> mysqlPart(unit, moment);
            case DUCKDB -> duckDbPart(unit, moment);
        };
    }

    /** What to sort by, where the text of {@link #part} does not sort like time. */
    String partOrder(TimeUnit unit, String moment) {
        if (unit != TimeUnit.WEEKDAY) {
            return part(unit, moment);
        }
        return switch (kind) {
            case SQLITE -> "(strftime('%w', " + moment + ") + 6) % 7";
            case POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> "EXTRACT(ISODOW FROM " + moment + ")";
            case MARIADB, MYSQL -> "WEEKDAY(" + moment + ")";
        };
    }

    private static String sqlitePart(TimeUnit unit, String moment) {
        return switch (unit) {
            case HOUR -> "strftime('%H', " + moment + ")";
            case WEEKDAY ->
                "CASE strftime('%w', " + moment
                        + ") WHEN '0' THEN 'Sunday' WHEN '1' THEN 'Monday' WHEN '2' THEN 'Tuesday'"
                        + " WHEN '3' THEN 'Wednesday' WHEN '4' THEN 'Thursday' WHEN '5' THEN 'Friday' WHEN '6' THEN 'Saturday' END";
            case DAY -> "date(" + moment + ")";
            case WEEK -> "strftime('%G-W%V', " + moment + ")";
            case MONTH -> "strftime('%Y-%m', " + moment + ")";
            case QUARTER -> "strftime('%Y', " + moment + ") || '-Q' || ((strftime('%m', " + moment + ") + 2) / 3)";
            case YEAR -> "strftime('%Y', " + moment + ")";
        };
    }

    private static String postgresPart(TimeUnit unit, String moment) {
        String format = switch (unit) {
            case HOUR -> "HH24";
            case WEEKDAY -> "FMDay";
            case DAY -> "YYYY-MM-DD";
            case WEEK -> "IYYY\"-W\"IW";
            case MONTH -> "YYYY-MM";
            case QUARTER -> "YYYY\"-Q\"Q";
            case YEAR -> "YYYY";
        };
        return "to_char(" + moment + ", '" + format + "')";
    }

    private static String mysqlPart(TimeUnit unit, String moment) {
        String format = switch (unit) {
            case HOUR -> "%H";
            case WEEKDAY -> "%W";
            case DAY -> "%Y-%m-%d";
            case WEEK -> "%x-W%v";
            case MONTH -> "%Y-%m";
            case QUARTER -> "";
            case YEAR -> "%Y";
        };
        return format.isEmpty()
                ? "CONCAT(YEAR(" + moment + "), '-Q', QUARTER(" + moment + "))"
                : "DATE_FORMAT(" + moment + ", '" + format + "')";
    }

    private static String duckDbPart(TimeUnit unit, String moment) {
        return switch (unit) {
            case HOUR -> "strftime(" + moment + ", '%H')";
            case WEEKDAY -> "dayname(" + moment + ")";
            case DAY -> "strftime(" + moment + ", '%Y-%m-%d')";
            case WEEK -> "strftime(" + moment + ", '%G-W%V')";
            case MONTH -> "strftime(" + moment + ", '%Y-%m')";
            case QUARTER -> "strftime(" + moment + ", '%Y') || '-Q' || quarter(" + moment + ")";
            case YEAR -> "strftime(" + moment + ", '%Y')";
        };
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
