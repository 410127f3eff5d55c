package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.query.SqlAnalysis;
import dev.tabletalk.domain.query.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads SQL token by token, with what each dialect allows. Never recurses, so that no depth of nesting is a danger. */
public final class DialectSqlAnalyzer implements SqlAnalyzer {
    private static final Set<String> TWO_WORDS = Set.of("create", "drop", "alter", "set", "reset", "lock", "start");
    private final Dialect sqlite = new SqliteDialect();
    private final Dialect postgresql = new PostgresDialect();
    private final Dialect sqlserver = new SqlServerDialect();
    private final Dialect clickhouse = new ClickHouseDialect();
    private final Dialect trino = new TrinoDialect();
    private final Dialect mysql = new MySqlDialect();
    private final Dialect duckdb = new DuckDbDialect();

    @Override
    public SqlAnalysis analyze(DatabaseKind kind, SqlText sql) {
        Dialect dialect = switch (kind) {
            case SQLITE -> sqlite;
            case POSTGRESQL -> postgresql;
            case SQLSERVER -> sqlserver;
            case CLICKHOUSE -> clickhouse;
            case TRINO -> trino;
            case MARIADB, MYSQL -> mysql;
            case DUCKDB -> duckdb;
        };
        Optional<String> unclear = dialect.whyUnclear(sql.value());
        if (unclear.isPresent()) {
            return new SqlAnalysis.NotUnderstood(unclear.get());
        }
        try {
            return analyze(dialect, Lexer.tokens(dialect.lexicon(), sql.value()));
        } catch (UnclearSql unclearSql) {
            return new SqlAnalysis.NotUnderstood(unclearSql.reason());
        }
    }

    private static SqlAnalysis analyze(Dialect dialect, List<Token> tokens) throws UnclearSql {
        List<List<Token>> statements = statements(tokens);
        if (statements.isEmpty()) {
            throw new UnclearSql("holds no statement");
        }
        List<Token> first = statements.getFirst();
        Dialect.Head head = dialect.head(first);
        List<SqlAnalysis.Effect> effects = new ArrayList<>(head.effects());
        if (head.reads() && statements.size() == 1) {
            effects.addAll(QueryReader.effects(dialect, first.subList(head.queryStart(), first.size())));
        }
        return new SqlAnalysis.Understood(statements.size(), head.reads(), firstWords(first), effects);
    }

    private static List<List<Token>> statements(List<Token> tokens) {
        List<List<Token>> statements = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).isSymbol(";")) {
                if (i > start) {
                    statements.add(tokens.subList(start, i));
                }
                start = i + 1;
            }
        }
        return statements;
    }

    private static String firstWords(List<Token> statement) {
        Token first = statement.getFirst();
        String word = first.kind() == Token.Kind.WORD ? first.text().toUpperCase(Locale.ROOT) : first.text();
        boolean two = first.kind() == Token.Kind.WORD
                && TWO_WORDS.contains(first.text())
                && statement.size() > 1
                && statement.get(1).kind() == Token.Kind.WORD;
        String words = two ? word + " " + statement.get(1).text().toUpperCase(Locale.ROOT) : word;
        return words.length() > 60 ? words.substring(0, 60) + "…" : words;
    }
}
