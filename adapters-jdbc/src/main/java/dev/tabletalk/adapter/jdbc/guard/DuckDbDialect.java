package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.adapter.jdbc.guard.Lexicon.Trait;
import dev.tabletalk.domain.query.SqlAnalysis.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** DuckDB 2.0, of which the names of tables may be those of files, and functions may be written behind their first argument. */
final class DuckDbDialect implements Dialect {
    private static final Lexicon LEXICON = new Lexicon(
            Set.of(
                    Trait.BACKTICKS,
                    Trait.DOLLAR_QUOTES,
                    Trait.DOLLAR_IN_NAMES,
                    Trait.ESCAPE_TEXTS,
                    Trait.NESTED_COMMENTS,
                    Trait.RETURN_ENDS_LINE_COMMENT,
                    Trait.LISTS_AND_STRUCTS,
                    Trait.UNICODE_SPACES),
            Set.of("b", "x"));
    private static final Set<String> QUERY = Words.of("""
            select with values table from pivot unpivot pivot_wider pivot_longer describe show summarize
            """);
    private static final Set<String> WRITE = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> TABLE_WORDS =
            Words.of("from join table pivot unpivot pivot_wider pivot_longer describe show summarize");
    private static final Set<String> OPENING = Words.of("""
            select from where by having limit offset union all intersect except distinct on using and or not in exists any
            some case when then else is like ilike between symmetric asymmetric similar to escape as lateral join values
            over filter group sets cube rollup materialized fetch next for variadic exclude replace rename columns returning
            zone only varying precision table recursive within qualify pivot unpivot pivot_wider pivot_longer sample
            tablesample key name interval describe show summarize array include nulls partition order
            """);
    private static final Set<String> RESERVED = Words.of("""
            all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default
            deferrable desc describe distinct do else end except false fetch for foreign from group having in initially
            intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing
            primary qualify references returning select show some summarize symmetric table then to trailing true union unique
            unpivot using variadic when where window with anti asof cross full ilike inner is isnull join left like natural
            notnull outer overlaps positional right semi similar tablesample between escape exists by sets rollup cube rows
            values key glob exclude replace rename sample percent
            """);
    private static final Grammar GRAMMAR = new Grammar(LEXICON, QUERY, WRITE, OPENING, RESERVED);
    /** Tables and functions that tell of the catalog, and nothing of files, settings, secrets or other sessions. */
    private static final Set<String> CATALOG = Words.of("""
            duckdb_columns duckdb_constraints duckdb_dependencies duckdb_functions duckdb_indexes duckdb_keywords
            duckdb_optimizers duckdb_schemas duckdb_sequences duckdb_tables duckdb_table_sample duckdb_triggers duckdb_types
            duckdb_views duckdb_coordinate_systems
            pragma_collations pragma_database_size pragma_metadata_info pragma_platform pragma_show pragma_storage_info
            pragma_table_info pragma_version
            pg_catalog pg_am pg_attrdef pg_attribute pg_class pg_collation pg_constraint pg_database pg_depend pg_description
            pg_enum pg_index pg_indexes pg_namespace pg_proc pg_sequence pg_sequences pg_tables pg_tablespace pg_type pg_views
            pg_timezone_names pg_temp
            """);
    /** Pragmas that only tell something of the catalog; the argument, if any, is the name of a table. */
    private static final Set<String> TELLING =
            Words.of("version platform show_tables show_tables_expanded database_size collations");

    private static final Set<String> ASKING = Words.of("table_info storage_info show");
    private static final Set<String> SETTINGS = Words.read("settings-duckdb.txt");
    private static final Set<String> FUNCTIONS = Words.read("functions-duckdb.txt");
    private static final Set<String> EXPLAIN_OPTIONS = Words.of("analyze verbose format");

