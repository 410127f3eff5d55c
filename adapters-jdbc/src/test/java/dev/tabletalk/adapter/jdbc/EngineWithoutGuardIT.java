package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the hostile statements of the corpus with the guard switched off. Rows, catalog, roles, sequences, files and the session
 * that the next statement gets must be the same afterwards; the account is a superuser, so that nothing else protects them.
 */
final class EngineWithoutGuardIT {
    private static final QueryLimits LIMITS = new QueryLimits(100, 1 << 20, Duration.ofSeconds(1));

    @TempDir
    Path temporary;

    @Test
    void nothingChangesInPostgresql() throws Exception {
        PostgresServer server = PostgresServer.get();
        server.execute("DROP DATABASE IF EXISTS target");
        server.execute("CREATE DATABASE target");
        DatabaseConnection connection = PostgresServer.connection(
                "target",
                new DatabaseAddress.Server(
                        "127.0.0.1",
                        server.port(),
                        "target",
                        new dev.tabletalk.domain.connection.Credentials("postgres", null),
                        Map.of()));
        server.executeIn("target", Files.readString(corpus().resolve("postgresql.sql")));
        String before = server.fingerprint("target");
        try (JdbcTargetDatabase database =
                new JdbcTargetDatabase(Map.of(DatabaseKind.POSTGRESQL, new PostgresEngine()))) {
            String session = session(database, connection);
            int ran = 0;
            List<CorpusRow> rows = hostile(DatabaseKind.POSTGRESQL);
            for (CorpusRow row : rows) {
                ran += runs(database, connection, row.sql()) ? 1 : 0;
                assertThat(server.fingerprint("target")).as(row.sql()).isEqualTo(before);
                assertThat(session(database, connection)).as(row.sql()).isEqualTo(session);
            }
            assertThat(scratch()).isEmpty();
            assertReads(database, connection);
            System.out.printf(
                    "Engine alone, PostgreSQL: %d hostile statements, %d ran, 0 changed anything%n", rows.size(), ran);
        }
    }

