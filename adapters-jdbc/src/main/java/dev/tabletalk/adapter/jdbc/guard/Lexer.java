package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL into tokens exactly where the engine would, in one pass. Comments and white space vanish. What an engine may read
 * in two ways, and what has no place in a statement without parameters, is unclear.
 */
final class Lexer {
    private static final char BYTE_ORDER_MARK = 0xFEFF;

    private final Lexicon lexicon;
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(Lexicon lexicon, String sql) {
        this.lexicon = lexicon;
        this.sql = sql;
    }

    static List<Token> tokens(Lexicon lexicon, String sql) throws UnclearSql {
        Lexer lexer = new Lexer(lexicon, sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() throws UnclearSql {
        char c = sql.charAt(at);
        if (c == 0) {
            throw new UnclearSql("contains a NUL character");
        } else if (c == BYTE_ORDER_MARK) {
            // White space for SQLite, part of a name for others.
            throw new UnclearSql("contains a byte order mark (U+FEFF) outside quotes");
        } else if (isSpace(c)) {
            at++;
        } else if (c == '-' && peek(1) == '-' && (!lexicon.has(Trait.HASH_COMMENTS) || endsWord(peek(2)))) {
            skipLineComment();
        } else if (c == '#' && lexicon.has(Trait.HASH_COMMENTS)) {
            skipLineComment();
        } else if (c == '/' && peek(1) == '*') {
            if (lexicon.has(Trait.SPEAKING_COMMENTS)) {
                SpeakingComment.requireHarmless(sql, at);
            }
            skipBlockComment();
        } else if (c == '\'' || (c == '"' && lexicon.has(Trait.BACKSLASH_TEXTS))) {
            text(at, at, lexicon.has(Trait.BACKSLASH_TEXTS));
        } else if (c == '@' && lexicon.has(Trait.VARIABLES)) {
            variable();
        } else if (c == '.' && lexicon.has(Trait.DIGITS_BEGIN_NAMES) && isBehindName()) {
            symbol(c);
        } else if (isDigit(c) && lexicon.has(Trait.DIGITS_BEGIN_NAMES) && isName(at)) {
            word();
        } else if (c == '"' || (c == '`' && lexicon.has(Trait.BACKTICKS))) {
            quoted(c, c);
        } else if (c == '[' && lexicon.has(Trait.BRACKET_NAMES)) {
            quoted('[', ']');
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else if (isNameStart(c)) {
            word();
        } else if (c == '$' && lexicon.has(Trait.DOLLAR_QUOTES)) {
            dollarQuoted();
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) throws UnclearSql {
        switch (c) {
            case '\\' -> throw new UnclearSql("contains a backslash outside quotes");
            case '{', '}' -> {
                if (!lexicon.has(Trait.LISTS_AND_STRUCTS)) {
                    throw new UnclearSql("contains a brace outside quotes");
                }
            }
            case '`' -> throw new UnclearSql("contains a backtick outside quotes");
            case '?', '@', '$', '#', ':' -> {
                if (lexicon.has(Trait.MARKS_ARE_PARAMETERS) || c == '$') {
                    throw new UnclearSql("has a placeholder (" + c + ") without a value");
                }
            }
            default -> {
                if (c < ' ' || c == 127) {
                    throw new UnclearSql("contains a control character outside quotes");
                }
            }
        }
        int length = c == ':' && peek(1) == ':' ? 2 : 1;
        add(Token.Kind.SYMBOL, sql.substring(at, at + length), at, at + length);
    }

    private void word() throws UnclearSql {
        int start = at;
        int end = at;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(start, end);
        char after = end < sql.length() ? sql.charAt(end) : ' ';
        if (after == '\'') {
            String prefix = word.toLowerCase(Locale.ROOT);
            if (lexicon.has(Trait.ESCAPE_TEXTS) && prefix.equals("e")) {
                text(start, end, true);
                return;
            }
            if (lexicon.textPrefixes().contains(prefix)) {
                text(start, end, lexicon.has(Trait.BACKSLASH_TEXTS));
                return;
            }
        }
        if (lexicon.has(Trait.ESCAPE_TEXTS) && word.equalsIgnoreCase("u") && after == '&') {
            char quote = end + 1 < sql.length() ? sql.charAt(end + 1) : ' ';
            if (quote == '\'') {
                text(start, end + 1, false);
                return;
            }
            if (quote == '"') {
                throw new UnclearSql("hides a name behind Unicode escapes (U&\"...\")");
            }
        }
        // ASCII letters only: that is how the engines fold names.
        add(Token.Kind.WORD, lowerAscii(word), start, end);
    }

    /** A string from its opening quote on; the quote is at {@code quote}, its prefix, if any, begins at {@code start}. */
    private void text(int start, int quote, boolean escapes) throws UnclearSql {
        char close = sql.charAt(quote);
        int i = quote + 1;
        while (true) {
            if (i >= sql.length()) {
                throw new UnclearSql("has a string that does not end");
            }
            char c = sql.charAt(i);
            if (c == 0) {
                throw new UnclearSql("contains a NUL character");
            }
            if (escapes && c == '\\') {
                i += 2;
            } else if (c != close) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == close) {
                i += 2;
            } else {
                int more = escapes && lexicon.has(Trait.ESCAPE_TEXTS) ? continuation(i + 1) : -1;
                if (more < 0) {
                    break;
                }
                i = more + 1;
            }
        }
        add(Token.Kind.TEXT, sql.substring(quote + 1, i), start, i + 1);
    }

    /** Where the quote is that goes on with an E'' string on a later line, or -1. Escapes hold there as well. */
    private int continuation(int from) {
        boolean newline = false;
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\n' || c == '\r') {
                newline = true;
                i++;
            } else if (isSpace(c)) {
                i++;
            } else if (c == '-' && i + 1 < sql.length() && sql.charAt(i + 1) == '-') {
                while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
                    i++;
                }
            } else {
                return newline && c == '\'' ? i : -1;
            }
        }
        return -1;
    }

