package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Trino. Table functions of connectors send text to other databases: only the built-in ones are let through. */
final class TrinoDialect extends StrictDialect {
    private static final Set<String> OPENING = Words.of("""
            select from where by group having limit offset union all intersect except distinct on using and or not in exists case
            when then else like between as join values over filter with within lateral any some recursive table partition
            interval array row match_recognize sets rollup cube ordinality
            """);
    private static final Set<String> RESERVED = Words.of("""
            alter and as between by case cast constraint create cross cube current_catalog current_date current_path
            current_role current_schema current_time current_timestamp current_user deallocate delete describe distinct
            drop else end escape except execute exists extract false for from full group grouping having in inner insert
            intersect into is join json_array json_exists json_object json_query json_table json_value left like listagg
            localtime localtimestamp natural normalize not null on or order outer prepare recursive right rollup select
            skip table then trim true uescape union unnest using values when where with limit offset fetch window
            """);
    private static final Set<String> TELLING = Set.of(
            "show catalogs",
            "show schemas",
            "show tables",
            "show columns",
            "show create",
            "show functions",
            "show stats");

    TrinoDialect() {
        super(
                new Lexicon(Set.of(Trait.RETURN_ENDS_LINE_COMMENT, Trait.MARKS_ARE_PARAMETERS), Set.of("x")),
                OPENING,
                RESERVED,
                Words.read("functions-trino.txt"));
    }

    @Override
    Head otherHead(List<Token> statement) {
        Token first = statement.getFirst();
        if (first.is("show")) {
            Head head = telling(statement, TELLING);
            // SHOW STATS FOR (SELECT ...) is a query again.
            int open = indexOfParenthesis(statement);
            return head.effects().isEmpty() && open < statement.size() ? new Head(true, open, List.of()) : head;
        }
        if (first.is("describe") || first.is("desc")) {
            boolean prepared = isFollowed(statement, 0, "input") || isFollowed(statement, 0, "output");
            return prepared ? Head.noRead() : new Head(true, statement.size(), List.of());
        }
        if (first.is("explain")) {
            int start = 1;
            while (start < statement.size()
                    && (statement.get(start).is("analyze")
                            || statement.get(start).is("verbose"))) {
                start++;
            }
            boolean options = start + 1 < statement.size()
                    && statement.get(start).isSymbol("(")
                    && (statement.get(start + 1).is("type")
                            || statement.get(start + 1).is("format"));
            while (options && start < statement.size() && !statement.get(start).isSymbol(")")) {
                start++;
            }
            return explaining(statement, options ? start + 1 : start);
        }
        return Head.noRead();
    }

    private static int indexOfParenthesis(List<Token> statement) {
        int i = 0;
        while (i < statement.size() && !statement.get(i).isSymbol("(")) {
            i++;
        }
        return i;
    }

    @Override
    List<Effect> more(List<Token> statement) {
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < statement.size(); i++) {
            Token token = statement.get(i);
            if (token.is("with") && (isFollowed(statement, i, "function") || isFollowed(statement, i, "session"))) {
                effects.add(new Effect(
                        "WITH " + statement.get(i + 1).text().toUpperCase(java.util.Locale.ROOT),
                        "defines more than a query"));
            } else if (token.isName()
                    && Lexer.lowerAscii(token.text()).equals("system")
                    && i + 2 < statement.size()
                    && statement.get(i + 1).isSymbol(".")
                    && !Set.of("metadata", "jdbc")
                            .contains(Lexer.lowerAscii(statement.get(i + 2).text()))) {
                effects.add(new Effect(
                        "system." + cut(statement.get(i + 2).text()),
                        "is a system table that is not known to be harmless"));
            } else if (token.isSymbol("(") && i > 0 && isQualified(statement, i - 1)) {
                effects.add(
                        new Effect(cut(statement.get(i - 1).text()) + "()", "is not a function known to only read"));
            }
        }
        return effects;
    }

    private static boolean isQualified(List<Token> statement, int name) {
        return statement.get(name).isName()
                && name > 0
                && statement.get(name - 1).isSymbol(".");
    }
}
