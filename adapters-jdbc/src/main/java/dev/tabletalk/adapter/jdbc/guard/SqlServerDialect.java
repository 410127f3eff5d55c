package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Transact-SQL. Its statements need nothing between them, so that a word that begins one is refused anywhere. */
final class SqlServerDialect extends StrictDialect {
    private static final Set<String> OPENING = Words.of("""
            select from where by group having offset union all intersect except distinct on and or not in exists case when then else
            like between as join values over top with within any some apply pivot unpivot for using option sets rollup cube
            """);
    private static final Set<String> RESERVED = Words.of("""
            all and any as asc between by case cast check coalesce collate column constraint convert cross current
            current_date current_time current_timestamp current_user default desc distinct else end escape except exists for
            foreign from full group having identity in inner intersect is join key left like national not null nullif of off
            offsets on option or order outer over percent pivot plan primary read right select session_user some
            system_user table tablesample then to top tsequal union unique unpivot user values view when where with within
            """);
    /** All of these are reserved: unquoted, none can be the name of anything. */
    private static final Set<String> ACTING = Words.of("""
            add alter authorization backup begin break bulk checkpoint close cluster commit compute contains containstable
            continue create cursor database dbcc deallocate declare delete deny disk drop dump exec execute exit external
            file fillfactor freetext freetexttable function goto grant holdlock identity_insert identitycol if insert
            kill lineno load merge nocheck nonclustered open opendatasource openquery openrowset openxml print proc procedure
            public raiserror readtext reconfigure replication restore restrict return revert revoke rollback rowguidcol rule
            save schema securityaudit set setuser shutdown statistics textsize tran transaction trigger truncate
            update updatetext use waitfor while writetext
            """);

    /** Dots in the name of a table of another server. */
    private static final int MOST_PARTS = 3;

    private static final Set<String> LOCKS =
            Set.of("updlock", "xlock", "tablock", "tablockx", "paglock", "repeatableread", "serializable");
    private static final Set<String> CATALOG = Words.of("""
            tables columns schemas objects views all_columns all_objects all_views types indexes index_columns foreign_keys
            foreign_key_columns key_constraints check_constraints default_constraints computed_columns identity_columns
            extended_properties partitions stats synonyms sequences databases
            """);
    private static final Set<String> XML_METHODS = Set.of("value", "query", "exist", "nodes");

    SqlServerDialect() {
        super(
                new Lexicon(
                        Set.of(
                                Trait.BRACKET_NAMES,
                                Trait.DOLLAR_IN_NAMES,
                                Trait.NESTED_COMMENTS,
                                Trait.RETURN_ENDS_LINE_COMMENT,
                                Trait.MARKS_ARE_PARAMETERS),
                        Set.of("n")),
                OPENING,
                RESERVED,
                Words.read("functions-sqlserver.txt"));
    }

    @Override
    Head otherHead(List<Token> statement) {
        return Head.noRead();
    }