    private static final String FILE = "names a file or an address instead of a table";
    private static final Pattern LIKE_A_FILE = Pattern.compile(
            ".*[/\\\\*?\\[].*|.*:.*|~.*|.*\\.(csv|tsv|txt|parquet|json|ndjson|jsonl|geojson|db|duckdb|ddb|sqlite|sqlite3|xlsx|arrow"
                    + "|arrows|feather|ipc|avro|orc|gz|zst|bz2|xz|zip|vortex|shp|gpkg|log|md|yaml|yml|xml)",
            Pattern.DOTALL);
    private static final Set<String> EXTENSIONS = Words.of("csv tsv parquet ndjson jsonl duckdb sqlite xlsx arrow");
    private static final Pattern FILES = Pattern.compile(
            "read_.*|glob|sniff_csv|parquet_.*|.*_scan(_.*)?|st_read.*|iceberg_.*|delta_.*|load_.*|write_.*|which_secret");
    private static final Pattern NETWORK =
            Pattern.compile("http.*|postgres_.*|mysql_.*|sqlite_.*|.*_attach|.*external_resource.*");
    private static final Pattern TEXT_QUERIES =
            Pattern.compile("query|query_table|json_execute_serialized_sql|json_serialize_plan");
    private static final Pattern WAITING = Pattern.compile("sleep.*|pg_sleep.*");
    private static final Pattern SEQUENCES = Pattern.compile("nextval|setval|currval|lastval");
    private static final Pattern SETTING = Pattern.compile(
            "set_config|setseed|current_setting|getvariable|getenv|duckdb_(settings|variables|.*secret.*)"
                    + "|(en|dis)able_(logging|profiling)|.*checkpoint|truncate_duckdb_logs");

    @Override
    public Grammar grammar() {
        return GRAMMAR;
    }

    @Override
    public Set<String> tableWords() {
        return TABLE_WORDS;
    }

