package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, as far as 18 goes. */
final class PostgresDialect implements Dialect {
    private static final Lexicon LEXICON = new Lexicon(
            Set.of(
                    Trait.DOLLAR_QUOTES,
                    Trait.DOLLAR_IN_NAMES,
                    Trait.ESCAPE_TEXTS,
                    Trait.NESTED_COMMENTS,
                    Trait.RETURN_ENDS_LINE_COMMENT),
            Set.of("b", "x", "n"));
    private static final Set<String> QUERY = Set.of("select", "with", "values", "table");
    private static final Set<String> WRITE = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> EXPLAIN_OPTIONS = Words.of(
            "analyze analyse verbose costs settings generic_plan buffers wal timing summary format memory serialize");
    private static final Set<String> OPENING = Words.of("""
            select from where by having limit offset union all intersect except distinct on using and or not in exists any
            some case when then else is like ilike between symmetric asymmetric similar to escape as lateral join values row
            array over filter group sets cube rollup materialized fetch next for variadic columns passing exclude returning
            zone only varying repeatable table default
            """);
    /** Of those, the ones that a function may be called as well... */
    private static final Set<String> ALSO_FUNCTIONS = Words.of(
            "is like ilike similar columns passing escape zone varying next repeatable filter over by join materialized"
                    + " exclude");
    /** ...which they are where an expression begins: behind these words, or a symbol that ends none. */
    private static final Set<String> BEFORE_EXPRESSIONS = Words.of(
            "select where and or on when then else by having distinct from limit offset case in all using between");

    private static final Set<String> RESERVED = Words.of("""
            all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
            current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
            distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
            leading limit localtime localtimestamp not null offset on only or order placing primary references returning
            select session_user some symmetric system_user table then to trailing true union unique user using variadic when
            where window with authorization binary collation concurrently cross current_schema freeze full ilike inner is
            isnull join left like natural notnull outer overlaps right similar tablesample verbose between escape exists
            by sets rollup cube passing columns rows values key value zone
            """);
    private static final Grammar GRAMMAR = new Grammar(LEXICON, QUERY, WRITE, OPENING, RESERVED);
    /** What SHOW and current_setting() may tell: nothing about files, commands, passwords, other servers. */
    private static final Set<String> SETTINGS = Words.of("""
            search_path server_version server_version_num server_encoding client_encoding timezone datestyle intervalstyle
            lc_collate lc_ctype lc_messages lc_monetary lc_numeric lc_time transaction_read_only transaction_isolation
            transaction_deferrable default_transaction_isolation default_transaction_read_only statement_timeout
            lock_timeout idle_in_transaction_session_timeout idle_session_timeout transaction_timeout work_mem
            maintenance_work_mem shared_buffers effective_cache_size temp_buffers random_page_cost seq_page_cost
            cpu_tuple_cost max_connections superuser_reserved_connections is_superuser session_authorization role
            standard_conforming_strings integer_datetimes extra_float_digits bytea_output application_name block_size
            wal_block_size segment_size max_identifier_length max_index_keys max_parallel_workers
            max_parallel_workers_per_gather max_worker_processes default_statistics_target default_text_search_config
            jit row_security in_hot_standby autovacuum fsync wal_level max_wal_size data_checksums
            default_table_access_method enable_seqscan enable_indexscan enable_hashjoin enable_mergejoin enable_nestloop
            plan_cache_mode track_counts
            """);
    /** System tables and views that hold no passwords, settings, data of others, or addresses of other servers. */
    private static final Set<String> CATALOG = Words.of("""
            pg_catalog pg_class pg_namespace pg_attribute pg_attrdef pg_type pg_index pg_indexes pg_constraint pg_proc
            pg_views pg_tables pg_matviews pg_sequences pg_sequence pg_enum pg_description pg_shdescription pg_depend
            pg_inherits pg_trigger pg_rewrite pg_rules pg_roles pg_user pg_group pg_auth_members pg_database pg_tablespace
            pg_am pg_amop pg_amproc pg_opclass pg_operator pg_opfamily pg_cast pg_collation pg_conversion pg_language
            pg_range pg_extension pg_available_extensions pg_available_extension_versions pg_partitioned_table pg_policy
            pg_policies pg_publication pg_publication_tables pg_publication_rel pg_event_trigger pg_aggregate pg_ts_config
            pg_ts_config_map pg_ts_dict pg_ts_parser pg_ts_template pg_statistic_ext pg_stat_user_tables pg_stat_all_tables
            pg_stat_sys_tables pg_stat_user_indexes pg_stat_all_indexes pg_stat_user_functions pg_stat_database
            pg_statio_user_tables pg_statio_all_tables pg_statio_user_indexes pg_statio_user_sequences pg_timezone_names
            pg_timezone_abbrevs pg_foreign_table pg_foreign_data_wrapper pg_default_acl pg_init_privs pg_shdepend
            pg_transform pg_size pg_temp pg_toast
            """);

