package dev.tabletalk.adapter.web.ui.sql;

import dev.tabletalk.adapter.web.ui.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Cuts statements of any dialect into pieces, in one pass. Where dialects differ on where a string or a comment ends it is
 * {@link #isSure() not sure}: good enough for colours, not for moving anything.
 */
final class SqlTokens {
    private static final Set<String> KEYWORDS = Set.of(
            ("all and any array as asc asof between both by case cast collate cross cube current_date current_time"
                            + " current_timestamp desc describe distinct else end escape except exists explain extract false"
                            + " fetch filter first following for from full glob group grouping having ilike in inner intersect"
                            + " interval into is join lateral last left like limit materialized minus natural next not null"
                            + " nulls offset on only or order outer over partition preceding qualify range recursive regexp"
                            + " right rollup row rows select sets show similar some table tablesample then ties to true"
                            + " unbounded union unnest using values when where window with within delete insert update set"
                            + " create drop alter pragma analyze")
                    .split(" "));

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private boolean sure = true;
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    static SqlTokens of(String sql) {
        SqlTokens tokens = new SqlTokens(sql);
        tokens.read();
        return tokens;
    }

    List<SqlToken> list() {
        return tokens;
    }

    /** Whether every dialect would find strings and comments where they were found here. */
    boolean isSure() {
        return sure;
    }

    private void read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int start = at;
            if (Character.isWhitespace(c)) {
                skip(Character::isWhitespace);
                add(Kind.SPACE, start);
            } else if (Character.isLetter(c) || c == '_' || Character.isHighSurrogate(c)) {
                readWord();
            } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
                readNumber();
            } else {
                readSymbol(c);
            }
        }
    }

    private void readWord() {
        int start = at;
        skip(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate((char) c));
        String word = sql.substring(start, at).toLowerCase(Locale.ROOT);
        boolean part = (start > 0 && isNamePrefix(start - 1)) || (at < sql.length() && sql.charAt(at) == '.');
        add(KEYWORDS.contains(word) && !part ? Kind.KEYWORD : Kind.NAME, start);
    }

    /** What makes a word behind it a part of a name, a variable or a parameter. */
    private boolean isNamePrefix(int index) {
        char c = sql.charAt(index);
        boolean cast = c == ':' && index > 0 && sql.charAt(index - 1) == ':';
        return c == '.' || c == '@' || (c == ':' && !cast);
    }

    private void readNumber() {
        int start = at;
        skip(c -> Character.isLetterOrDigit(c) || c == '.' || c == '_');
        if (at < sql.length() && (sql.charAt(at) == '+' || sql.charAt(at) == '-') && endsWithExponent(start)) {
            at++;
            skip(SqlTokens::isDigit);
        }
        add(Kind.NUMBER, start);
    }

    private boolean endsWithExponent(int start) {
        char last = sql.charAt(at - 1);
        boolean hex = sql.startsWith("0x", start) || sql.startsWith("0X", start);
        return (last == 'e' || last == 'E') && !hex && isDigit(peek(1));
    }

    private void readSymbol(char c) {
        switch (c) {
            case '\'' -> readQuoted('\'', Kind.STRING);
            case '"' -> readQuoted('"', Kind.QUOTED);
            case '`' -> readQuoted('`', Kind.QUOTED);
            case '[' -> readBracket();
            case '$' -> readDollar();
            case '-' -> {
                if (peek(1) == '-') {
                    // in MySQL it needs a space behind it to be a comment
                    sure &= at + 2 >= sql.length() || Character.isWhitespace(peek(2));
                    readLineComment();
                } else {
                    readOne();
                }
            }
            case '#' -> {
                // a comment in MySQL, an operator in PostgreSQL
                sure = false;
                if (startsLine()) {
                    readLineComment();
                } else {
                    readOne();
                }
            }
            case '/' -> {
                if (peek(1) == '*') {
                    readBlockComment();
                } else {
                    readOne();
                }
            }
            default -> readOne();
        }
    }

    private void readOne() {
        int start = at++;
        add(Kind.SYMBOL, start);
    }

    private boolean startsLine() {
        int before = at - 1;
        while (before >= 0 && (sql.charAt(before) == ' ' || sql.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || sql.charAt(before) == '\n';
    }

    private void readQuoted(char quote, Kind kind) {
        int start = at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == quote) {
                if (peek(0) != quote) {
                    // a quote behind a backslash ends the text in some dialects only
                    sure &= sql.charAt(at - 2) != '\\' || at - 2 == start;
                    add(kind, start);
                    return;
                }
                sure &= sql.charAt(at - 2) != '\\' || at - 2 == start;
                at++;
            }
        }
        sure = false;
        add(kind, start);
    }

    /** A name in SQL Server and SQLite; elsewhere a subscript or a list. */
    private void readBracket() {
        int start = at;
        int end = sql.indexOf(']', at);
        boolean subscript =
                at > 0 && (Character.isLetterOrDigit(sql.charAt(at - 1)) || "_])\"'".indexOf(sql.charAt(at - 1)) >= 0);
        if (end > start + 1 && !subscript && isName(start + 1, end)) {
            at = end + 1;
            add(Kind.QUOTED, start);
        } else {
            readOne();
        }
    }

    private boolean isName(int from, int to) {
        return Character.isLetter(sql.charAt(from))
                && sql.substring(from, to)
                        .chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '_' || c == '-');
    }

    /** $1, $name, or a text between $$ or $tag$. */
    private void readDollar() {
        int start = at++;
        skip(c -> Character.isLetterOrDigit(c) || c == '_');
        if (peek(0) != '$') {
            add(Kind.NAME, start);
            return;
        }
        String fence = sql.substring(start, ++at);
        int end = sql.indexOf(fence, at);
        sure &= end >= 0;
        at = end < 0 ? sql.length() : end + fence.length();
        add(Kind.STRING, start);
    }

    private void readLineComment() {
        int start = at;
        skip(c -> c != '\n' && c != '\r');
        add(Kind.LINE_COMMENT, start);
    }

    private void readBlockComment() {
        int start = at;
        int end = sql.indexOf("*/", at + 2);
        // in some dialects comments nest
        sure &= end >= 0 && sql.substring(start + 2, end).indexOf("/*") < 0;
        at = end < 0 ? sql.length() : end + 2;
        add(Kind.BLOCK_COMMENT, start);
    }

    private void skip(IntPredicate characters) {
        while (at < sql.length() && characters.test(sql.charAt(at))) {
            at++;
        }
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void add(Kind kind, int start) {
        tokens.add(new SqlToken(kind, sql.substring(start, at)));
    }
}