    /** UNPIVOT ... INTO NAME gives names to the columns of the result. */
    @Override
    public Set<String> namingWords() {
        return Set.of("name");
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
        if (statement.stream().anyMatch(token -> token.isSymbol("?"))) {
            return new Head(
                    true, statement.size(), List.of(new Effect("?", "is a placeholder, for which there is no value")));
        }
        if (first.is("pragma")) {
            return pragma(statement);
        }
        int start = first.is("explain") ? afterExplain(statement) : 0;
        if (start < statement.size() && statement.get(start).is("show")) {
            return show(statement, start);
        }
        if (start < statement.size() && statement.get(start).is("desc")) {
            return describe(statement, start);
        }
        boolean describes = start < statement.size()
                && (statement.get(start).is("describe") || statement.get(start).is("summarize"));
        if (describes
                && !beginsQuery(statement, start + 1)
                && !isTable(statement.subList(start + 1, statement.size()))) {
            return refused(
                    statement,
                    statement.get(start).text().toUpperCase(Locale.ROOT),
                    "describes neither a table nor a read");
        }
        if (beginsQuery(statement, start)) {
            return Head.query(start);
        }
        if (start > 0) {
            String what =
                    start < statement.size() ? " " + statement.get(start).text().toUpperCase(Locale.ROOT) : "";
            return refused(statement, "EXPLAIN" + shortened(what), "does not explain a read");
        }
        return Head.noRead();
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

    /** Whether tokens are nothing but the name of a table, or a string that is looked at later. */
    private static boolean isTable(List<Token> tokens) {
        return tokens.stream()
                        .allMatch(token -> token.isName() || token.kind() == Token.Kind.TEXT || token.isSymbol("."))
                && (tokens.size() < 2 || tokens.get(1).isSymbol("."));
    }

    private static int afterExplain(List<Token> statement) {
        int i = 1;
        while (i < statement.size()
                && (statement.get(i).is("analyze") || statement.get(i).is("verbose"))) {
            i++;
        }
        boolean options = i + 1 < statement.size()
                && statement.get(i).isSymbol("(")
                && statement.get(i + 1).kind() == Token.Kind.WORD
                && EXPLAIN_OPTIONS.contains(statement.get(i + 1).text());
        if (options) {
            while (i < statement.size() && !statement.get(i).isSymbol(")")) {
                i++;
            }
            i++;
        }
        return i;
    }

    /** SHOW describes a table, or tells a setting when there is no table of that name. */
    private Head show(List<Token> statement, int start) {
        List<Token> what = statement.subList(start + 1, statement.size());
        String name = what.isEmpty() ? "" : Lexer.lowerAscii(what.getFirst().text());
        boolean allTables = what.size() > 1 && name.equals("all") && what.get(1).is("tables");
        boolean telling = what.size() == 1 && (name.equals("all") || name.equals("variables"));
        if (!allTables && (telling || SETTINGS.contains(name))) {
            return refused(statement, "SHOW " + shortened(name), "tells a setting that is not known to be harmless");
        }
        return Head.query(start);
    }

    /** DESC is a word of ORDER BY as well, so that what follows it is looked at here. */
    private Head describe(List<Token> statement, int start) {
        if (beginsQuery(statement, start + 1)) {
            return Head.query(start + 1);
        }
        for (Token token : statement.subList(start + 1, statement.size())) {
            Optional<String> why = whyNotOpen(token).or(() -> whyNotRead(token.text()));
            if (why.isPresent()) {
                return refused(statement, shortened(token.text()), why.get());
            }
        }
        return Head.query(start + 1);
    }

    private static Head pragma(List<Token> statement) {
        String name = statement.size() > 1 && statement.get(1).isName()
                ? Lexer.lowerAscii(statement.get(1).text())
                : "";
        boolean telling = statement.size() == 2 && TELLING.contains(name);
        boolean asking = statement.size() == 5
                && ASKING.contains(name)
                && statement.get(2).isSymbol("(")
                && statement.get(3).kind() != Token.Kind.SYMBOL
                && !LIKE_A_FILE
                        .matcher(Lexer.lowerAscii(statement.get(3).text()))
                        .matches()
                && statement.get(4).isSymbol(")");
        return telling || asking
                ? new Head(true, statement.size(), List.of())
                : refused(statement, "PRAGMA " + shortened(name), "is not a pragma known to only read");
    }

    private static Head refused(List<Token> statement, String part, String reason) {
        return new Head(true, statement.size(), List.of(new Effect(part, reason)));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    @Override
    public Optional<String> whyNotCall(List<String> name, List<Token> arguments) {
        String function = Lexer.lowerAscii(name.getLast());
        return FUNCTIONS.contains(function) || CATALOG.contains(function)
                ? Optional.empty()
                : Optional.of(reason(function));
    }

    @Override
    public Optional<String> whyNotRead(String table) {
        String name = Lexer.lowerAscii(table);
        boolean system = name.startsWith("duckdb_") || name.startsWith("pragma_") || name.startsWith("pg_");
        return system && !CATALOG.contains(name)
                ? Optional.of("is a system table that is not known to be harmless")
                : Optional.empty();
    }

    /** A string in the place of a table is a file, as is a name that looks like one, when there is no such table. */
    @Override
    public Optional<String> whyNotOpen(Token name) {
        String text = Lexer.lowerAscii(name.text());
        return switch (name.kind()) {
            case TEXT -> Optional.of(FILE);
            case QUOTED -> LIKE_A_FILE.matcher(text).matches() ? Optional.of(FILE) : Optional.empty();
            case WORD -> EXTENSIONS.contains(text) ? Optional.of(FILE) : Optional.empty();
            case NUMBER, SYMBOL, VARIABLE -> Optional.empty();
        };
    }

    private static String reason(String function) {
        if (TEXT_QUERIES.matcher(function).matches()) {
            return "runs a query that cannot be checked";
        }
        if (SETTING.matcher(function).matches()) {
            return "tells or changes a setting";
        }
        if (SEQUENCES.matcher(function).matches()) {
            return "works on a sequence";
        }
        if (WAITING.matcher(function).matches()) {
            return "keeps the database waiting";
        }
        if (NETWORK.matcher(function).matches()) {
            return "reaches other servers";
        }
        return FILES.matcher(function).matches() ? "reaches files" : "is not a function known to only read";
    }
}
