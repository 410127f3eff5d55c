package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** MariaDB and MySQL, as far as 12 and 9 go. What only one of them knows is an error in the other one, so both share this. */
final class MySqlDialect implements Dialect {
    private static final Lexicon LEXICON = new Lexicon(
            Set.of(
                    Trait.BACKTICKS,
                    Trait.DOLLAR_IN_NAMES,
                    Trait.BACKSLASH_TEXTS,
                    Trait.HASH_COMMENTS,
                    Trait.SPEAKING_COMMENTS,
                    Trait.DIGITS_BEGIN_NAMES,
                    Trait.VARIABLES),
            Set.of("b", "x", "n"));
    private static final Set<String> QUERY = Set.of("select", "with", "values", "table");
    private static final Set<String> ANALYZED = Set.of("select", "with", "values");
    private static final Set<String> WRITE = Set.of("insert", "update", "delete", "replace");
    private static final Set<String> OPENING = Words.of("""
            select from where by having limit offset union all intersect except minus distinct distinctrow on using and or
            xor not in exists any some case when then else is like rlike regexp between escape as join straight_join lateral
            values value row over filter group rollup recursive partition div mod binary collate of index key columns for
            sounds separator array within
            bit tinyint smallint mediumint int integer bigint decimal dec numeric fixed float double real bool boolean
            varchar varbinary nchar nvarchar character tinytext text mediumtext longtext tinyblob blob mediumblob longblob
            datetime enum set
            """);
    /**
     * Words that are never an alias in front of a parenthesis. Those that end the list of tables must be reserved in every
     * version of both.
     */
    private static final Set<String> RESERVED = Words.of("""
            all and as asc between binary both by case collate cross desc distinct distinctrow div else end escape exists
            false for force from group having ignore in index inner interval into is join key lateral leading left like limit
            match member mod natural not null of on or order outer over partition procedure regexp right rlike row rows
            select separator set sounds straight_join table then to trailing true union unique unsigned use using values
            when where with xor against array timestamp transaction system_time date time
            """);

    private static final Grammar GRAMMAR = new Grammar(LEXICON, QUERY, WRITE, OPENING, RESERVED);

    private static final Set<String> SETTINGS = Words.of("""
            version version_comment version_compile_os version_compile_machine innodb_version protocol_version license
            sql_mode autocommit time_zone system_time_zone lower_case_table_names lower_case_file_system
            character_set_client character_set_connection character_set_database character_set_results
            character_set_server character_set_system collation_connection collation_database collation_server
            max_allowed_packet net_buffer_length transaction_isolation tx_isolation transaction_read_only tx_read_only
            read_only innodb_read_only max_execution_time max_statement_time lock_wait_timeout innodb_lock_wait_timeout
            wait_timeout interactive_timeout net_read_timeout net_write_timeout group_concat_max_len sql_select_limit
            sql_big_selects max_join_size max_connections max_user_connections innodb_buffer_pool_size join_buffer_size
            sort_buffer_size tmp_table_size max_heap_table_size read_buffer_size default_storage_engine storage_engine
            div_precision_increment default_week_format lc_time_names lc_messages cte_max_recursion_depth
            max_recursive_iterations max_sort_length optimizer_switch foreign_key_checks unique_checks sql_safe_updates
            explicit_defaults_for_timestamp timestamp last_insert_id identity warning_count error_count in_transaction
            auto_increment_increment auto_increment_offset innodb_page_size have_ssl old_mode
            """);
    /** Tables about tables. Others tell of sessions, accounts, files or settings. */
    private static final Set<String> CATALOG = Words.of("""
            tables columns views statistics key_column_usage table_constraints referential_constraints check_constraints
            schemata routines parameters triggers events partitions character_sets collations
            collation_character_set_applicability engines keywords sql_functions column_statistics tables_extensions
            columns_extensions table_constraints_extensions schemata_extensions view_table_usage view_routine_usage
            sequences periods key_period_usage table_statistics index_statistics geometry_columns spatial_ref_sys
            st_geometry_columns st_spatial_reference_systems st_units_of_measure
            """);

    private static final Set<String> SYSTEM = Set.of("mysql", "performance_schema", "sys");
    private static final Set<String> FUNCTIONS = Words.read("functions-mysql.txt");
    private static final Set<String> SEQUENCES = Words.of("nextval currval lastval setval");
    private static final Pattern WAITING = Pattern.compile("sleep|benchmark|.*_(pos|gtid|gtids|gtid_set)_wait|"
            + "wait_(for|until)_.*|wsrep_sync_wait_upto_gtid|.*_gtid_wait");
    private static final Pattern LOCKING =
            Pattern.compile("get_lock|release_lock|release_all_locks|is_(free|used)_lock" + "|service_.*_locks");
    private static final Pattern FILES =
            Pattern.compile("load_file|load_.*file.*|sys_(get|exec|eval|set).*|lib_mysqludf.*");
    private static final Pattern SECRETS = Pattern.compile("keyring_.*|gen_.*|mask_.*|audit_.*|version_tokens_.*");

