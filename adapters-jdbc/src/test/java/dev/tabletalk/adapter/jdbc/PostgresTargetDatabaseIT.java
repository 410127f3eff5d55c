package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.failure.Failure;
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
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresTargetDatabaseIT implements TargetDatabaseContract {
    private static final PostgresServer SERVER = PostgresServer.get();
    private final JdbcTargetDatabase database =
            new JdbcTargetDatabase(Map.of(DatabaseKind.POSTGRESQL, new PostgresEngine(Reach.NETWORK)));

    @BeforeAll
    static void makeTables() {
        SERVER.execute("""
                DROP TABLE IF EXISTS box, fruit; DROP SCHEMA IF EXISTS store CASCADE;
                CREATE TABLE fruit(id int PRIMARY KEY, name text NOT NULL, note text);
                COMMENT ON TABLE fruit IS 'What we sell'; COMMENT ON COLUMN fruit.note IS 'How it is';
                INSERT INTO fruit VALUES (1, 'apple', ''), (2, 'pear', NULL), (3, 'plum', 'ripe');
                CREATE SCHEMA store;
                CREATE TABLE store.box(a int, b int, fruit_id int REFERENCES fruit(id), PRIMARY KEY (b, a));
                CREATE TABLE store.hidden(id int);
                CREATE VIEW boxed AS SELECT name FROM fruit;
                DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN
                    CREATE ROLE reader LOGIN PASSWORD 'secret'; END IF; END $$;
                GRANT USAGE ON SCHEMA store TO reader;
                GRANT SELECT ON fruit, boxed, store.box TO reader;
                ANALYZE fruit;
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public TargetDatabase database() {
        return database;
    }

    @Override
    public DatabaseConnection connection() {
        return SERVER.connection("shop", "reader", Map.of());
    }

    @Override
    public DatabaseConnection unreachable() {
        return server("127.0.0.1", 1, "postgres", "reader");
    }

    @Override
    public String endlessStatement() {
        return "SELECT pg_sleep(600)";
    }

    @Test
    void describesWhatTheAccountCanRead() {
        var schema = database.schema(connection(), new Cancellation());
        assertThat(schema.tables())
                .extracting(table -> table.name().toString())
                .contains("fruit", "boxed", "store.box")
                .doesNotContain("store.hidden");
        Table fruit = schema.find("fruit").orElseThrow();
        assertThat(fruit.comment()).isEqualTo("What we sell");
        assertThat(fruit.columns().get(2).comment()).isEqualTo("How it is");
        assertThat(fruit.columns().get(0).type()).isEqualTo("integer");
        assertThat(fruit.rowEstimate()).isEqualTo(3);
        Table box = schema.find("store.box").orElseThrow();
        assertThat(box.primaryKey()).containsExactly("b", "a");
        assertThat(box.foreignKeys())
                .containsExactly(new ForeignKey(List.of("fruit_id"), new TableName(null, "fruit"), List.of("id")));
        assertThat(schema.find("boxed").orElseThrow().kind()).isEqualTo(Table.Kind.VIEW);
    }

    @Test
    void keepsValuesExact() {
        QueryResult result = run("SELECT 9007199254740993::int8 AS i, 0.10::numeric AS n, 0.1::float4 AS f, true AS b,"
                + " date '2026-01-31' AS d, timestamp '2026-01-31 10:00' AS t,"
                + " timestamptz '2026-01-31 10:00+00' AT TIME ZONE 'UTC' = timestamp '2026-01-31 10:00' AS same,"
                + " '\\x0102'::bytea AS by, '{\"a\": 1}'::jsonb AS j, ARRAY[1,2] AS a, interval '1 day' AS v,"
                + " 'NaN'::numeric AS nan, 'Infinity'::float8 AS inf, NULL AS nothing");
        assertThat(result.rows())
                .containsExactly(Row.of(
                        9007199254740993L,
                        new BigDecimal("0.10"),
                        0.1,
                        true,
                        "2026-01-31",
                        "2026-01-31T10:00:00",
                        true,
                        "2 bytes",
                        "{\"a\": 1}",
                        "{1,2}",
                        "1 day",
                        "NaN",
                        "Infinity",
                        null));
        assertThat(result.columns())
                .extracting(ResultColumn::kind)
                .startsWith(Kind.NUMBER, Kind.NUMBER, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.TIMESTAMP)
                .contains(Kind.BINARY);
    }

    @Test
    void takesOnlyTheRowsItNeedsFromABillion() {
        QueryResult result = run("SELECT generate_series(1, 1000000000) AS n");
        assertThat(result.rowCount()).isEqualTo(QueryLimits.DEFAULT.maxRows());
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void endsAStatementInTheServerWhenItIsCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> query = CompletableFuture.runAsync(() ->
                database.query(connection(), new SqlText("SELECT pg_sleep(600)"), QueryLimits.DEFAULT, cancellation));
        await(() -> running() == 1);
        cancellation.request();
        await(() -> running() == 0);
        assertThatThrownBy(() -> query.get(10, TimeUnit.SECONDS)).hasMessageContaining("CANCELLED");
    }

    private static int running() {
        return Integer.parseInt(SERVER.value("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                + " AND wait_event = 'PgSleep' AND application_name = 'Tabletalk'"));
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void cutsALongTextAndRefusesAHugeOne() {
        assertThat(run("SELECT repeat('x', 1000000)").rows().getFirst().cells().getFirst())
                .asString()
                .hasSizeLessThan(70_000)
                .endsWith("(cut: 1000000 characters in all)");
        assertThat(failure("SELECT repeat('x', 100000000)"))
                .isEqualTo(new Failure(
                        FailureCode.QUERY_FAILED,
                        "A row of the result is larger than 16 MiB. Ask for less of it, for example with left()."));
        assertThat(run(ALL_FRUIT).rowCount()).isEqualTo(3);
    }

    @Test
    void stopsWhereTheBytesAreUsedUp() {
        QueryResult result = run("SELECT repeat('x', 10000) FROM generate_series(1, 1000000)");
        assertThat(result.rowCount()).isBetween(100, 105);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void explainsAndShows() {
        assertThat(run("EXPLAIN SELECT * FROM fruit").rowCount()).isPositive();
        assertThat(run("/* which */ SHOW server_version_num").rowCount()).isEqualTo(1);
        assertThat(run("VALUES (1), (2);").rowCount()).isEqualTo(2);
        assertThat(run("TABLE fruit -- all").rowCount()).isEqualTo(3);
        assertThat(run("(SELECT 1)").rowCount()).isEqualTo(1);
        assertThat(run("SELECT attrs ? 'a' FROM (SELECT '{\"a\":1}'::jsonb AS attrs) t")
                        .rows())
                .containsExactly(Row.of(true));
        assertThat(run("SELECT").columns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM fruit",
                "SELECT f.name, count(*) FROM fruit f JOIN store.box b ON b.fruit_id = f.id GROUP BY f.name ORDER BY 2 DESC",
                "WITH ripe AS MATERIALIZED (SELECT id FROM fruit WHERE note = 'ripe') SELECT count(*) FROM ripe",
                "-- which\n/* one */ SELECT name FROM fruit WHERE id IN (SELECT fruit_id FROM store.box); -- end",
                "(SELECT 1) UNION ALL (SELECT 2)",
                "VALUES (1), (2)",
                "TABLE fruit",
                "SELECT name, rank() OVER (PARTITION BY note ORDER BY id) FROM fruit LIMIT 5",
            })
    void tellsPlansAsLinesOfText(String statement) {
        QueryResult plan = Plans.of(database, connection(), statement);
        assertThat(plan.columns()).extracting(ResultColumn::name).containsExactly("QUERY PLAN");
        assertThat(Plans.text(plan)).contains("(cost=", "rows=").doesNotContain("\n\n");
        assertThat(plan.truncated()).isFalse();
    }

    @Test
    void aPlanRunsNothing() {
        assertThat(Plans.text(database.query(
                        connection(),
                        new SqlText("EXPLAIN SELECT pg_sleep(600)"),
                        QueryLimits.DEFAULT,
                        new Cancellation())))
                .contains("Result");
        assertThat(Plans.text(Plans.of(database, connection(), "SELECT * FROM fruit WHERE note = 'ripe'")))
                .isEqualTo(Plans.text(Plans.of(database, connection(), "SELECT * FROM fruit WHERE note = 'ripe'")))
                .contains("Seq Scan on fruit", "\n  Filter: (note = 'ripe'::text)");
    }

    @Test
    void anExplainedWriteIsRefusedByTheGuardAndChangesNothingWithoutIt() {
        DatabaseConnection owner = SERVER.connection("owner", "postgres", Map.of());
        Plans.tryWrites(database, owner, "EXPLAIN ", "EXPLAIN (ANALYZE) ");
        assertThat(run("SELECT name FROM fruit ORDER BY id").rows())
                .containsExactly(Row.of("apple"), Row.of("pear"), Row.of("plum"));
    }

    @Test
    void pointsAtTheMistake() {
        assertThat(failure("SELECT id,\n  prise FROM fruit").message())
                .isEqualTo("column \"prise\" does not exist (line 2, column 3)");
        assertThat(failure("SELECT length(1) FROM fruit").message()).contains("hint: ");
    }

    @Test
    void hasRoomForSeveralStatementsAtOnceAndLetsOthersWait() {
        DatabaseConnection busy = SERVER.connection("busy", "reader", Map.of("ApplicationName", "busy"));
        SqlText sql = new SqlText("SELECT pg_sleep(0.05)");
        List<CompletableFuture<Integer>> all = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> database.query(busy, sql, QueryLimits.DEFAULT, new Cancellation())
                                .rowCount()))
                .toList();
        assertThat(all)
                .allSatisfy(one -> assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo(1));
        assertThat(Integer.parseInt(
                        SERVER.value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'busy'")))
                .isBetween(1, SessionPool.SIZE);
    }

    @Test
    void leavesNothingOfOneStatementToTheNext() {
        run("SELECT set_config('search_path', 'evil', false), pg_advisory_lock(42)");
        assertThat(run("SHOW search_path").rows()).containsExactly(Row.of("\"$user\", public"));
        assertThat(SERVER.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere.invalid, postgres, reader, secret, host, The host nowhere.invalid was not found.",
        "127.0.0.1, missing, reader, secret, database, The server has no database \"missing\".",
    })
    void saysWhyItCannotConnect(String host, String name, String user, String password, String field, String message) {
        DatabaseConnection connection = PostgresServer.connection(
                "x",
                new DatabaseAddress.Server(
                        host, SERVER.port(), name, new Credentials(user, new Secret(password)), Map.of()));
        assertThat(database.check(connection)).isEqualTo(unreachableFor(field, message));
    }

    private static ConnectionCheck unreachableFor(String field, String message) {
        return new ConnectionCheck.Unreachable(new Failure(FailureCode.DATABASE_UNREACHABLE, message, field));
    }

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        SERVER.addRole("locked", "right");
        await(() -> database.check(SERVER.connection("locked", "locked", Map.of()))
                .equals(unreachableFor("password", "The server does not accept this user name and password.")));
    }

    @Test
    void opensANewSessionWhenTheOldOneIsGone() throws Exception {
        DatabaseConnection connection = SERVER.connection("gone", "reader", Map.of("ApplicationName", "gone"));
        SqlText sql = new SqlText("SELECT 1");
        database.query(connection, sql, QueryLimits.DEFAULT, new Cancellation());
        SERVER.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gone'");
        assertThatThrownBy(() -> database.query(connection, sql, QueryLimits.DEFAULT, new Cancellation()))
                .hasMessageContaining("DATABASE_UNREACHABLE");
        assertThat(database.query(connection, sql, QueryLimits.DEFAULT, new Cancellation())
                        .rowCount())
                .isEqualTo(1);
    }

    @Test
    void saysThatNothingListens() {
        assertThat(database.check(unreachable()))
                .isEqualTo(unreachableFor(
                        "host", "Nothing listens at 127.0.0.1:1: check the port, and that the server runs."));
    }

    @Test
    void saysThatSecureConnectionsAreNotOffered() {
        assertThat(database.check(SERVER.connection("x", "reader", Map.of("sslmode", "require"))))
                .isEqualTo(unreachableFor(
                        "options.sslmode", "The server does not offer secure connections: check sslmode."));
    }

    @Test
    void asksWhetherTheAccountCouldWrite() {
        assertThat(database.check(connection())).isInstanceOfSatisfying(ConnectionCheck.Reachable.class, reachable -> {
            assertThat(reachable.serverVersion()).startsWith("PostgreSQL 18");
            assertThat(reachable.canWrite()).isFalse();
        });
        assertThat(database.check(SERVER.connection("admin", "postgres", Map.of())))
                .isInstanceOfSatisfying(
                        ConnectionCheck.Reachable.class,
                        reachable -> assertThat(reachable.canWrite()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "socketFactory, org.evil.Factory",
        "sslfactory, org.evil.Factory",
        "sslFactoryArg, x",
        "sslhostnameverifier, org.evil.Verifier",
        "sslpasswordcallback, org.evil.Callback",
        "authenticationPluginClassName, org.evil.Plugin",
        "jaasApplicationName, evil",
        "service, evil",
        "options, -c default_transaction_read_only=off",
        "loggerFile, /tmp/evil",
        "sslrootcert, /etc/passwd",
        "sslkey, /etc/passwd",
        "localSocketAddress, 10.0.0.1",
        "xmlFactoryFactory, LEGACY_INSECURE",
        "readOnlyMode, ignore",
        "preferQueryMode, simple",
        "user, postgres",
        "password, x",
        "PGHOST, 169.254.169.254",
        "SSLMODE, disable",
        "sslmode, none",
        "sslmode, disable&socketFactory=x",
        "ApplicationName, a&loggerFile=/tmp/x",
        "currentSchema, public; DROP TABLE fruit",
        "connectTimeout, 600",
        "allowLoadLocalInfile, true",
        "initSql, DROP TABLE fruit",
    })
    void refusesOptionsThatDoMore(String name, String value) {
        assertThatThrownBy(() -> database.validate(SERVER.connection("x", "reader", Map.of(name, value))))
                .isInstanceOfSatisfying(FailureException.class, exception -> {
                    assertThat(exception.failure().code()).isEqualTo(FailureCode.INVALID);
                    assertThat(exception.failure().field()).isEqualTo("options." + name);
                });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "a?socketFactory=x",
                "postgres&user=postgres",
                "postgres%3FsocketFactory=x",
                "a/b",
                "x+y",
                "ä b",
            })
    void takesADatabaseNameAsNothingButAName(String name) {
        DatabaseConnection connection = PostgresServer.connection(
                "x",
                new DatabaseAddress.Server(
                        "127.0.0.1", SERVER.port(), name, new Credentials("reader", new Secret("x")), Map.of()));
        assertThat(database.check(connection))
                .isEqualTo(unreachableFor("database", "The server has no database \"" + name + "\"."));
    }

    @Test
    void takesTheOptionsItKnows() {
        DatabaseConnection connection = SERVER.connection(
                "options",
                "reader",
                Map.of("ApplicationName", "Reports", "currentSchema", "store", "sslmode", "prefer"));
        database.validate(connection);
        QueryResult result = database.query(
                connection,
                new SqlText("SELECT current_setting('application_name'), current_schema()"),
                QueryLimits.DEFAULT,
                new Cancellation());
        assertThat(result.rows()).containsExactly(Row.of("Reports", "store"));
        assertThat(database.schema(connection, new Cancellation())
                        .find("box")
                        .orElseThrow()
                        .name())
                .isEqualTo(new TableName(null, "box"));
    }

    private static DatabaseConnection server(String host, int port, String name, String user) {
        return PostgresServer.connection(
                "server",
                new DatabaseAddress.Server(host, port, name, new Credentials(user, new Secret("secret")), Map.of()));
    }

    private QueryResult run(String sql) {
        return database.query(connection(), new SqlText(sql), QueryLimits.DEFAULT, new Cancellation());
    }

    private Failure failure(String sql) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(FailureException.class, () -> run(sql))
                .failure();
    }
}
