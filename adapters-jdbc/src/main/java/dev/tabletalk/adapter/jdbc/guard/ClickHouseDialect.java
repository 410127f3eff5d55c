package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** ClickHouse. Its functions and table functions share their places, so that every name in front of a parenthesis counts. */
final class ClickHouseDialect extends StrictDialect {
    private static final Set<String> OPENING = Words.of("""
            select from where prewhere by group having limit offset union all intersect except distinct on using and or not in
            global exists case when then else like ilike between as join array values over filter with order interval any
            asof sets rollup cube qualify sample window partition ties
            """);
    private static final Set<String> RESERVED = Words.of("""
            all and any anti array as asc asof between by case cross desc distinct else end except exists final for format
            from full global group having ilike in inner intersect is join left like limit not null offset on or order
            outer prewhere qualify right sample select semi settings then union using values when where window with
            """);
    private static final Set<String> TOLD =
            Words.of("databases tables columns create indexes index keys dictionaries functions engines");
    /** What SHOW CREATE must not tell. */
    private static final Set<String> ACCESS =
            Words.of("user users role roles quota quotas row policy policies profile profiles settings named access");

    private static final Set<String> EXPLAINED =
            Set.of("ast", "syntax", "query", "tree", "plan", "pipeline", "estimate", "table", "override");
    private static final Set<String> SYSTEM = Words.of("""
            tables columns databases one numbers numbers_mt zeros zeros_mt functions data_type_families formats
            table_engines time_zones data_skipping_indices projections keywords
            """);
    private static final Set<String> ACTING = Words.of("""
            insert alter create drop truncate attach detach rename exchange optimize grant revoke kill set use undrop move
            outfile infile
            """);

    ClickHouseDialect() {
        super(
                new Lexicon(Set.of(Trait.BACKTICKS, Trait.DOLLAR_QUOTES), Set.of()),
                OPENING,
                RESERVED,
                Words.read("functions-clickhouse.txt"));
    }

    @Override
    Head otherHead(List<Token> statement) {
        Token first = statement.getFirst();
        if (first.is("describe") || first.is("desc") || first.is("exists")) {
            boolean query = statement.stream().anyMatch(token -> token.isSymbol("("));
            return new Head(
                    true,
                    statement.size(),
                    query
                            ? List.of(new Effect(
                                    first.text().toUpperCase(Locale.ROOT), "is only for a table by its name"))
                            : List.of());
        }
        if (first.is("explain")) {
            int start = 1;
            while (start < statement.size()
                    && (EXPLAINED.contains(statement.get(start).text()) || isOption(statement, start))) {
                start += isOption(statement, start) ? 3 : 1;
                if (start < statement.size() && statement.get(start).isSymbol(",")) {
                    start++;
                }
            }
            return explaining(statement, start);
        }
        if (first.is("show")) {
            boolean access = statement.size() > 2
                    && statement.get(1).is("create")
                    && ACCESS.contains(statement.get(2).text());
            return statement.size() > 1 && TOLD.contains(statement.get(1).text()) && !access
                    ? new Head(true, statement.size(), List.of())
                    : telling(statement, Set.of());
        }
        return Head.noRead();
    }

    private static boolean isOption(List<Token> statement, int i) {
        return statement.get(i).kind() == Token.Kind.WORD
                && isFollowed(statement, i, "=")
                && i + 2 < statement.size()
                && statement.get(i + 2).kind() == Token.Kind.NUMBER;
    }

    @Override
    List<Effect> more(List<Token> statement) {
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < statement.size(); i++) {
            Token token = statement.get(i);
            boolean first = i == 0;
            if (token.isSymbol("#")) {
                effects.add(new Effect("#", "begins a comment that can be read in two ways"));
            } else if (token.is("settings") && i + 2 < statement.size() && isFollowed(statement, i + 1, "=")) {
                effects.add(new Effect("SETTINGS", "changes a setting"));
            } else if (token.is("parallel") && isFollowed(statement, i, "with")) {
                effects.add(new Effect("PARALLEL WITH", "runs several statements"));
            } else if (!first && isActing(statement, i)) {
                effects.add(new Effect(token.text().toUpperCase(Locale.ROOT), "is not a part of a read"));
            } else if (token.isName()
                    && Lexer.lowerAscii(token.text()).equals("system")
                    && i + 2 < statement.size()
                    && statement.get(i + 1).isSymbol(".")
                    && !SYSTEM.contains(Lexer.lowerAscii(statement.get(i + 2).text()))) {
                effects.add(new Effect(
                        "system." + cut(statement.get(i + 2).text()),
                        "is a system table that is not known to be harmless"));
            }
        }
        effects.addAll(unknownCalls(statement));
        return effects;
    }

    /** A word that begins a statement, right behind the end of another or behind an opening parenthesis. */
    private static boolean isActing(List<Token> statement, int i) {
        Token token = statement.get(i);
        Token before = statement.get(i - 1);
        boolean place = before.isSymbol("(") || before.isSymbol(")") || before.is("into") || before.is("from");
        return token.kind() == Token.Kind.WORD
                && ACTING.contains(token.text())
                && place
                && i + 1 < statement.size()
                && (statement.get(i + 1).kind() == Token.Kind.WORD
                        || statement.get(i + 1).kind() == Token.Kind.TEXT);
    }
}