    /** What SHOW may tell, by its first words. */
    private static final Set<String> TELLING = Set.of(
            "tables",
            "columns",
            "fields",
            "index",
            "indexes",
            "keys",
            "databases",
            "schemas",
            "table status",
            "create table",
            "create view",
            "create database",
            "create schema",
            "create sequence",
            "create function",
            "create procedure",
            "create trigger",
            "create event",
            "triggers",
            "events",
            "function status",
            "procedure status",
            "character set",
            "charset",
            "collation",
            "engines",
            "storage engines",
            "warnings",
            "errors");

    private static final String COUNTED = "count ( * )";

    @Override
    public Grammar grammar() {
        return GRAMMAR;
    }

    @Override
    public boolean aliasesHaveColumns() {
        return true;
    }

    @Override
    public boolean tablesOnlyInFrom() {
        return true;
    }

    @Override
    public Head head(List<Token> statement) {
        Token first = statement.getFirst();
        if (first.is("show")) {
            return show(statement);
        }
        if (first.is("explain") || first.is("describe") || first.is("desc")) {
            return explain(statement);
        }
        if (first.is("analyze")) {
            int start = behindOptions(statement, 1);
            return beginsQuery(statement, start, ANALYZED) ? query(statement, start) : Head.noRead();
        }
        return beginsQuery(statement, 0, QUERY) ? query(statement, 0) : Head.noRead();
    }

    private static Head query(List<Token> statement, int start) {
        List<Effect> effects = new ArrayList<>(values(statement));
        for (int i = start; i < statement.size(); i++) {
            Token token = statement.get(i);
            if (token.kind() != Token.Kind.WORD) {
                continue;
            }
            boolean label = i > 0 && statement.get(i - 1).isSymbol(".");
            if (label && SEQUENCES.contains(token.text())) {
                effects.add(new Effect(token.text().toUpperCase(Locale.ROOT), "works on a sequence"));
            } else if (!label && token.is("procedure")) {
                effects.add(new Effect("PROCEDURE", "runs a procedure on the result"));
            } else if (!label && token.is("lock") && is(statement, i + 1, "in") && is(statement, i + 2, "share")) {
                effects.add(new Effect("LOCK IN SHARE MODE", "locks rows"));
            } else if ((token.is("next") || token.is("previous"))
                    && is(statement, i + 1, "value")
                    && is(statement, i + 2, "for")) {
                effects.add(new Effect(token.text().toUpperCase(Locale.ROOT) + " VALUE FOR", "works on a sequence"));
            }
        }
        return new Head(true, start, effects);
    }

