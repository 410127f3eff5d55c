package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A dialect that no real server has tried here: beside the rules for all, texts that engines may cut in another way than the
 * lexer are unclear, and words that act are refused wherever they stand.
 */
abstract class StrictDialect implements Dialect {
    /** Line ends that not everybody takes for one, and a backslash that may or may not take a quote away. */
    private static final Pattern AMBIGUOUS = Pattern.compile("\\r(?!\\n)|[\\u0085\\u2028\\u2029]|\\\\['\"`]");

    private static final Set<String> QUERY = Set.of("select", "with", "values", "table");
    private static final Set<String> WRITE = Set.of("insert", "update", "delete", "merge");
    private static final int LONGEST_NAME = 60;

    private final Grammar grammar;
    private final Set<String> functions;

    StrictDialect(Lexicon lexicon, Set<String> opening, Set<String> reserved, Set<String> functions) {
        this.grammar = new Grammar(lexicon, QUERY, WRITE, opening, reserved);
        this.functions = functions;
    }

    /** What else speaks against a statement; asked once, of all its tokens. */
    abstract List<Effect> more(List<Token> statement);

    /** How a statement begins that is no query: SHOW, DESCRIBE, EXPLAIN. */
    abstract Head otherHead(List<Token> statement);

    @Override
    public final Optional<String> whyUnclear(String sql) {
        if (AMBIGUOUS.matcher(sql).find()) {
            return Optional.of("has a line end, or a backslash in front of a quote, that can be read in two ways");
        }
        for (int open = sql.indexOf("/*"); open >= 0; open = sql.indexOf("/*", open + 2)) {
            int close = sql.indexOf("*/", open + 2);
            int next = sql.indexOf("/*", open + 2);
            if (next >= 0 && (close < 0 || next < close)) {
                return Optional.of("has a comment inside a comment");
            }
        }
        return Optional.empty();
    }

    @Override
    public final Head head(List<Token> statement) {
        List<Effect> effects = new ArrayList<>();
        for (Token token : statement) {
            if (token.kind() == Token.Kind.WORD && !isPlain(token.text())) {
                effects.add(new Effect("A name", "has characters that some engines take for a space"));
                break;
            }
        }
        effects.addAll(more(statement));
        Head head = beginsQuery(statement, 0) ? Head.query(0) : otherHead(statement);
        effects.addAll(head.effects());
        return new Head(head.reads(), head.queryStart(), effects);
    }

    private static boolean isPlain(String word) {
        return word.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
    }

    static boolean beginsQuery(List<Token> statement, int start) {
        int i = start;
        while (i < statement.size() && statement.get(i).isSymbol("(")) {
            i++;
        }
        return i < statement.size()
                && statement.get(i).kind() == Token.Kind.WORD
                && QUERY.contains(statement.get(i).text());
    }

    /** A statement that only tells something: one of these, by its first words. */
    static Head telling(List<Token> statement, Set<String> allowed) {
        String words =
                String.join(" ", statement.stream().limit(2).map(Token::text).toList());
        return allowed.contains(words)
                ? new Head(true, statement.size(), List.of())
                : new Head(
                        true,
                        statement.size(),
                        List.of(new Effect(
                                cut(words.toUpperCase(Locale.ROOT)), "tells what is not known to be harmless")));
    }

    /** EXPLAIN of a read, whose options end at {@code start}. */
    static Head explaining(List<Token> statement, int start) {
        return beginsQuery(statement, start)
                ? Head.query(start)
                : new Head(true, statement.size(), List.of(new Effect("EXPLAIN", "does not explain a read")));
    }

    static String cut(String text) {
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    }

    static boolean isFollowed(List<Token> tokens, int i, String word) {
        return i + 1 < tokens.size()
                && (tokens.get(i + 1).is(word) || tokens.get(i + 1).isSymbol(word));
    }

    final boolean isFunction(String name) {
        return functions.contains(name);
    }

    /** Every name in front of a parenthesis that is no known function, wherever it stands. */
    final List<Effect> unknownCalls(List<Token> statement) {
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i + 1 < statement.size(); i++) {
            Token token = statement.get(i);
            boolean word = token.kind() == Token.Kind.WORD && grammar.opening().contains(token.text());
            if (token.isName() && !word && statement.get(i + 1).isSymbol("(") && !isKnownCall(statement, i)) {
                effects.add(new Effect(cut(token.text()) + "()", "is not a function known to only read"));
            }
        }
        return effects;
    }

    boolean isKnownCall(List<Token> statement, int i) {
        return isFunction(Lexer.lowerAscii(statement.get(i).text()));
    }

    @Override
    public Optional<String> whyNotCall(List<String> name, List<Token> arguments) {
        return name.size() == 1 && isFunction(Lexer.lowerAscii(name.getFirst()))
                ? Optional.empty()
                : Optional.of("is not a function known to only read");
    }

    @Override
    public Optional<String> whyNotRead(String table) {
        return Optional.empty();
    }

    @Override
    public final Grammar grammar() {
        return grammar;
    }

    @Override
    public final boolean aliasesHaveColumns() {
        return true;
    }

    @Override
    public final boolean tablesOnlyInFrom() {
        return true;
    }
}
