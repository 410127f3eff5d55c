package dev.tabletalk.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a single read through, by the word of DuckDB's own parser. It has to be asked before the text is prepared: preparing
 * runs every statement of a text but the last.
 */
final class DuckDbGate {
    /** Ways a query can be built. There are others that write, such as INSERT_QUERY_NODE in a WITH. */
    private static final Set<String> READING =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

    private static final String PARSED = """
            SELECT json_extract_string(j, '$.error_type'), json_extract_string(j, '$.error_message'),
                json_array_length(j, '$.statements'),
                array_to_string(list_distinct(regexp_extract_all(j::VARCHAR, '"type":"([A-Z_]*_NODE)"', 1)), ' ')
            FROM (SELECT json_serialize_sql(?::VARCHAR) AS j)
            """;
    private static final Pattern EXPLAIN = Pattern.compile("explain\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXPLAIN_OPTION = Pattern.compile(
            "(?:analyze|verbose)\\b|\\(\\s*(?:analyze|verbose|format)\\b[a-z_,\\s]*\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TELLING_PRAGMA = Pattern.compile(
            "\\s*pragma\\s+(?:version|platform|show_tables|show_tables_expanded|database_size|collations"
                    + "|(?:table_info|storage_info|show)\\s*\\(\\s*(?:'[^';\\\\]*'|\"[^\";]*\"|[a-z_0-9.]+)\\s*\\))\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE);
    /**
     * A pivot on values that DuckDB has to look up first is several statements to it, and its parser does not take it apart
     * for us. Without a semicolon it is at least one of ours, and what begins like this reads or, being a WITH, is stopped by
     * the read-only database.
     */
    private static final Pattern ONE_PIVOT = Pattern.compile(
            "[\\s(]*(?:select|from|with|pivot|pivot_wider)\\b[^;]*\\bpivot(?:_wider)?\\b[^;]*;?\\s*"
                    + "|\\s*(?:pivot|pivot_wider)\\b[^;]*;?\\s*",
            Pattern.CASE_INSENSITIVE);

    static final String REFUSED = "Only a single statement that reads can be run here.";

    private final Connection connection;

    DuckDbGate(Connection connection) {
        this.connection = connection;
    }

    /** The statement to run for a text. @throws SQLException when it is anything but one read */
    String admit(String sql) throws SQLException {
        if (sql.indexOf(0) >= 0) {
            // Some parts of DuckDB read no further.
            throw refused();
        }
        if (TELLING_PRAGMA.matcher(sql).matches()) {
            return sql;
        }
        int start = afterSpace(sql, 0);
        Matcher explain = EXPLAIN.matcher(sql).region(start, sql.length());
        if (!explain.lookingAt()) {
            require(sql);
            return sql;
        }
        StringBuilder head = new StringBuilder("EXPLAIN ");
        int at = afterSpace(sql, explain.end());
        Matcher option = EXPLAIN_OPTION.matcher(sql);
        while (option.region(at, sql.length()).lookingAt()) {
            head.append(option.group()).append(' ');
            at = afterSpace(sql, option.end());
        }
        String rest = sql.substring(at);
        require(rest);
        return head + rest;
    }

    private void require(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARSED)) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw refused();
                }
                String error = result.getString(1);
                if (error == null) {
                    boolean reads = result.getInt(3) == 1
                            && !result.getString(4).isEmpty()
                            && READING.containsAll(Set.of(result.getString(4).split(" ")));
                    if (!reads) {
                        throw refused();
                    }
                } else if (!error.equals("not implemented")) {
                    throw new SQLException("Parser Error: " + result.getString(2));
                } else if (!ONE_PIVOT.matcher(sql).matches()) {
                    throw refused();
                }
            }
        }
    }

    private static SQLException refused() {
        return new SQLException(REFUSED);
    }

    /** Where the space and the comments that stand at {@code from} end. What it takes for a comment by mistake is still checked. */
    private static int afterSpace(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                break;
            }
        }
        return at;
    }
}
