package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.TargetDatabaseContract;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One database for all tests, so that workers are used again. */
final class DuckDbTargetDatabaseIT implements TargetDatabaseContract {
    @TempDir
    static Path temporary;

    private static Path folder = Path.of(".");
    private static JdbcTargetDatabase database = open(Path.of("."));

    @BeforeAll
    static void makeFiles() throws Exception {
        folder = Files.createDirectory(temporary.resolve("databases"));
        DuckDbFile.write(
                folder.resolve("shop.duckdb"),
                "CREATE TABLE fruit(id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, note VARCHAR)",
                "INSERT INTO fruit VALUES (1, 'apple', ''), (2, 'pear', NULL), (3, 'plum', 'ripe')",
                "CREATE TABLE box(id INTEGER PRIMARY KEY, fruit_id INTEGER REFERENCES fruit(id), packed DATE, photo BLOB)",
                "INSERT INTO box VALUES (1, 2, '2026-01-31', '\\x01\\x02'::BLOB), (2, NULL, NULL, NULL)",
                "CREATE VIEW boxed AS SELECT name FROM fruit JOIN box ON box.fruit_id = fruit.id",
                "COMMENT ON TABLE box IS 'What was packed'",
                "COMMENT ON COLUMN box.packed IS 'The day'",
                "CREATE SCHEMA old",
                "CREATE TABLE old.fruit(id INTEGER)",
                "CREATE SEQUENCE numbers",
                "CREATE VIEW elsewhere AS SELECT 1 AS x",
                "COPY fruit TO '" + folder.resolve("fruit.parquet") + "'");
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("people.csv"), "id,name,joined\n1,Ada,2025-01-31\n2,Bob,\n");
        Files.writeString(files.resolve("sales.csv"), "id,total\n1,9.50\n2,3.25\n");
        Files.writeString(files.resolve("Sales.json"), "[{\"id\": 1}, {\"id\": 2}]");
        Files.writeString(files.resolve("events.ndjson"), "{\"at\": \"2025-01-31 10:00:00\"}\n{\"at\": null}\n");
        Files.writeString(files.resolve(".hidden.csv"), "a\n1\n");
        Files.writeString(files.resolve("readme.txt"), "not a table");
        Files.createDirectory(files.resolve("deeper.csv"));
        Files.copy(folder.resolve("fruit.parquet"), files.resolve("fruit.parquet"));
        database = open(folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static JdbcTargetDatabase open(Path folder) {
        return new JdbcTargetDatabase(
                Map.of(DatabaseKind.DUCKDB, new DuckDbEngine(new DatabaseFiles(List.of(folder)))));
    }

    @Override
    public TargetDatabase database() {
        return database;
    }

    @Override
    public DatabaseConnection connection() {
        return file("shop.duckdb");
    }

    @Override
    public DatabaseConnection unreachable() {
        return file("missing.duckdb");
    }

    @Override
    public String endlessStatement() {
        return "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE (a.range * b.range) % 7 = 3";
    }

    /** A worker that is late is no fault of the file. */
    @Test
    void saysWhenDuckDbIsNotReadyInTime() {
        assertThatThrownBy(() -> DuckDbSession.open(
                        new DuckDbSource.Database(folder.resolve("shop.duckdb")), Duration.ofMillis(1)))
                .isInstanceOfSatisfying(
                        SQLTimeoutException.class,
                        late -> assertThat(DuckDbEngine.why(late))
                                .isEqualTo(
                                        "DuckDB was not ready within 30 seconds. Try again when the machine has less to do."));
    }

    @Test
    void describesKeysViewsCommentsAndRows() {
        var schema = database.schema(connection(), new Cancellation());
        assertThat(schema.tables())
                .extracting(table -> table.name().toString())
                .containsExactly("box", "boxed", "elsewhere", "fruit", "old.fruit");
        Table box = schema.find("box").orElseThrow();
        assertThat(box.foreignKeys())
                .containsExactly(new ForeignKey(List.of("fruit_id"), new TableName(null, "fruit"), List.of("id")));
        assertThat(box.rowEstimate()).isEqualTo(2L);
        assertThat(box.comment()).isEqualTo("What was packed");
        assertThat(box.columns().get(2).comment()).isEqualTo("The day");
        Table view = schema.find("boxed").orElseThrow();
        assertThat(view.kind()).isEqualTo(Table.Kind.VIEW);
        assertThat(view.columns()).hasSize(1);
        assertThat(view.rowEstimate()).isNull();
    }

    @Test
    void readsValuesOfAllTypes() {
        QueryResult result = run("""
                SELECT 1::TINYINT, 123456789012345678901::HUGEINT, 1.5::FLOAT, 'nan'::DOUBLE, 1.25::DECIMAL(10,2), true,
                    DATE '2025-01-31', TIMESTAMP '2025-01-31 10:00:00', TIMESTAMPTZ '2025-01-31 10:00:00+01',
                    TIME '10:11:12', 'abc'::BLOB, [1, 2], {'a': 1}, NULL, '{"a":1}'::JSON, INTERVAL 3 DAY
                """);
        assertThat(result.rows().getFirst().cells())
                .containsExactly(
                        1L,
                        new java.math.BigInteger("123456789012345678901"),
                        1.5,
                        "NaN",
                        new BigDecimal("1.25"),
                        true,
                        "2025-01-31",
                        "2025-01-31T10:00:00",
                        "2025-01-31T09:00:00Z",
                        "10:11:12",
                        "3 bytes",
                        "[1, 2]",
                        "{'a': 1}",
                        null,
                        "{\"a\":1}",
                        "3 days");
        assertThat(result.columns())
                .extracting(ResultColumn::kind)
                .startsWith(
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.BOOLEAN,
                        Kind.DATE,
                        Kind.TIMESTAMP,
                        Kind.TIMESTAMP,
                        Kind.TIME,
                        Kind.BINARY,
                        Kind.TEXT);
    }

    @Test
    void takesOnlyTheRowsItNeedsFromAnEndlessStatement() {
        QueryResult result = run("SELECT * FROM range(1000000000000)");
        assertThat(result.rowCount()).isEqualTo(QueryLimits.DEFAULT.maxRows());
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void cutsALongTextInTheWorkerAndSaysSo() {
        QueryResult result = run("SELECT repeat('x', 10000000) AS a, 1 AS b");
        assertThat(result.rows().getFirst().cells().getFirst())
                .asString()
                .hasSizeLessThan(70_000)
                .endsWith("(cut: 10000000 characters in all)");
    }

    @Test
    void stopsWhereTheBytesAreUsedUp() {
        QueryResult result = run("SELECT repeat('x', 10000) FROM range(100000)");
        assertThat(result.rowCount()).isBetween(90, 105);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void givesTheEnginesOwnMessageWithoutPaths() {
        assertThatThrownBy(() -> run("SELECT prise FROM fruit"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.failure().message()).contains("prise", "not found"));
        assertThatThrownBy(() -> run("SELECT * FROM read_csv('" + folder.resolve("files/people.csv") + "')"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.failure().message()).doesNotContain(folder.toString()));
    }

    @Test
    void saysWhetherTheFileCouldBeWritten() {
        assertThat(database.check(connection())).isInstanceOfSatisfying(ConnectionCheck.Reachable.class, reachable -> {
            assertThat(reachable.serverVersion()).startsWith("DuckDB 2.");
            assertThat(reachable.canWrite()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"files/people.csv", "fruit.parquet", "files/Sales.json", "files/events.ndjson"})
    void opensAFileAsADatabaseOfOneTable(String name) {
        Table table = database.schema(file(name), new Cancellation()).tables().getFirst();
        assertThat(table.kind()).isEqualTo(Table.Kind.TABLE);
        assertThat(table.columns()).isNotEmpty();
        SqlText sample = database.sample(file(name), table.name(), 5);
        assertThat(database.query(file(name), sample, QueryLimits.DEFAULT, new Cancellation())
                        .rowCount())
                .isBetween(2, 3);
    }

    @Test
    void opensAFolderAsADatabaseAndKeepsEqualNamesApart() {
        var schema = database.schema(file("files"), new Cancellation());
        assertThat(schema.tables())
                .extracting(table -> table.name().toString())
                .containsExactly("Sales_json", "events", "fruit", "people", "sales_csv");
        QueryResult result = database.query(
                file("files"),
                new SqlText("SELECT p.name, s.total FROM people p JOIN sales_csv s USING (id) ORDER BY id"),
                QueryLimits.DEFAULT,
                new Cancellation());
        assertThat(result.rows()).containsExactly(Row.of("Ada", 9.5), Row.of("Bob", 3.25));
    }

    /** The files of a connection may be read; neither they nor others can be written, whatever passes the guard. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO '@/people.csv'",
                "COPY (SELECT 1) TO '@/people.csv' (USE_TMP_FILE false)",
                "SELECT 1; COPY (SELECT 1) TO '@/people.csv'",
                "PIVOT people ON name; COPY (SELECT 1) TO '@/people.csv'",
                "EXPLAIN ANALYZE COPY (SELECT 1) TO '@/people.csv'",
                "WITH x AS (PIVOT people ON name) COPY (SELECT 1) TO '@/people.csv'",
                "SELECT * FROM read_text('@/../secret.txt')",
                "SELECT * FROM glob('@/*')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "CREATE TEMP TABLE t AS SELECT 1",
                "SET threads = 1",
                "PREPARE p AS SELECT 1"
            })
    void keepsFilesAsTheyAre(String sql) throws Exception {
        Path files = folder.resolve("files");
        String before = Files.readString(files.resolve("people.csv"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        assertThatThrownBy(() -> database.query(
                        file("files"),
                        new SqlText(sql.replace("@", files.toString())),
                        QueryLimits.DEFAULT,
                        new Cancellation()))
                .isInstanceOf(FailureException.class);
        assertThat(Files.readString(files.resolve("people.csv"))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT length(repeat(repeat('x', 100000), 20000))",
                "SELECT lpad('x', 500000000, 'y')",
                "SELECT repeat('x', 100000000)",
                "SELECT string_agg(repeat('x', 1000), ',') FROM range(2000000)"
            })
    void survivesAStatementThatNeedsTooMuchMemory(String bomb) {
        // So that the start of a worker is not measured.
        run(ALL_FRUIT);
        QueryLimits limits = new QueryLimits(10, 1 << 20, Duration.ofSeconds(3));
        long start = System.nanoTime();
        assertThatThrownBy(() -> database.query(connection(), new SqlText(bomb), limits, new Cancellation()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.failure().message())
                                .containsAnyOf("needed more memory than 512 MB", "took longer than 3 seconds"));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(limits.timeout().plusSeconds(10));
        assertThat(run(ALL_FRUIT).rowCount()).isEqualTo(3);
    }

    @Test
    void getsANewWorkerWhenOneDies() {
        run(ALL_FRUIT);
        workers().forEach(ProcessHandle::destroyForcibly);
        waitUntil(() -> workers().noneMatch(ProcessHandle::isAlive));
        int failed = 0;
        // Each worker that was idle may take one question with it.
        while (failed <= SessionPool.SIZE) {
            try {
                assertThat(run(ALL_FRUIT).rowCount()).isEqualTo(3);
                return;
            } catch (FailureException gone) {
                failed++;
            }
        }
        assertThat(failed).isLessThan(SessionPool.SIZE);
    }

    @Test
    void leavesNoWorkerBehind() {
        JdbcTargetDatabase other = open(folder);
        long before = workers().count();
        other.query(connection(), new SqlText(ALL_FRUIT), QueryLimits.DEFAULT, new Cancellation());
        assertThat(workers().count()).isEqualTo(before + 1);
        other.close();
        waitUntil(() -> workers().count() <= before);
    }

    @Test
    void neverLoadsDuckDbItself() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (Files.exists(maps)) {
            run(ALL_FRUIT);
            try (Stream<String> lines = Files.lines(maps)) {
                assertThat(lines.filter(line -> line.contains("duckdb_java"))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":memory:",
                "",
                "md:shop",
                "file:shop.duckdb",
                "jdbc:duckdb:shop.duckdb",
                "jdbc:duckdb:shop.duckdb;session_init_sql_file=/tmp/x.sql",
                "shop.duckdb;session_init_sql_file=/tmp/x.sql",
                "shop.duckdb?allow_unsigned_extensions=true",
                "s3://bucket/shop.duckdb",
                "http://192.0.2.1/shop.csv",
                "*.csv",
                "files/*.csv",
                "[ab].csv",
                "../outside.duckdb",
                "link.duckdb",
                "linked/outside.duckdb",
                "linkedfiles",
                "missing.csv",
                "text.duckdb",
                "text.parquet",
                "emptyfolder",
                "/etc/passwd",
                "/etc",
                ".."
            })
    void refusesWhatIsNoDatabaseOfTheFolder(String name) throws Exception {
        if (!Files.exists(folder.resolve("link.duckdb"))) {
            Files.copy(folder.resolve("shop.duckdb"), temporary.resolve("outside.duckdb"));
            Files.createSymbolicLink(folder.resolve("link.duckdb"), temporary.resolve("outside.duckdb"));
            Files.createSymbolicLink(folder.resolve("linked"), temporary);
            Files.writeString(folder.resolve("[ab].csv"), "a\n1\n");
            Files.writeString(folder.resolve("text.duckdb"), "not a database at all");
            Files.writeString(folder.resolve("text.parquet"), "not a table at all");
            Files.createDirectory(folder.resolve("emptyfolder"));
            Path links = Files.createDirectory(folder.resolve("linkedfiles"));
            Files.writeString(temporary.resolve("outside.csv"), "a\n1\n");
            Files.createSymbolicLink(links.resolve("inside.csv"), temporary.resolve("outside.csv"));
        }
        assertThatThrownBy(() -> database.validate(file(name)))
                .isInstanceOfSatisfying(FailureException.class, failure -> {
                    assertThat(failure.failure().code()).isEqualTo(FailureCode.INVALID);
                    assertThat(failure.failure().field()).isEqualTo("file");
                });
    }

    private static Stream<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(DuckDbWorker.class.getSimpleName()));
    }

    private static void waitUntil(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static DatabaseConnection file(String name) {
        return new DatabaseConnection(
                new dev.tabletalk.domain.connection.ConnectionId("duck-" + Integer.toHexString(name.hashCode())),
                "duck",
                DatabaseKind.DUCKDB,
                new DatabaseAddress.File(name),
                null,
                QueryLimits.DEFAULT,
                Instant.EPOCH);
    }

    private QueryResult run(String sql) {
        return database.query(connection(), new SqlText(sql), QueryLimits.DEFAULT, new Cancellation());
    }
}
