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
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Whether a column contains a text, ignoring case. */
    String contains(String expression, String value) {
        String pattern = text("%" + value.replace('%', '_') + "%");
        return switch (kind) {
            case SQLITE -> expression + " LIKE " + pattern;
            case POSTGRESQL, DUCKDB -> expression + " ILIKE " + pattern;
        };
    }

    String asText(String expression) {
        return switch (kind) {
            case SQLITE -> expression;
            case POSTGRESQL, DUCKDB -> "CAST(" + expression + " AS text)";
        };
    }

    String rounded(String expression) {
        return switch (kind) {
            case SQLITE -> "ROUND(" + expression + ", 2)";
            case POSTGRESQL -> "ROUND(CAST(" + expression + " AS numeric), 2)";
            case DUCKDB -> "ROUND(" + expression + ", 2)";
        };
    }

    String isTrue(String column, boolean wanted) {
        return switch (kind) {
            case SQLITE -> column + " = " + (wanted ? "1" : "0");
            case POSTGRESQL, DUCKDB -> column + " = " + (wanted ? "TRUE" : "FALSE");
        };
    }

    /** A moment, from a column that may hold seconds since 1970. */
    String moment(String column, boolean epoch) {
        if (!epoch) {
            return column;
        }
        return switch (kind) {
            case SQLITE -> "datetime(" + column + ", 'unixepoch')";
            case POSTGRESQL, DUCKDB -> "to_timestamp(" + column + ")";
        };
    }

    /** A text that names the part of time a moment lies in and sorts like time. */
    String part(TimeUnit unit, String moment) {
        return switch (kind) {
            case SQLITE -> sqlitePart(unit, moment);
            case POSTGRESQL -> postgresPart(unit, moment);
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
            case POSTGRESQL, DUCKDB -> "EXTRACT(ISODOW FROM " + moment + ")";
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
