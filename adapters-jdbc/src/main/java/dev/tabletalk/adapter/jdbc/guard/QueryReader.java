package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a query everything that does or may do more than read: statements that write, at any depth, SELECT INTO, row locks,
 * functions and tables that the dialect does not allow. One pass, with a stack of the open parentheses.
 */
final class QueryReader {
    private static final Set<String> END_OF_FROM = Set.of(
            "where",
            "group",
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "window",
            "qualify",
            "union",
            "intersect",
            "except",
            "select",
            "for");
    /** Functions of which the arguments are separated by FROM. */
    private static final Set<String> WITH_FROM = Set.of("trim", "extract", "substring", "overlay");

    private static final Set<String> AFTER_A_COLUMN = Set.of(
            "is",
            "isnull",
            "notnull",
            "in",
            "not",
            "like",
            "ilike",
            "similar",
            "between",
            "and",
            "or",
            "as",
            "collate",
            "order",
            "asc",
            "desc",
            "from",
            "for",
            "using",
            "then",
            "else",
            "end",
            "when",
            "where",
            "limit",
            "offset",
            "group",
            "having",
            "union",
            "intersect",
            "except",
            "at");
    /** How far the SET of an UPDATE may be from it. */
    private static final int LONGEST_TARGET = 8;
    /** Words that stand in front of a statement inside another one, where the dialect has them. */
    private static final Set<String> DESCRIBING = Set.of("describe", "show", "summarize");

    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");
    private static final int LONGEST_PART = 60;
    /** Effects after which nobody needs to know more. */
    private static final int ENOUGH = 20;

    private final Dialect dialect;
    private final List<Token> tokens;
    private final List<Effect> effects = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable Level closed;
    /** Index of the newest name that stands behind the dot of an expression. */
    private int ofExpression = -1;

    private QueryReader(Dialect dialect, List<Token> tokens) {
        this.dialect = dialect;
        this.tokens = tokens;
    }

    /** What stands between two parentheses, or the whole statement. */
    private static final class Level {
        /** Index of its first token. */
        final int first;
        /** Whether it is the body of a common table expression. */
        final boolean body;
        /** Whether it lists the columns of an alias or of a common table expression. */
        final boolean columns;
        /** Whether it stands where a table is named, so that an alias may follow. */
        final boolean source;
        /** Whether names in it may be those of tables. */
        boolean from;
        /** Whether it is in the FROM clause of a query, and not behind a FROM of another meaning. */
        boolean tables;
        /** Whether it holds a query. */
        boolean query;
        /** Whether it is still between WITH and the query it is for. */
        boolean with;

        Level(int first, boolean body, boolean columns, boolean source) {
            this.first = first;
            this.body = body;
            this.columns = columns;
            this.source = source;
        }
    }

    static List<Effect> effects(Dialect dialect, List<Token> query) throws UnclearSql {
        QueryReader reader = new QueryReader(dialect, query);
        reader.read();
        return reader.effects;
    }