    private static final Set<String> SECRET_ELSEWHERE = Words.of(
            "user_mapping_options foreign_server_options foreign_data_wrapper_options _pg_user_mappings _pg_foreign_servers");
    /** Fields of what functions give, and of types that people make. */
    private static final Set<String> FIELDS = Words.of("""
            key value ordinality id name title label kind type status code number position index path token dictionary lexemes
            alias description word ndoc nentry address street city zip postcode state region country phone email lat lon
            latitude longitude x y z a b c d f1 f2 f3 f4 f5 n i v k r total amount currency price cost quantity qty unit count
            sum avg min max first last start finish begin_at start_at end_at date time year month day hour note comment text
            body data payload schema_name object_name object_names object_args identity
            """);

    private static final Set<String> FUNCTIONS = Words.read("functions-postgresql.txt");
    private static final String UNKNOWN = "is not a function known to only read";

    private static final Pattern FILES = Pattern.compile(
            "pg_(read|ls|stat)_.*file.*|pg_ls_.*|pg_read_.*|pg_file_.*|pg_current_logfile|lo_(import|export)|pg_stat_file");
    private static final Pattern LARGE_OBJECTS = Pattern.compile("lo_.*|loread|lowrite");
    private static final Pattern NETWORK = Pattern.compile("dblink.*|http.*|pg_.*_foreign.*|postgres_fdw_.*");
    private static final Pattern WAITING = Pattern.compile("pg_sleep.*");
    private static final Pattern LOCKING = Pattern.compile("pg_(try_)?advisory.*");
    private static final Pattern SEQUENCES = Pattern.compile("nextval|setval|currval|lastval");
    private static final Pattern SETTING = Pattern.compile("set_config|setseed|pg_reload_conf");
    private static final Pattern SESSIONS = Pattern.compile(
            "pg_(cancel|terminate)_backend|pg_stat_get_(activity|backend|progress|wal).*|pg_lock_status");
    private static final Pattern TEXT_QUERIES =
            Pattern.compile("(query|table|schema|database|cursor)_to_xml.*|ts_stat|ts_rewrite");

    @Override
    public Grammar grammar() {
        return GRAMMAR;
    }

    @Override
    public boolean opens(String word, @Nullable Token before) {
        boolean begins = before == null
                || (before.kind() == Token.Kind.SYMBOL && !before.isSymbol(")") && !before.isSymbol("]"))
                || (before.kind() == Token.Kind.WORD && BEFORE_EXPRESSIONS.contains(before.text()));
        return OPENING.contains(word) && !(begins && ALSO_FUNCTIONS.contains(word));
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
        if (first.is("explain")) {
            return explain(statement);
        }
        if (first.is("show")) {
            return show(statement);
        }
        return beginsQuery(statement, 0) ? Head.query(0) : Head.noRead();
    }

    private static boolean beginsQuery(List<Token> statement, int start) {
        int i = start;
        while (i < statement.size() && statement.get(i).isSymbol("(")) {
            i++;
        }
        return i < statement.size()
                && statement.get(i).kind() == Token.Kind.WORD
                && QUERY.contains(statement.get(i).text());
    }