    @Override
    List<Effect> more(List<Token> statement) {
        List<Effect> effects = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < statement.size(); i++) {
            Token token = statement.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (token.isSymbol("]")) {
                effects.add(new Effect("]", "may belong to a name in brackets, or not"));
            } else if (token.kind() == Token.Kind.WORD) {
                word(statement, i, depth).ifPresent(effects::add);
            }
            if (token.isName()) {
                catalog(statement, i).ifPresent(effects::add);
            }
        }
        effects.addAll(unknownCalls(statement));
        return effects;
    }

    private static Optional<Effect> word(List<Token> statement, int i, int depth) {
        String word = statement.get(i).text();
        String part = word.toUpperCase(Locale.ROOT);
        if (ACTING.contains(word)) {
            return Optional.of(new Effect(part, "is not a part of a read"));
        }
        if (word.equals("fetch") && !isFollowed(statement, i, "next") && !isFollowed(statement, i, "first")) {
            return Optional.of(new Effect(part, "is not a part of a read"));
        }
        if (LOCKS.contains(word)) {
            return Optional.of(new Effect(part, "locks rows or tables"));
        }
        if (word.equals("next") && isFollowed(statement, i, "value")) {
            return Optional.of(new Effect("NEXT VALUE FOR", "works on a sequence"));
        }
        if (word.equals("select") && depth == 0 && i > 0 && !mayStandBeforeSelect(statement.get(i - 1))) {
            return Optional.of(new Effect("SELECT", "begins a second statement"));
        }
        return Optional.empty();
    }

    private static boolean mayStandBeforeSelect(Token token) {
        return token.is("all")
                || token.is("union")
                || token.is("except")
                || token.is("intersect")
                || token.isSymbol(")");
    }

    /** Tables of the server itself, by the schema in front of them or by their old names; and tables of other servers. */
    private static Optional<Effect> catalog(List<Token> statement, int i) {
        String name = Lexer.lowerAscii(statement.get(i).text());
        if (name.equals("sys")
                && i + 2 < statement.size()
                && statement.get(i + 1).isSymbol(".")) {
            String table = Lexer.lowerAscii(statement.get(i + 2).text());
            return CATALOG.contains(table)
                    ? Optional.empty()
                    : Optional.of(
                            new Effect("sys." + cut(table), "is a system table that is not known to be harmless"));
        }
        if (name.startsWith("sys") && i > 0 && statement.get(i - 1).isSymbol(".") && !name.equals("sys")) {
            return Optional.of(new Effect(cut(name), "is a system table that is not known to be harmless"));
        }
        boolean table = i > 0
                && (statement.get(i - 1).is("from") || statement.get(i - 1).is("join"));
        if (name.startsWith("sys") && table && !isFollowed(statement, i, ".")) {
            return Optional.of(new Effect(cut(name), "is a system table that is not known to be harmless"));
        }
        int dots = 0;
        int at = i + 1;
        while (dots <= MOST_PARTS
                && at < statement.size()
                && (statement.get(at).isSymbol(".") || statement.get(at).isName())) {
            boolean dot = statement.get(at).isSymbol(".");
            if (!dot && !statement.get(at - 1).isSymbol(".")) {
                break;
            }
            dots += dot ? 1 : 0;
            at++;
        }
        return dots >= MOST_PARTS && table
                ? Optional.of(new Effect(cut(name), "is on another server, or has too many names"))
                : Optional.empty();
    }

    @Override
    boolean isKnownCall(List<Token> statement, int i) {
        boolean method = i > 0 && statement.get(i - 1).isSymbol(".");
        String name = Lexer.lowerAscii(statement.get(i).text());
        return method ? XML_METHODS.contains(name) : isFunction(name) || isColumnList(statement, i);
    }

    /** WITH name (a, b) AS, and an alias with its columns: what is in it are names, and not one of them is called. */
    private static boolean isColumnList(List<Token> statement, int i) {
        int at = i + 2;
        while (at < statement.size()
                && (statement.get(at).isName() || statement.get(at).isSymbol(","))) {
            at++;
        }
        boolean list = at < statement.size() && statement.get(at).isSymbol(")") && at > i + 2;
        boolean cte = list && isFollowed(statement, at, "as");
        boolean alias = list
                && i > 0
                && (statement.get(i - 1).isSymbol(")") || statement.get(i - 1).is("as"));
        boolean type = alias
                && i > 1
                && statement.get(i - 1).is("as")
                && !statement.get(i - 2).isSymbol(")");
        return cte || (alias && !type);
    }

    @Override
    public Optional<String> whyNotCall(List<String> name, List<Token> arguments) {
        return name.size() > 1 && XML_METHODS.contains(name.getLast())
                ? Optional.empty()
                : super.whyNotCall(name, arguments);
    }

    @Override
    public Optional<String> whyNotRead(String table) {
        return Lexer.lowerAscii(table).startsWith("dm_")
                ? Optional.of("tells about other sessions or the server")
                : Optional.empty();
    }
}