    @Test
    void nothingChangesInSqlite() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("databases"));
        Path file = folder.resolve("target.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readAllLines(corpus().resolve("sqlite.sql"))) {
                statement.execute(sql);
            }
        }
        byte[] before = Files.readAllBytes(file);
        DatabaseConnection connection = PostgresServer.connection("target", new DatabaseAddress.File("target.db"));
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.SQLITE, new SqliteEngine(new DatabaseFiles(List.of(folder)))))) {
            int ran = 0;
            List<CorpusRow> rows = hostile(DatabaseKind.SQLITE);
            for (CorpusRow row : rows) {
                ran += runs(database, connection, row.sql()) ? 1 : 0;
                assertThat(Files.readAllBytes(file)).as(row.sql()).isEqualTo(before);
            }
            assertThat(scratch()).isEmpty();
            assertThat(list(folder)).containsExactly(file);
            assertReads(database, connection);
            System.out.printf(
                    "Engine alone, SQLite: %d hostile statements, %d ran, 0 changed anything%n", rows.size(), ran);
        }
    }

    @Test
    void nothingChangesInDuckDb() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("databases"));
        Path file = folder.resolve("target.duckdb");
        DuckDbFile.run(file, Files.readAllLines(corpus().resolve("duckdb.sql")));
        byte[] before = Files.readAllBytes(file);
        DatabaseConnection connection = new DatabaseConnection(
                new dev.tabletalk.domain.connection.ConnectionId("target"),
                "target",
                DatabaseKind.DUCKDB,
                new DatabaseAddress.File("target.duckdb"),
                null,
                QueryLimits.DEFAULT,
                java.time.Instant.EPOCH);
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.DUCKDB, new DuckDbEngine(new DatabaseFiles(List.of(folder)))))) {
            List<String> ran = new ArrayList<>();
            List<CorpusRow> rows = hostile(DatabaseKind.DUCKDB);
            boolean lost = true;
            for (CorpusRow row : rows) {
                if (lost) {
                    // A worker that the last statement took with it starts anew outside of the time limit of the next
                    // one.
                    database.query(connection, new SqlText("SELECT 1"), QueryLimits.DEFAULT, new Cancellation());
                }
                long start = System.nanoTime();
                if (runs(database, connection, row.sql())) {
                    ran.add(row.kind() + ": " + row.sql());
                }
                lost = System.nanoTime() - start > LIMITS.timeout().toNanos() / 2;
                assertThat(Files.readAllBytes(file)).as(row.sql()).isEqualTo(before);
            }
            assertThat(scratch()).isEmpty();
            assertThat(list(folder)).containsExactly(file);
            assertThat(ran).filteredOn(sql -> sql.contains("/etc/")).allMatch(sql -> sql.contains("json_serialize"));
            assertReads(database, connection);
            if (Boolean.getBoolean("tabletalk.corpus.print")) {
                ran.forEach(System.out::println);
            }
            System.out.printf(
                    "Engine alone, DuckDB: %d hostile statements, %d ran, 0 changed anything%n",
                    rows.size(), ran.size());
        }
    }

    /** The engine must not be too strict either. */
    private void assertReads(JdbcTargetDatabase database, DatabaseConnection connection) throws Exception {
        List<String> failed = new ArrayList<>();
        for (CorpusRow row : rows(connection.kind())) {
            if (row.verdict().equals("allow")) {
                try {
                    database.query(connection, new SqlText(row.sql()), QueryLimits.DEFAULT, new Cancellation());
                } catch (FailureException failure) {
                    failed.add(row.sql() + " -- " + failure.getMessage());
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    private boolean runs(JdbcTargetDatabase database, DatabaseConnection connection, String sql) {
        long start = System.nanoTime();
        try {
            database.query(connection, new SqlText(sql), LIMITS, new Cancellation());
            return true;
        } catch (FailureException failed) {
            assertThat(failed.failure().code())
                    .as(sql)
                    .isIn(FailureCode.QUERY_FAILED, FailureCode.QUERY_TIMEOUT, FailureCode.DATABASE_UNREACHABLE);
            return false;
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(sql)
                    .isLessThan(LIMITS.timeout().plusSeconds(2));
        }
    }

    private static String session(JdbcTargetDatabase database, DatabaseConnection connection) {
        return database.query(
                        connection,
                        new SqlText("SELECT md5(string_agg(name || '=' || setting, ' ' ORDER BY name)) FROM pg_settings"
                                + " WHERE name NOT IN ('transaction_read_only', 'statement_timeout')"),
                        QueryLimits.DEFAULT,
                        new Cancellation())
                .rows()
                .toString();
    }

    private List<CorpusRow> hostile(DatabaseKind dialect) throws Exception {
        Files.createDirectories(temporary.resolve("scratch"));
        return rows(dialect).stream()
                .filter(row -> !row.verdict().equals("allow"))
                .map(row -> new CorpusRow(
                        dialect,
                        row.kind(),
                        row.verdict(),
                        row.sql()
                                .replace(
                                        "@SCRATCH@",
                                        temporary.resolve("scratch").toString())))
                .toList();
    }

    private static List<CorpusRow> rows(DatabaseKind dialect) throws Exception {
        List<Path> folders = new ArrayList<>(List.of(corpus()));
        String more = System.getProperty("tabletalk.corpus");
        if (more != null) {
            folders.add(Path.of(more));
        }
        List<CorpusRow> rows = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : list(folder)) {
                if (file.toString().endsWith(".tsv")) {
                    rows.addAll(CorpusRow.read(file));
                }
            }
        }
        return rows.stream().filter(row -> row.dialect() == dialect).toList();
    }

    private List<Path> scratch() throws IOException {
        return list(temporary.resolve("scratch"));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Path corpus() throws Exception {
        return Path.of(EngineWithoutGuardIT.class.getResource("/corpus").toURI());
    }
}