    /** Looks at variables and at marks that stand for values. */
    private static List<Effect> values(List<Token> statement) {
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < statement.size(); i++) {
            Token token = statement.get(i);
            if (token.kind() == Token.Kind.VARIABLE) {
                whyNotTell(token.text()).ifPresent(why -> effects.add(new Effect(shortened(token.text()), why)));
            } else if (token.isSymbol(":")
                    && i + 1 < statement.size()
                    && statement.get(i + 1).isSymbol("=")) {
                effects.add(new Effect(":=", "sets a variable"));
            } else if (token.isSymbol("?")) {
                effects.add(new Effect("A placeholder (?)", "has no value"));
            }
        }
        return effects;
    }

    private static Optional<String> whyNotTell(String variable) {
        if (!variable.startsWith("@@")) {
            return Optional.empty();
        }
        String name = variable.substring(2).replaceFirst("^(global|session|local)\\.", "");
        return SETTINGS.contains(name)
                ? Optional.empty()
                : Optional.of("tells a setting of the server that is not known to be harmless");
    }

    private static boolean beginsQuery(List<Token> statement, int start, Set<String> words) {
        int i = start;
        while (i < statement.size() && statement.get(i).isSymbol("(")) {
            i++;
        }
        return i < statement.size()
                && statement.get(i).kind() == Token.Kind.WORD
                && (i == start ? words : QUERY).contains(statement.get(i).text());
    }

    private static int behindOptions(List<Token> statement, int start) {
        int i = start;
        if (is(statement, i, "extended") || is(statement, i, "partitions") || is(statement, i, "analyze")) {
            i++;
        }
        boolean format = is(statement, i, "format")
                && i + 2 < statement.size()
                && statement.get(i + 1).isSymbol("=");
        return format ? i + 3 : i;
    }

    private static Head explain(List<Token> statement) {
        int start = behindOptions(statement, 1);
        if (beginsQuery(statement, start, QUERY)) {
            return query(statement, start);
        }
        Optional<Effect> effect = start == 1 ? whyNotDescribe(statement) : Optional.of(noRead(statement, start));
        return new Head(true, statement.size(), effect.stream().toList());
    }

    /** EXPLAIN [schema.]table [column], which tells the columns. */
    private static Optional<Effect> whyNotDescribe(List<Token> statement) {
        int i = 1;
        String schema = "";
        if (i + 2 < statement.size() && statement.get(i + 1).isSymbol(".")) {
            schema = statement.get(i).text();
            i += 2;
        }
        boolean names = i < statement.size() && statement.get(i).isName();
        boolean column = i + 1 < statement.size()
                && (statement.get(i + 1).isName() || statement.get(i + 1).kind() == Token.Kind.TEXT);
        if (!names || i + (column ? 2 : 1) != statement.size()) {
            return Optional.of(noRead(statement, 1));
        }
        String table = statement.get(i).text();
        String full = shortened(schema + "." + table);
        return whyNotSchema(schema, table).map(why -> new Effect(full, why));
    }

    private static Effect noRead(List<Token> statement, int at) {
        String what =
                at < statement.size() ? " " + shortened(statement.get(at).text().toUpperCase(Locale.ROOT)) : "";
        return new Effect(statement.getFirst().text().toUpperCase(Locale.ROOT) + what, "does not explain a read");
    }

    private static Head show(List<Token> statement) {
        int where = 1;
        while (where < statement.size() && !statement.get(where).is("where")) {
            where++;
        }
        int i = 1;
        if (is(statement, i, "extended")) {
            i++;
        }
        if (is(statement, i, "full")) {
            i++;
        }
        List<Token> told = statement.subList(Math.min(i, where), where);
        String one = words(told, 1);
        String two = words(told, 2);
        boolean counted = words(told, 4).equals(COUNTED)
                && Set.of("warnings", "errors").contains(words(told.subList(4, told.size()), 1));
        List<Effect> effects = new ArrayList<>();
        if (!TELLING.contains(one) && !TELLING.contains(two) && !counted) {
            effects.add(new Effect(
                    "SHOW " + shortened(two.toUpperCase(Locale.ROOT)),
                    "tells something of the server that is not known to be harmless"));
        } else {
            for (int at = 1; at < told.size(); at++) {
                Token token = told.get(at);
                if (token.isName() && SYSTEM.contains(Lexer.lowerAscii(token.text()))) {
                    effects.add(new Effect(token.text(), "holds what is the server's own"));
                } else if (token.isSymbol("(") && !counted) {
                    effects.add(new Effect("SHOW", "has a parenthesis where a name belongs"));
                }
            }
        }
        effects.addAll(values(statement));
        return new Head(true, where, effects);
    }

    private static String words(List<Token> tokens, int count) {
        return String.join(" ", tokens.stream().limit(count).map(Token::text).toList());
    }

    private static boolean is(List<Token> statement, int i, String word) {
        return i < statement.size() && statement.get(i).is(word);
    }

    private static String shortened(String part) {
        return part.length() > 60 ? part.substring(0, 60) + "…" : part;
    }

    @Override
    public Optional<String> whyNotCall(List<String> name, List<Token> arguments) {
        String function = Lexer.lowerAscii(name.getLast());
        return name.size() == 1 && FUNCTIONS.contains(function) ? Optional.empty() : Optional.of(reason(function));
    }

    private static String reason(String function) {
        if (WAITING.matcher(function).matches()) {
            return "keeps the server waiting";
        }
        if (LOCKING.matcher(function).matches()) {
            return "takes, gives back or looks at locks";
        }
        if (SEQUENCES.contains(function)) {
            return "works on a sequence";
        }
        if (FILES.matcher(function).matches()) {
            return "reaches files or programs of the server";
        }
        return SECRETS.matcher(function).matches()
                ? "reaches keys or passwords of the server"
                : "is not a function known to only read";
    }

    @Override
    public Optional<String> whyNotRead(String table) {
        return Optional.empty();
    }

    @Override
    public Optional<String> whyNotReadFrom(String schema, String table) {
        return whyNotSchema(schema, table);
    }

    private static Optional<String> whyNotSchema(String schema, String table) {
        String lower = Lexer.lowerAscii(schema);
        if (SYSTEM.contains(lower)) {
            return Optional.of("holds what is the server's own");
        }
        return lower.equals("information_schema") && !CATALOG.contains(Lexer.lowerAscii(table))
                ? Optional.of("is a system table that is not known to be harmless")
                : Optional.empty();
    }
}