    private static Head explain(List<Token> statement) {
        int i = 1;
        if (statement.size() > 2
                && statement.get(1).isSymbol("(")
                && EXPLAIN_OPTIONS.contains(statement.get(2).text())) {
            while (i < statement.size() && !statement.get(i).isSymbol(")")) {
                i++;
            }
            i++;
        } else {
            while (i < statement.size()
                    && (statement.get(i).is("analyze")
                            || statement.get(i).is("analyse")
                            || statement.get(i).is("verbose"))) {
                i++;
            }
        }
        if (beginsQuery(statement, i)) {
            return Head.query(i);
        }
        String what = i < statement.size() ? " " + statement.get(i).text().toUpperCase(Locale.ROOT) : "";
        return new Head(true, statement.size(), List.of(new Effect("EXPLAIN" + what, "does not explain a read")));
    }

    private static Head show(List<Token> statement) {
        String what = String.join(
                " ", statement.stream().skip(1).limit(4).map(Token::text).toList());
        boolean allowed = switch (what) {
            case "time zone", "transaction isolation level", "session authorization" -> true;
            default -> statement.size() == 2 && SETTINGS.contains(what);
        };
        return new Head(
                true,
                statement.size(),
                allowed
                        ? List.of()
                        : List.of(new Effect(
                                "SHOW " + (what.length() > 60 ? what.substring(0, 60) + "…" : what),
                                "tells a setting of the server that is not known to be harmless")));
    }

    @Override
    public Optional<String> whyNotCall(List<String> name, List<Token> arguments) {
        String function = name.getLast();
        if (name.size() > 2 || (name.size() == 2 && !name.getFirst().equals("pg_catalog"))) {
            return Optional.of(reason(function));
        }
        if (function.equals("operator")) {
            boolean own = arguments.size() > 1 && arguments.get(1).text().equals("pg_catalog");
            return own ? Optional.empty() : Optional.of("names an operator that is not known to only read");
        }
        if (function.equals("current_setting")) {
            boolean known = arguments.size() > 2
                    && arguments.get(1).kind() == Token.Kind.TEXT
                    && (arguments.get(2).isSymbol(")") || arguments.get(2).isSymbol(","))
                    && SETTINGS.contains(arguments.get(1).text().toLowerCase(Locale.ROOT));
            return known
                    ? Optional.empty()
                    : Optional.of("tells a setting of the server that is not known to be harmless");
        }
        return FUNCTIONS.contains(function) ? Optional.empty() : Optional.of(reason(function));
    }

    /** (a).f is f(a) when a has no field f: as a call, only what is known to read may stand there. */
    @Override
    public Optional<String> whyNotField(String name) {
        return FIELDS.contains(name) || FUNCTIONS.contains(name)
                ? Optional.empty()
                : Optional.of(
                        reason(name).equals(UNKNOWN)
                                ? "may be a call of a function, and is not one known to only read"
                                : reason(name));
    }

    @Override
    public Optional<String> whyNotRead(String table) {
        if (table.startsWith("pg_") && !CATALOG.contains(table)) {
            return Optional.of("is a system table that is not known to be harmless");
        }
        return SECRET_ELSEWHERE.contains(table) ? Optional.of("may hold passwords of other servers") : Optional.empty();
    }

    private static String reason(String function) {
        if (FILES.matcher(function).matches()) {
            return "reaches files of the server";
        }
        if (LARGE_OBJECTS.matcher(function).matches()) {
            return "works on large objects";
        }
        if (NETWORK.matcher(function).matches()) {
            return "reaches other servers";
        }
        if (WAITING.matcher(function).matches()) {
            return "keeps the server waiting";
        }
        if (LOCKING.matcher(function).matches()) {
            return "takes or gives back locks";
        }
        if (SEQUENCES.matcher(function).matches()) {
            return "works on a sequence";
        }
        if (SETTING.matcher(function).matches()) {
            return "changes a setting";
        }
        if (SESSIONS.matcher(function).matches()) {
            return "reaches other sessions";
        }
        return TEXT_QUERIES.matcher(function).matches() ? "runs a query that cannot be checked" : UNKNOWN;
    }
}