    private void quoted(char open, char close) throws UnclearSql {
        int i = at + 1;
        StringBuilder name = new StringBuilder();
        while (true) {
            if (i >= sql.length()) {
                throw new UnclearSql("has a quoted name that does not end");
            }
            char c = sql.charAt(i);
            if (c == 0) {
                throw new UnclearSql("contains a NUL character");
            }
            if (c != close) {
                name.append(c);
                i++;
            } else if (open == close && i + 1 < sql.length() && sql.charAt(i + 1) == close) {
                name.append(c);
                i += 2;
            } else {
                break;
            }
        }
        add(Token.Kind.QUOTED, name.toString(), at, i + 1);
    }

    private void dollarQuoted() throws UnclearSql {
        int end = at + 1;
        while (end < sql.length() && isNamePart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        if (end >= sql.length() || sql.charAt(end) != '$' || isDigit(sql.charAt(at + 1))) {
            throw new UnclearSql("has a placeholder ($) without a value");
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        if (close < 0) {
            throw new UnclearSql("has a string that does not end");
        }
        if (sql.substring(end + 1, close).indexOf(0) >= 0) {
            throw new UnclearSql("contains a NUL character");
        }
        add(Token.Kind.TEXT, sql.substring(end + 1, close), at, close + tag.length());
    }

    /** Up to where the engine stops: a host name may follow @, and a name with dots @@. */
    private void variable() throws UnclearSql {
        int end = at + 1;
        if (end < sql.length() && sql.charAt(end) == '@') {
            end++;
        }
        int start = end;
        while (end < sql.length() && (isNamePart(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        if (end == start) {
            throw new UnclearSql("has an @ that names no variable");
        }
        add(Token.Kind.VARIABLE, lowerAscii(sql.substring(at, end)), at, end);
    }

    /** Whether a name ends right here, so that a dot belongs to it and a digit behind that dot, too. */
    private boolean isBehindName() {
        Token last = tokens.isEmpty() ? null : tokens.getLast();
        return last != null && last.end() == at && last.isName();
    }

    /** Whether digits at {@code from} begin a name: 1a, 0b2, 1e, and any after the dot of a name; not 1, 0x1f, 0b1, 1e5. */
    private boolean isName(int from) {
        Token last = tokens.isEmpty() ? null : tokens.getLast();
        if (last != null && last.isSymbol(".") && last.end() == from && tokens.size() > 1) {
            Token before = tokens.get(tokens.size() - 2);
            if (before.isName() && before.end() == last.start()) {
                return true;
            }
        }
        int digits = digitsOnly(from, '9');
        if (digits == sql.length() || !isNamePart(sql.charAt(digits))) {
            return false;
        }
        char mark = sql.charAt(digits);
        if (sql.charAt(from) == '0' && digits == from + 1 && (mark == 'x' || mark == 'b')) {
            int end = digits + 1;
            while (end < sql.length()
                    && (mark == 'x' ? isHex(sql.charAt(end)) : sql.charAt(end) == '0' || sql.charAt(end) == '1')) {
                end++;
            }
            return end == digits + 1 || (end < sql.length() && isNamePart(sql.charAt(end)));
        }
        if (mark != 'e' && mark != 'E') {
            return true;
        }
        char next = digits + 1 < sql.length() ? sql.charAt(digits + 1) : ' ';
        char second = digits + 2 < sql.length() ? sql.charAt(digits + 2) : ' ';
        return !isDigit(next) && !((next == '+' || next == '-') && isDigit(second));
    }

    private int digitsOnly(int from, char last) {
        int end = from;
        while (end < sql.length() && sql.charAt(end) >= '0' && sql.charAt(end) <= last) {
            end++;
        }
        return end;
    }

    /** Whether -- with this behind it begins a comment where # does, too. */
    private static boolean endsWord(char c) {
        return c <= ' ' || c == 127;
    }

    /** Ends where the digits end: what sticks to a number is read by some engines as the next word. */
    private void number() {
        int end = at;
        char second = peek(1);
        if (sql.charAt(at) == '0' && (second == 'x' || second == 'X') && isHex(peek(2))) {
            end = digits(at + 2, true);
        } else if (sql.charAt(at) == '0' && second == 'b' && lexicon.has(Trait.DIGITS_BEGIN_NAMES)) {
            end = digitsOnly(at + 2, '1');
        } else {
            end = digits(end, false);
            if (end < sql.length() && sql.charAt(end) == '.') {
                end = digits(end + 1, false);
            }
            if (end < sql.length() && (sql.charAt(end) == 'e' || sql.charAt(end) == 'E')) {
                int sign = end + 1 < sql.length() && (sql.charAt(end + 1) == '+' || sql.charAt(end + 1) == '-') ? 1 : 0;
                int exponent = digits(end + 1 + sign, false);
                end = exponent > end + 1 + sign ? exponent : end;
            }
        }
        add(Token.Kind.NUMBER, sql.substring(at, end), at, end);
    }

    private int digits(int from, boolean hex) {
        int end = from;
        while (end < sql.length()
                && (isDigit(sql.charAt(end)) || sql.charAt(end) == '_' || (hex && isHex(sql.charAt(end))))) {
            end++;
        }
        return end;
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private void skipLineComment() {
        while (at < sql.length()
                && sql.charAt(at) != '\n'
                && !(lexicon.has(Trait.RETURN_ENDS_LINE_COMMENT) && sql.charAt(at) == '\r')
                && sql.charAt(at) != 0) {
            at++;
        }
    }

    private void skipBlockComment() throws UnclearSql {
        int depth = 1;
        at += 2;
        while (depth > 0) {
            if (at >= sql.length()) {
                if (lexicon.has(Trait.COMMENT_MAY_STAY_OPEN)) {
                    return;
                }
                throw new UnclearSql("has a comment that does not end");
            }
            char c = sql.charAt(at);
            if (c == 0) {
                throw new UnclearSql("contains a NUL character");
            }
            if (c == '*' && peek(1) == '/') {
                depth--;
                at += 2;
            } else if (lexicon.has(Trait.NESTED_COMMENTS) && c == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
    }

    private void add(Token.Kind kind, String text, int start, int end) {
        tokens.add(new Token(kind, text, start, end));
        at = end;
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : ' ';
    }

    private boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || (c == '$' && lexicon.has(Trait.DOLLAR_IN_NAMES));
    }

    private boolean isNameStart(char c) {
        return isAsciiLetter(c) || c == '_' || (c >= 0x80 && !isSpace(c));
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || (lexicon.has(Trait.UNICODE_SPACES) && isUnicodeSpace(c));
    }

    private static boolean isUnicodeSpace(char c) {
        return c == 0xa0
                || (c >= 0x2000 && c <= 0x200b)
                || c == 0x202f
                || c == 0x205f
                || c == 0x2060
                || c == 0x3000
                || c == 0xfeff;
    }

    static String lowerAscii(String word) {
        char[] lower = word.toCharArray();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] = (char) (lower[i] + 'a' - 'A');
            }
        }
        return new String(lower);
    }
}