    private void read() throws UnclearSql {
        levels.push(new Level(0, false, false, false));
        for (int i = 0; i < tokens.size() && effects.size() < ENOUGH; i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case SYMBOL -> symbol(i, token);
                case WORD -> word(i, token);
                case QUOTED -> name(i, token);
                case TEXT -> text(i, token);
                case NUMBER, VARIABLE -> {}
            }
        }
        if (levels.size() != 1 && effects.isEmpty()) {
            throw new UnclearSql("has a parenthesis that is not closed");
        }
    }

    private void symbol(int i, Token token) throws UnclearSql {
        if (token.isSymbol("(")) {
            open(i);
        } else if (token.isSymbol(")")) {
            close(i);
        } else if (dialect.lexicon().has(Trait.LISTS_AND_STRUCTS)) {
            if (token.isSymbol("[") || token.isSymbol("{")) {
                levels.push(new Level(i + 1, false, false, false));
            } else if (token.isSymbol("]") || token.isSymbol("}")) {
                close(i);
            }
        }
    }

    private void open(int i) {
        Level level = level();
        boolean calls = isCall(i, level);
        boolean body = level.with && (before(i, "as") || before(i, "materialized"));
        boolean columns = isColumnList(i, level);
        boolean source = level.tables && !before(i, "operator") && isTablePosition(calls ? nameStart(i - 1) : i, level);
        if (level.with && !body && !columns && opensQuery(i)) {
            level.with = false;
        }
        if (calls) {
            call(i);
        }
        Level inner = new Level(i + 1, body, columns, source);
        inner.from = level.from && !calls && !columns && isTablePosition(i, level);
        inner.tables = inner.from && level.tables;
        levels.push(inner);
    }

    /** Whether a query begins behind the parentheses at {@code i}. */
    private boolean opensQuery(int i) {
        int at = i;
        while (isSymbol(at, "(")) {
            at++;
        }
        Token first = token(at);
        return first != null
                && first.kind() == Token.Kind.WORD
                && dialect.queryWords().contains(first.text());
    }

    private void close(int i) throws UnclearSql {
        if (levels.size() == 1) {
            throw new UnclearSql("has a parenthesis that was not opened");
        }
        Level done = levels.pop();
        closed = done;
        Level level = level();
        if (level.with && done.body && !isFollowed(i, ",") && !isFollowedByWord(i, "search", "cycle")) {
            level.with = false;
            @Nullable Token next = token(i + 1);
            if (next != null
                    && next.kind() == Token.Kind.WORD
                    && dialect.writeWords().contains(next.text())) {
                add(next.text().toUpperCase(Locale.ROOT), "changes data");
            }
        }
    }

    private void word(int i, Token token) {
        String word = token.text();
        Level level = level();
        boolean label = beforeSymbol(i, ".") || afterAs(i);
        if (i == level.first && !label) {
            if (word.equals("with")) {
                level.with = true;
                return;
            }
            if (level.body && !dialect.queryWords().contains(word)) {
                add(word.toUpperCase(Locale.ROOT), "is not a read, and stands in a WITH");
                return;
            }
            if (dialect.writeWords().contains(word) && startsWrite(i)) {
                add(word.toUpperCase(Locale.ROOT), "changes data");
                return;
            }
        } else if (level.with && !label && !namesExpression(i, level)) {
            if (dialect.writeWords().contains(word) && startsWrite(i)) {
                add(word.toUpperCase(Locale.ROOT), "changes data");
                return;
            }
            // VALUES may also be the name of a column that SEARCH or CYCLE makes.
            if (dialect.queryWords().contains(word) && (!word.equals("values") || isFollowed(i, "("))) {
                level.with = false;
            }
        }
        if (!label) {
            Token previous = token(i - 1);
            boolean described = previous != null
                    && previous.kind() == Token.Kind.WORD
                    && DESCRIBING.contains(previous.text())
                    && dialect.tableWords().contains(previous.text());
            if (described && dialect.writeWords().contains(word) && startsWrite(i)) {
                add(word.toUpperCase(Locale.ROOT), "changes data");
                return;
            }
            clause(i, word, level);
        }
        name(i, token);
    }

    /** Whether the word at {@code i} is the name of a common table expression. */
    private boolean namesExpression(int i, Level level) {
        return i - 1 == level.first || (i - 2 == level.first && before(i, "recursive")) || beforeSymbol(i, ",");
    }

    private void clause(int i, String word, Level level) {
        if (word.equals("into") && !isFollowedByWord(i, dialect.namingWords())) {
            add("INTO", "writes the result somewhere");
        } else if (word.equals("for") && isFollowedByWord(i, LOCKS)) {
            add("FOR " + tokens.get(i + 1).text().toUpperCase(Locale.ROOT), "locks rows");
        } else if (word.equals("from") && isDistinctFrom(i)) {
            return;
        } else if (dialect.tableWords().contains(word)) {
            level.from = true;
            boolean first = i == level.first && dialect.queryWords().contains("from");
            level.tables = level.tables || (word.equals("from") && (level.query || first));
        } else if ((END_OF_FROM.contains(word)
                        && dialect.reservedWords().contains(word)
                        && !isDotted(i)
                        && endsFrom(i, word))
                || (word.equals("window") && isWindowClause(i))
                || (word.equals("values") && i == level.first)) {
            level.from = false;
            level.tables = false;
            level.query |= word.equals("select");
        }
    }

    /** Whether a word is not a part of a table in the list: FOR SYSTEM_TIME, USE INDEX FOR ORDER BY, or the name of a schema. */
    private boolean endsFrom(int i, String word) {
        return switch (word) {
            case "for" -> !isFollowedByWord(i, "system_time") && !before(i, "index") && !before(i, "key");
            case "order", "group" -> !before(i, "for");
            default -> true;
        };
    }

    /** Whether WINDOW names a window here, and is not itself the name of a table. */
    private boolean isWindowClause(int i) {
        Token name = token(i + 1);
        return name != null && name.isName() && isFollowedByWord(i + 1, "as") && isFollowed(i + 2, "(");
    }

    /** Whether a dot follows so closely that even a reserved word is a name. */
    private boolean isDotted(int i) {
        Token next = token(i + 1);
        return next != null
                && next.isSymbol(".")
                && next.start() == tokens.get(i).end();
    }

    /** IS DISTINCT FROM compares. */
    private boolean isDistinctFrom(int i) {
        return before(i, "distinct") && (before(i - 1, "is") || (before(i - 1, "not") && before(i - 2, "is")));
    }

    /** Whether a word that could begin a writing statement does so here, and is not the name of a column. */
    private boolean startsWrite(int i) {
        Token next = token(i + 1);
        if (next == null) {
            return false;
        }
        return switch (tokens.get(i).text()) {
            case "insert", "replace", "merge" -> next.is("into") || next.is("or");
            case "delete" -> next.is("from");
            default ->
                next.kind() == Token.Kind.QUOTED
                        || (next.kind() == Token.Kind.WORD
                                && (!AFTER_A_COLUMN.contains(next.text()) || isFollowedSoonBySet(i)));
        };
    }

    private boolean isFollowedSoonBySet(int i) {
        return tokens.subList(i, Math.min(i + LONGEST_TARGET, tokens.size())).stream()
                .anyMatch(token -> token.is("set"));
    }

    private void text(int i, Token token) {
        open(i, token);
        // SQLite takes a string for the name of a table where one is expected.
        if (before(i, "in") || beforeSymbol(i, ".") || (level().from && isTablePosition(i, level()))) {
            dialect.whyNotRead(Lexer.lowerAscii(token.text())).ifPresent(why -> add(token.text(), why));
        }
    }

    private void name(int i, Token token) {
        if (beforeSymbol(i, ".") && isOfExpression(i - 2)) {
            ofExpression = i;
            if (!isFollowed(i, "(")) {
                dialect.whyNotField(token.text()).ifPresent(why -> add("(…)." + token.text(), why));
            }
        }
        boolean table = level().from || !dialect.tablesOnlyInFrom();
        if (table && !afterAs(i) && !isFollowed(i, "(") && !isFollowed(i, ".")) {
            dialect.whyNotRead(token.text()).ifPresent(why -> add(token.text(), why));
            if (beforeSymbol(i, ".") && i >= 2) {
                String schema = tokens.get(i - 2).text();
                dialect.whyNotReadFrom(schema, token.text()).ifPresent(why -> add(schema + "." + token.text(), why));
            }
            open(i, token);
        }
    }

    /** Looks at a name or a string that may be a file instead of a table. */
    private void open(int i, Token token) {
        Level level = level();
        int start = nameStart(i);
        Token function = token(level.first - 2);
        boolean arguments =
                function != null && function.kind() == Token.Kind.WORD && WITH_FROM.contains(function.text());
        Token previous = token(start - 1);
        boolean table = start == level.first
                || beforeSymbol(start, ",")
                || beforeSymbol(start, ":")
                || (previous != null
                        && previous.kind() == Token.Kind.WORD
                        && (dialect.tableWords().contains(previous.text()) || previous.is("lateral")));
        if (level.from && table && !arguments) {
            dialect.whyNotOpen(token).ifPresent(why -> add(token.text(), why));
        }
    }

    /** Whether an expression that is no name ends at {@code i}, such as (a) or a[1], or a name behind the dot of one. */
    private boolean isOfExpression(int i) {
        return isSymbol(i, ")") || isSymbol(i, "]") || i == ofExpression;
    }

    /** Whether what begins at {@code i} of a level that lists tables may be one. */
    private boolean isTablePosition(int i, Level level) {
        return i == level.first
                || before(i, "from")
                || before(i, "join")
                || before(i, "straight_join")
                || before(i, "only")
                || before(i, "lateral")
                || beforeSymbol(i, ",");
    }

    /** Whether the parenthesis at {@code i} holds the arguments of a function. */
    private boolean isCall(int i, Level level) {
        Token name = token(i - 1);
        if (name == null || i - 1 < level.first) {
            return false;
        }
        boolean qualified = beforeSymbol(i - 1, ".");
        if (name.kind() == Token.Kind.TEXT) {
            return true;
        }
        if (!name.isName()) {
            return false;
        }
        if (name.kind() == Token.Kind.WORD && !qualified && dialect.opens(name.text(), token(i - 2))) {
            return false;
        }
        int start = nameStart(i - 1);
        boolean type = beforeSymbol(start, "::") || afterAs(start) || level.columns;
        return !type && !isColumnList(i, level);
    }

    /** Whether the parenthesis at {@code i} names the columns of an alias or of a common table expression. */
    private boolean isColumnList(int i, Level level) {
        Token name = token(i - 1);
        if (name == null || !name.isName() || i - 1 < level.first) {
            return false;
        }
        if (level.with) {
            return i - 1 > level.first
                    && (before(i - 1, "with") || before(i - 1, "recursive") || beforeSymbol(i - 1, ","));
        }
        if (!level.tables || !dialect.aliasesHaveColumns()) {
            return false;
        }
        if (before(i, "as")) {
            return true;
        }
        return listsNames(i) && (afterAs(i - 1) || (!isReserved(name) && endsTable(i - 2, level)));
    }

    /** Whether a table, or what stands for one, ends at {@code i}, so that only an alias can be next. */
    private boolean endsTable(int i, Level level) {
        Token last = token(i);
        if (last == null || i < level.first) {
            return false;
        }
        if (last.isSymbol(")")) {
            return closed != null && closed.source;
        }
        return last.is("ordinality") || (last.isName() && !isReserved(last) && isTablePosition(nameStart(i), level));
    }

    private boolean isReserved(Token name) {
        return name.kind() == Token.Kind.WORD && dialect.reservedWords().contains(name.text());
    }

    /** Whether a parenthesis begins with a name and a comma, a name and its end, or a name and a type. */
    private boolean listsNames(int i) {
        Token first = token(i + 1);
        Token second = token(i + 2);
        return first != null
                && second != null
                && first.isName()
                && (second.isSymbol(",") || second.isSymbol(")") || second.isName());
    }

    private void call(int open) {
        int start = nameStart(open - 1);
        List<String> name = new ArrayList<>();
        for (int i = start; i < open; i++) {
            if (!tokens.get(i).isSymbol(".")) {
                name.add(tokens.get(i).text());
            }
        }
        Optional<String> why =
                before(start, "tablesample") && Set.of("bernoulli", "system").contains(name.getLast())
                        ? Optional.empty()
                        : dialect.whyNotCall(name, tokens.subList(open, tokens.size()));
        why.ifPresent(reason -> add(String.join(".", name) + "()", reason));
    }

    /** Where a qualified name begins that ends at {@code i}. */
    private int nameStart(int i) {
        int start = i;
        while (start >= 2
                && tokens.get(start - 1).isSymbol(".")
                && tokens.get(start - 2).isName()) {
            start -= 2;
        }
        return start;
    }

    private void add(String part, String reason) {
        String clean = part.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .limit(LONGEST_PART)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        effects.add(new Effect(clean.length() < part.length() ? clean + "…" : clean, reason));
    }

    private Level level() {
        return levels.element();
    }

    private @Nullable Token token(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : null;
    }

    private boolean before(int i, String word) {
        Token previous = token(i - 1);
        return previous != null && previous.is(word);
    }

    /** Whether the AS of an alias or a type is before {@code i}, and not a column of that name. */
    private boolean afterAs(int i) {
        return before(i, "as") && !before(i - 1, "as") && !beforeSymbol(i - 1, ".");
    }

    private boolean beforeSymbol(int i, String symbol) {
        Token previous = token(i - 1);
        return previous != null && previous.isSymbol(symbol);
    }

    private boolean isFollowed(int i, String symbol) {
        return isSymbol(i + 1, symbol);
    }

    private boolean isSymbol(int i, String symbol) {
        Token token = token(i);
        return token != null && token.isSymbol(symbol);
    }

    private boolean isFollowedByWord(int i, String... words) {
        return isFollowedByWord(i, Set.of(words));
    }

    private boolean isFollowedByWord(int i, Set<String> words) {
        Token next = token(i + 1);
        return next != null && next.kind() == Token.Kind.WORD && words.contains(next.text());
    }
}
