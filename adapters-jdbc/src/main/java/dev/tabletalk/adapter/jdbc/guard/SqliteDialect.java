package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SQLite, as sqlite-jdbc brings it. */
final class SqliteDialect implements Dialect {
    private static final Lexicon LEXICON = new Lexicon(
            Set.of(
                    Trait.BACKTICKS,
                    Trait.BRACKET_NAMES,
                    Trait.DOLLAR_IN_NAMES,
                    Trait.MARKS_ARE_PARAMETERS,
                    Trait.COMMENT_MAY_STAY_OPEN),
            Set.of("x"));
    private static final Set<String> QUERY = Set.of("select", "with", "values");
    private static final Set<String> WRITE = Set.of("insert", "update", "delete", "replace");
    private static final Set<String> OPENING = Words.of("""
            select from where by having limit offset union all intersect except distinct on using and or not in exists case
            when then else is like between escape as join values over filter group materialized isnull notnull recursive
            """);
    private static final Set<String> RESERVED = Words.of("""
            add all alter and as autoincrement between case check collate commit constraint create cross current_date
            current_time current_timestamp default deferrable delete distinct drop else escape except exists foreign from
            full group having in index inner insert intersect into is isnull join left limit natural not nothing notnull
            null on or order outer primary references returning right select set table then to transaction union unique
            update using values when where
            """);
    private static final Grammar GRAMMAR = new Grammar(LEXICON, QUERY, WRITE, OPENING, RESERVED);
    /** Pragmas that tell something and, with an argument, nothing more than that of what. */
    private static final Set<String> ASKING = Words.of(
            "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list foreign_key_check"
                    + " integrity_check quick_check");
    /** Pragmas that tell something as long as they have no argument. */
    private static final Set<String> TELLING = Words.of("""
            user_version application_id schema_version data_version encoding page_count page_size freelist_count
            collation_list function_list module_list pragma_list compile_options journal_mode foreign_keys auto_vacuum
            cache_size synchronous query_only recursive_triggers max_page_count
            """);

    private static final Set<String> SYSTEM_TABLES = Words.of("""
            sqlite_master sqlite_schema sqlite_temp_master sqlite_temp_schema sqlite_sequence sqlite_stat1 sqlite_version
            sqlite_source_id sqlite_compileoption_get sqlite_compileoption_used
            """);
    private static final Set<String> INTERNAL =
            Words.of("dbstat fsdir lsdir bytecode tables_used completion csv zipfile vsv fts3tokenize");
    private static final Set<String> FUNCTIONS = Words.read("functions-sqlite.txt");
    private static final Set<String> FILES = Words.of("writefile readfile edit fsdir lsdir zipfile csv lsmode");

    @Override
    public Grammar grammar() {
        return GRAMMAR;
    }

    @Override
    public boolean aliasesHaveColumns() {
        return false;
    }

    @Override
    public boolean tablesOnlyInFrom() {
        return false;
    }

    @Override
    public Head head(List<Token> statement) {
        Token first = statement.getFirst();
        if (first.is("pragma")) {
            return pragma(statement);
        }
        int start = 0;
        if (first.is("explain")) {
            start = statement.size() > 2
                            && statement.get(1).is("query")
                            && statement.get(2).is("plan")
                    ? 3
                    : 1;
        }
        boolean query = start < statement.size()
                && statement.get(start).kind() == Token.Kind.WORD
                && QUERY.contains(statement.get(start).text());
        if (!query && start > 0) {
            String what =
                    start < statement.size() ? " " + statement.get(start).text().toUpperCase(Locale.ROOT) : "";
            return new Head(true, statement.size(), List.of(new Effect("EXPLAIN" + what, "does not explain a read")));
        }
        return query ? Head.query(start) : Head.noRead();
    }

    private static Head pragma(List<Token> statement) {
        int at = statement.size() > 3 && statement.get(2).isSymbol(".") ? 3 : 1;
        String name = at < statement.size() && statement.get(at).isName()
                ? Lexer.lowerAscii(statement.get(at).text())
                : "";
        List<Token> argument = statement.subList(Math.min(at + 1, statement.size()), statement.size());
        boolean allowed = (ASKING.contains(name) && (argument.isEmpty() || isOneValue(argument)))
                || (TELLING.contains(name) && argument.isEmpty());
        boolean known = ASKING.contains(name) || TELLING.contains(name);
        String part = "PRAGMA " + (name.length() > 60 ? name.substring(0, 60) + "…" : name);
        return new Head(
                true,
                statement.size(),
                allowed
                        ? List.of()
                        : List.of(new Effect(
                                part,
                                known
                                        ? "changes a setting when it has a value"
                                        : "is not a pragma known to only read")));
    }

    private static boolean isOneValue(List<Token> argument) {
        boolean assigned = argument.size() == 2 && argument.get(0).isSymbol("=");
        boolean called = argument.size() == 3
                && argument.get(0).isSymbol("(")
                && argument.get(2).isSymbol(")");
        return (assigned || called) && argument.get(1).kind() != Token.Kind.SYMBOL;
    }

    @Override
    public Optional<String> whyNotCall(List<String> name, List<Token> arguments) {
        String function = Lexer.lowerAscii(name.getLast());
        if (function.startsWith("pragma_")) {
            return whyNotPragma(function);
        }
        if (FUNCTIONS.contains(function)) {
            return Optional.empty();
        }
        if (FILES.contains(function)) {
            return Optional.of("reaches files");
        }
        return Optional.of(function.equals("load_extension") ? "loads code" : "is not a function known to only read");
    }

    @Override
    public Optional<String> whyNotRead(String table) {
        String name = Lexer.lowerAscii(table);
        if (name.startsWith("pragma_")) {
            return whyNotPragma(name);
        }
        if (name.startsWith("sqlite_") && !SYSTEM_TABLES.contains(name)) {
            return Optional.of("is a system table that is not known to be harmless");
        }
        return INTERNAL.contains(name) ? Optional.of("reaches files or the inside of the database") : Optional.empty();
    }

    private static Optional<String> whyNotPragma(String function) {
        String pragma = function.substring("pragma_".length());
        return ASKING.contains(pragma) || TELLING.contains(pragma)
                ? Optional.empty()
                : Optional.of("is not a pragma known to only read");
    }
}
