package dev.tabletalk.adapter.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a session with MariaDB or MySQL looks at by itself before the server prepares a statement: how it begins, since
 * statements that repair or analyse tables give rows, too; and files, which a read-only transaction does not protect.
 */
final class MySqlStatements {
    private static final Pattern FILES = Pattern.compile("(?i)load_file|outfile|dumpfile|infile");
    private final boolean mayReachFiles;

    /** What a statement is for. */
    enum Opening {
        QUERY,
        DESCRIPTION
    }

    /** A statement that is not sent to the server; the reason is one sentence. */
    static final class Refused extends SQLException {
        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** @param mayReachFiles whether the account may read or write files of the server, or that is not known */
    MySqlStatements(boolean mayReachFiles) {
        this.mayReachFiles = mayReachFiles;
    }

    Opening check(String sql) throws Refused {
        // Also inside strings and comments: whoever needs the words there uses an account that cannot reach files.
        if (mayReachFiles && FILES.matcher(sql).find()) {
            throw new Refused("This account may reach files of the server, so a statement must not contain LOAD_FILE,"
                    + " OUTFILE, DUMPFILE or INFILE. Use an account without the FILE privilege.");
        }
        int start = skip(sql, 0);
        int end = wordEnd(sql, start);
        return switch (sql.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "select", "with", "values", "table" -> Opening.QUERY;
            case "show", "describe", "desc", "explain" -> Opening.DESCRIPTION;
            case "analyze" -> {
                int next = skip(sql, end);
                yield switch (sql.substring(next, wordEnd(sql, next)).toLowerCase(Locale.ROOT)) {
                    case "select", "with", "values", "format" -> Opening.QUERY;
                    default -> throw new Refused("ANALYZE can be used with a SELECT only.");
                };
            }
            default -> throw new Refused("Only statements that give rows can be run.");
        };
    }

    private static int wordEnd(String sql, int start) {
        int end = start;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || "_$".indexOf(sql.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** Skips white space, parentheses and comments; not those that the server runs. */
    private static int skip(String sql, int from) throws Refused {
        int at = from;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == ' ' || (c >= '\t' && c <= '\r') || c == '(') {
                at++;
            } else if (c == '#'
                    || (sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' '))) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
                    throw new Refused("A statement cannot begin with a comment that is run.");
                }
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                break;
            }
        }
        return at;
    }
}
