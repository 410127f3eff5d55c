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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteTargetDatabaseTest implements TargetDatabaseContract {
    private static final String ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT ";

    @TempDir
    Path temporary;

    private Path folder = Path.of(".");
    private JdbcTargetDatabase database = open(Path.of("."));

    @BeforeEach
    void makeFile() throws Exception {
        folder = Files.createDirectory(temporary.resolve("databases"));
        write(
                "shop.db",
                "CREATE TABLE fruit(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT)",
                "INSERT INTO fruit VALUES (1, 'apple', ''), (2, 'pear', NULL), (3, 'plum', 'ripe')",
                "CREATE TABLE box(id INTEGER PRIMARY KEY, fruit_id INTEGER REFERENCES fruit, packed DATE, photo BLOB)",
                "INSERT INTO box VALUES (1, 2, '2026-01-31', x'0102'), (2, NULL, NULL, NULL)",
                "CREATE VIEW boxed AS SELECT name FROM fruit JOIN box ON box.fruit_id = fruit.id",
                "CREATE VIEW broken AS SELECT * FROM gone");
        database = open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static JdbcTargetDatabase open(Path folder) {
        return new JdbcTargetDatabase(
                Map.of(DatabaseKind.SQLITE, new SqliteEngine(new DatabaseFiles(List.of(folder)))));
    }

    private void write(String file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public TargetDatabase database() {
        return database;
    }

    @Override
    public DatabaseConnection connection() {
        return file("shop.db");
    }

    @Override
    public DatabaseConnection unreachable() {
        return file("missing.db");
    }

    @Override
    public String endlessStatement() {
        return ENDLESS + "count(*) FROM r";
    }

    @Test
    void describesKeysViewsAndRows() {
        var schema = database.schema(connection(), new Cancellation());
        assertThat(schema.tables())
                .extracting(table -> table.name().toString())
                .containsExactly("box", "boxed", "fruit");
        Table box = schema.find("box").orElseThrow();
        assertThat(box.foreignKeys())
                .containsExactly(new ForeignKey(List.of("fruit_id"), new TableName(null, "fruit"), List.of("id")));
        assertThat(box.rowEstimate()).isEqualTo(2L);
        Table view = schema.find("boxed").orElseThrow();
        assertThat(view.kind()).isEqualTo(Table.Kind.VIEW);
        assertThat(view.rowEstimate()).isNull();
    }

    @Test
    void looksAtTheSchemaAgainWhenATableIsUnknown() throws Exception {
        database.schema(connection(), new Cancellation());
        write("shop.db", "CREATE TABLE later(id INTEGER)");
        assertThat(database.schema(connection(), new Cancellation()).find("later"))
                .isEmpty();
        assertThatThrownBy(() -> run("SELECT * FROM missing")).isInstanceOf(FailureException.class);
        assertThat(database.schema(connection(), new Cancellation()).find("later"))
                .isPresent();
    }

    @Test
    void tellsTheKindOfColumnsFromTypeAndValues() {
        QueryResult result = run(
                "SELECT packed, photo, id, id / 2.0 AS half, date('2026-02-01') AS d, '2026-02-01 10:00:00' AS t, 'x' AS x"
                        + " FROM box ORDER BY id");
        assertThat(result.columns())
                .extracting(ResultColumn::kind)
                .containsExactly(
                        Kind.DATE, Kind.BINARY, Kind.NUMBER, Kind.NUMBER, Kind.DATE, Kind.TIMESTAMP, Kind.TEXT);
        assertThat(result.rows().getFirst())
                .isEqualTo(Row.of("2026-01-31", "2 bytes", 1L, 0.5, "2026-02-01", "2026-02-01 10:00:00", "x"));
    }

    @Test
    void anInfiniteNumberLeavesAColumnOneOfNumbers() {
        QueryResult result = run("SELECT column1 AS n FROM (VALUES (1.5), (9e999), (-9e999))");
        assertThat(result.columns()).extracting(ResultColumn::kind).containsExactly(Kind.NUMBER);
        assertThat(result.rows()).extracting(row -> row.cells().getFirst()).contains("Infinity", "-Infinity");
    }

    @Test
    void takesOnlyTheRowsItNeedsFromAnEndlessStatement() {
        QueryResult result = run(ENDLESS + "n FROM r");
        assertThat(result.rowCount()).isEqualTo(QueryLimits.DEFAULT.maxRows());
        assertThat(result.truncated()).isTrue();
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void cutsALongTextAndSaysSo() {
        QueryResult result = run("SELECT hex(zeroblob(500000)) AS a, 1 AS b");
        assertThat(result.rows().getFirst().cells().getFirst())
                .asString()
                .hasSizeLessThan(70_000)
                .endsWith("(cut: 1000000 characters in all)");
    }

    @Test
    void stopsWhereTheBytesAreUsedUp() {
        QueryResult result = run(ENDLESS + "hex(zeroblob(5000)) FROM r");
        assertThat(result.rowCount()).isBetween(90, 105);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void givesTheEnginesOwnMessage() {
        assertThatThrownBy(() -> run("SELECT prise FROM fruit"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.failure().message()).isEqualTo("no such column: prise"));
    }

    @Test
    void saysWhetherTheFileCouldBeWritten() {
        assertThat(database.check(connection())).isInstanceOfSatisfying(ConnectionCheck.Reachable.class, reachable -> {
            assertThat(reachable.serverVersion()).startsWith("SQLite 3.");
            assertThat(reachable.canWrite()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":memory:",
                "",
                "file:shop.db",
                "FILE:shop.db?mode=rw",
                "file::memory:?cache=shared",
                ":resource:http://192.0.2.1/x.db",
                ":resource:shop.db",
                "jdbc:sqlite:shop.db",
                "http://192.0.2.1/shop.db",
                "shop.db?open_mode=6",
                "../outside.db",
                "link.db",
                "linked/outside.db",
                "missing.db",
                "text.db",
                "empty.db",
                "..",
                "/etc/passwd"
            })
    void refusesFilesThatAreNotDatabasesOfTheFolder(String name) throws Exception {
        Files.copy(folder.resolve("shop.db"), temporary.resolve("outside.db"));
        Files.createSymbolicLink(folder.resolve("link.db"), temporary.resolve("outside.db"));
        Files.createSymbolicLink(folder.resolve("linked"), temporary);
        Files.writeString(folder.resolve("text.db"), "not a database at all");
        Files.createFile(folder.resolve("empty.db"));
        assertThatThrownBy(() -> database.validate(file(name)))
                .isInstanceOfSatisfying(FailureException.class, failure -> {
                    assertThat(failure.failure().code()).isEqualTo(FailureCode.INVALID);
                    assertThat(failure.failure().field()).isEqualTo("file");
                });
    }

    @Test
    void opensFilesOfOtherAllowedFoldersByTheirFullPath() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        Path file = Files.copy(folder.resolve("shop.db"), other.resolve("shop.db"));
        try (JdbcTargetDatabase both = new JdbcTargetDatabase(
                Map.of(DatabaseKind.SQLITE, new SqliteEngine(new DatabaseFiles(List.of(folder, other)))))) {
            both.validate(file(file.toString()));
            assertThat(both.schema(file(file.toString()), new Cancellation()).find("fruit"))
                    .isPresent();
        }
    }

    private DatabaseConnection file(String name) {
        return PostgresServer.connection("shop", new DatabaseAddress.File(name));
    }

    private QueryResult run(String sql) {
        return database.query(connection(), new SqlText(sql), QueryLimits.DEFAULT, new Cancellation());
    }
}
