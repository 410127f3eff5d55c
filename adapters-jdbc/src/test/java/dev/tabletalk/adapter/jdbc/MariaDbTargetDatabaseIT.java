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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MariaDbTargetDatabaseIT implements TargetDatabaseContract {
    private static final MariaDbServer SERVER = MariaDbServer.get();
    private final JdbcTargetDatabase database = new JdbcTargetDatabase(Map.of(
            DatabaseKind.MARIADB, new MySqlEngine(DatabaseKind.MARIADB, Reach.NETWORK),
            DatabaseKind.MYSQL, new MySqlEngine(DatabaseKind.MYSQL, Reach.NETWORK)));

    @BeforeAll
    static void makeTables() {
        SERVER.execute(
                "DROP DATABASE IF EXISTS shop",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.fruit(id int PRIMARY KEY, name varchar(20) NOT NULL, note text COMMENT 'How it is')"
                        + " COMMENT 'What we sell'",
                "INSERT INTO shop.fruit VALUES (1, 'apple', ''), (2, 'pear', NULL), (3, 'plum', 'ripe')",
                "CREATE TABLE shop.box(a int, b int, fruit_id int, PRIMARY KEY (b, a),"
                        + " FOREIGN KEY (fruit_id) REFERENCES fruit(id))",
                "CREATE VIEW shop.boxed AS SELECT name FROM shop.fruit",
                "CREATE SEQUENCE shop.numbers",
                "ANALYZE TABLE shop.fruit");
        for (String host : List.of("localhost", "%")) {
            SERVER.execute(
                    "CREATE OR REPLACE USER reader@'" + host + "' IDENTIFIED BY 'secret'",
                    "GRANT SELECT, SHOW VIEW ON shop.* TO reader@'" + host + "'",
                    "CREATE OR REPLACE USER writer@'" + host + "' IDENTIFIED BY 'secret'",
                    "GRANT SELECT, UPDATE (name, note) ON shop.fruit TO writer@'" + host + "'");
        }
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
        return SERVER.connection("shop", "shop", "reader", Map.of());
    }

    @Override
    public DatabaseConnection unreachable() {
        return server("127.0.0.1", 1, "shop", "reader", "secret");
    }

    @Override
    public String manyRowsStatement() {
        return "SELECT seq AS n FROM seq_1_to_" + MANY_ROWS;
    }

    @Override
    public String endlessStatement() {
        return "SELECT SLEEP(600)";
    }

    @Test
    void describesWhatTheAccountCanRead() {
        var schema = database.schema(connection(), new Cancellation());
        assertThat(schema.tables())
                .extracting(table -> table.name().toString())
                .containsExactly("box", "boxed", "fruit");
        Table fruit = schema.find("fruit").orElseThrow();
        assertThat(fruit.comment()).isEqualTo("What we sell");
        assertThat(fruit.columns().get(2).comment()).isEqualTo("How it is");
        assertThat(fruit.columns().get(1).type()).isEqualTo("varchar(20)");
        assertThat(fruit.rowEstimate()).isEqualTo(3);
        Table box = schema.find("box").orElseThrow();
        assertThat(box.primaryKey()).containsExactly("b", "a");
        assertThat(box.foreignKeys())
                .containsExactly(new ForeignKey(List.of("fruit_id"), new TableName(null, "fruit"), List.of("id")));
        Table view = schema.find("boxed").orElseThrow();
        assertThat(view.kind()).isEqualTo(Table.Kind.VIEW);
        assertThat(view.comment()).isNull();
        assertThat(view.rowEstimate()).isNull();
    }

    @Test
    void keepsValuesExact() {
        QueryResult result =
                run("SELECT CAST(9007199254740993 AS SIGNED) AS i, CAST(18446744073709551615 AS UNSIGNED) AS u,"
                        + " CAST(0.10 AS DECIMAL(5,2)) AS n, 0.5e0 AS f, DATE '2026-01-31' AS d,"
                        + " TIMESTAMP '2026-01-31 10:00:00' AS t, TIME '10:00:00' AS c, X'0102' AS b, 'ž€' AS x, NULL AS z,"
                        + " CAST('0000-00-00' AS DATE) AS o");
        assertThat(result.columns())
                .extracting(ResultColumn::kind)
                .startsWith(
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.DATE,
                        Kind.TIMESTAMP,
                        Kind.TIME,
                        Kind.BINARY,
                        Kind.TEXT);
        assertThat(result.rows().getFirst().cells())
                .startsWith(
                        9007199254740993L,
                        new BigDecimal("18446744073709551615"),
                        new BigDecimal("0.10"),
                        0.5,
                        "2026-01-31",
                        "2026-01-31T10:00:00",
                        "10:00:00",
                        "2 bytes",
                        "ž€",
                        null);
    }

    @Test
    void takesOnlyTheRowsItNeedsFromMillions() {
        QueryResult limited = run("SELECT seq FROM seq_1_to_100000000");
        assertThat(limited.rowCount()).isEqualTo(QueryLimits.DEFAULT.maxRows());
        assertThat(limited.truncated()).isTrue();
        // Its own LIMIT is stronger than that of the session, so that the rest has to be left behind.
        assertThat(run("SELECT seq FROM seq_1_to_100000000 LIMIT 90000000").truncated())
                .isTrue();
        assertThat(run(ALL_FRUIT).rowCount()).isEqualTo(3);
    }

    @Test
    void stopsWhereTheBytesAreUsedUp() {
        QueryResult result = run("SELECT REPEAT('x', 10000) FROM seq_1_to_1000000 LIMIT 1000000");
        assertThat(result.rowCount()).isBetween(100, 105);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void cutsALongTextAndSaysSo() {
        assertThat(run("SELECT REPEAT('x', 1000000)").rows().getFirst().cells().getFirst())
                .asString()
                .hasSizeLessThan(70_000)
                .endsWith("(cut: 1000000 characters in all)");
    }

    @Test
    void endsAStatementInTheServerWhenItIsCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> query = CompletableFuture.runAsync(() -> database.query(
                connection(), new SqlText("SELECT SLEEP(600), 'cancelled'"), QueryLimits.DEFAULT, cancellation));
        await(() -> sleeping().equals("1"));
        cancellation.request();
        await(() -> sleeping().equals("0"));
        assertThatThrownBy(() -> query.get(10, TimeUnit.SECONDS)).hasMessageContaining("CANCELLED");
    }

    private static String sleeping() {
        return SERVER.value("SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%, ''cancelled''%'"
                + " AND id <> connection_id()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM fruit",
                "SELECT f.name, count(*) FROM fruit f JOIN box b ON b.fruit_id = f.id GROUP BY f.name ORDER BY 2 DESC",
                "WITH ripe AS (SELECT id FROM fruit WHERE note = 'ripe') SELECT count(*) FROM ripe",
                "-- which\n/* one */ # is\n SELECT name FROM fruit WHERE id IN (SELECT fruit_id FROM box); -- end",
                "(SELECT 1) UNION ALL (SELECT 2)",
                "SELECT name, rank() OVER (PARTITION BY note ORDER BY id) FROM fruit LIMIT 5",
            })
    void tellsPlansAsATable(String statement) {
        QueryResult plan = Plans.of(database, connection(), statement);
        assertThat(plan.columns())
                .extracting(ResultColumn::name)
                .containsExactly(
                        "id",
                        "select_type",
                        "table",
                        "type",
                        "possible_keys",
                        "key",
                        "key_len",
                        "ref",
                        "rows",
                        "Extra");
        assertThat(plan.rowCount()).isPositive();
        assertThat(plan.truncated()).isFalse();
    }

    @Test
    void aPlanRunsNothing() {
        QueryResult plan = database.query(
                connection(),
                new SqlText("EXPLAIN SELECT sleep(600), name FROM fruit"),
                QueryLimits.DEFAULT,
                new Cancellation());
        assertThat(plan.rows().getFirst().cells()).contains("fruit", "ALL");
        assertThat(Plans.text(run("EXPLAIN FORMAT=JSON SELECT name FROM fruit WHERE note = 'ripe'")))
                .as("laid out by the server")
                .contains("\n  \"query_block\"", "\"table_name\": \"fruit\"");
    }

    @Test
    void anExplainedWriteIsRefusedByTheGuardAndChangesNothingWithoutIt() {
        DatabaseConnection owner = SERVER.connection("root", "shop", "root", Map.of());
        Plans.tryWrites(database, owner, "EXPLAIN ", "ANALYZE ");
        assertThat(run("SELECT name FROM fruit ORDER BY id").rows())
                .containsExactly(Row.of("apple"), Row.of("pear"), Row.of("plum"));
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOW TABLES",
                "SHOW FULL COLUMNS FROM fruit",
                "SHOW CREATE TABLE fruit",
                "SHOW INDEX FROM box",
                "DESCRIBE fruit",
                "EXPLAIN SELECT * FROM fruit",
                "EXPLAIN FORMAT=JSON SELECT * FROM fruit",
                "ANALYZE SELECT * FROM fruit",
                "ANALYZE FORMAT=JSON SELECT * FROM fruit",
                "VALUES (1), (2)",
                "(SELECT 1) UNION (SELECT 2)",
                "-- which\n/* one */ # is\n SELECT 1;",
                "WITH q AS (SELECT 1 AS n) SELECT n FROM q",
                "SELECT 'load_file, outfile' AS words",
            })
    void reads(String sql) {
        assertThat(run(sql).rowCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANALYZE TABLE fruit",
                "ANALYZE LOCAL TABLE fruit",
                "OPTIMIZE TABLE fruit",
                "CHECK TABLE fruit",
                "DO 1",
                "CALL nothing()",
                "SELECT 1 INTO @v",
                "SET STATEMENT max_statement_time = 0 FOR SELECT 1",
                "SET @x = 1",
                "{fn now()}",
                "/*client prepare*/DELETE FROM fruit",
                "/*client prepare*/SELECT 1",
                "/*! ANALYZE */ TABLE fruit",
                "SELECT ?",
                "SELECT {fn concat('a', 'b')}",
                "SELECT 1; SELECT 2",
                "-- nothing",
            })
    void refusesWhatGivesNoRowsOrDoesMore(String sql) {
        assertThat(failure(sql).code()).isEqualTo(FailureCode.QUERY_FAILED);
        assertThat(failure(sql).message()).matches("(?s)\\p{Lu}.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT LOAD_FILE('/etc/hostname')",
                "SELECT `load_file`('/etc/hostname')",
                "SELECT /*!LoAd_FiLe*/('/etc/hostname')",
                "SELECT load_{fn file('/etc/hostname')}",
                "ANALYZE SELECT 1 INTO OUTFILE '/tmp/never-written-by-tabletalk'",
                "SELECT 1 /*! INTO DUMPFILE '/tmp/never-written-by-tabletalk' */",
            })
    void refusesToReachFilesWithAnAccountThatMay(String sql) {
        DatabaseConnection root = SERVER.connection("root", "shop", "root", Map.of());
        assertThatThrownBy(() -> database.query(root, new SqlText(sql), QueryLimits.DEFAULT, new Cancellation()))
                .isInstanceOf(FailureException.class);
        assertThat(java.nio.file.Path.of("/tmp/never-written-by-tabletalk")).doesNotExist();
    }

    @Test
    void leavesNothingOfOneStatementToTheNext() {
        run("SELECT @x := 5, GET_LOCK('tabletalk', 0)");
        assertThat(run("SELECT @x").rows()).containsExactly(Row.of((Object) null));
        assertThat(SERVER.value("SELECT IS_FREE_LOCK('tabletalk')")).isEqualTo("1");
    }

    @Test
    void reusesASessionAndReadsOnlyInIt() {
        QueryResult first = run("SELECT CONNECTION_ID(), @@tx_read_only, @@in_transaction");
        QueryResult second = run("SELECT CONNECTION_ID(), @@tx_read_only, @@in_transaction");
        assertThat(first.rows()).isEqualTo(second.rows());
        assertThat(first.rows().getFirst().cells().subList(1, 3)).containsExactly(1L, 1L);
    }

    @Test
    void readsQuotesInOneWayWhateverTheServerWants() {
        SERVER.execute("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,ORACLE'");
        try {
            DatabaseConnection anew = SERVER.connection("anew", "shop", "reader", Map.of());
            QueryResult result = database.query(
                    anew, new SqlText("SELECT \"it\\'s\" AS a"), QueryLimits.DEFAULT, new Cancellation());
            assertThat(result.rows()).containsExactly(Row.of("it's"));
        } finally {
            SERVER.execute("SET GLOBAL sql_mode = DEFAULT");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere.invalid, shop, reader, secret, host, The host nowhere.invalid was not found.",
        "127.0.0.1, missing, root, secret, database, The server has no database \"missing\".",
        "127.0.0.1, test_x, reader, wrong, password, The server does not accept this user name and password.",
    })
    void saysWhyItCannotConnect(String host, String name, String user, String password, String field, String message) {
        assertThat(database.check(server(host, SERVER.port(), name, user, password)))
                .isEqualTo(unreachableFor(field, message));
    }

    @Test
    void saysThatTheUserMayNotEnterTheDatabase() {
        SERVER.execute("CREATE DATABASE IF NOT EXISTS closed");
        assertThat(database.check(server("127.0.0.1", SERVER.port(), "closed", "reader", "secret")))
                .isEqualTo(unreachableFor("database", "This user may not connect to the database \"closed\"."));
    }

    @Test
    void saysThatNothingListens() {
        assertThat(database.check(unreachable()))
                .isEqualTo(unreachableFor(
                        "host", "Nothing listens at 127.0.0.1:1: check the port, and that the server runs."));
    }

    private static ConnectionCheck unreachableFor(String field, String message) {
        return new ConnectionCheck.Unreachable(new Failure(FailureCode.DATABASE_UNREACHABLE, message, field));
    }

    @ParameterizedTest
    @CsvSource({"reader, false", "writer, true", "root, true"})
    void asksWhetherTheAccountCouldWrite(String user, boolean writes) {
        assertThat(database.check(SERVER.connection("check", "shop", user, Map.of())))
                .isInstanceOfSatisfying(ConnectionCheck.Reachable.class, reachable -> {
                    assertThat(reachable.serverVersion()).startsWith("MariaDB 11.");
                    assertThat(reachable.canWrite()).isEqualTo(writes);
                });
    }

    @Test
    void opensANewSessionWhenTheOldOneIsGone() {
        String id = run("SELECT CONNECTION_ID()")
                .rows()
                .getFirst()
                .cells()
                .getFirst()
                .toString();
        SERVER.execute("KILL " + id);
        assertThatThrownBy(() -> run("SELECT 1")).hasMessageContaining("DATABASE_UNREACHABLE");
        assertThat(run("SELECT 1").rowCount()).isEqualTo(1);
    }

    @Test
    void readsAServerThatWasTakenForTheOtherKind() {
        DatabaseConnection other = MariaDbServer.connection(
                "other", DatabaseKind.MYSQL, connection().address());
        assertThat(database.query(other, new SqlText(ALL_FRUIT), QueryLimits.DEFAULT, new Cancellation())
                        .rowCount())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "allowLocalInfile, true",
        "allowLoadLocalInfile, true",
        "allowMultiQueries, true",
        "autoDeserialize, true",
        "queryInterceptors, org.evil.Interceptor",
        "socketFactory, org.evil.Factory",
        "localSocket, /tmp/evil",
        "pipe, evil",
        "sessionVariables, sql_mode=''",
        "initSql, DROP TABLE fruit",
        "serverSslCert, /etc/passwd",
        "trustStore, /etc/passwd",
        "keyStore, /etc/passwd",
        "serverRsaPublicKeyFile, /etc/passwd",
        "credentialType, ENV",
        "tlsSocketType, evil",
        "permitRedirect, true",
        "restrictedAuth, mysql_clear_password",
        "connectionAttributes, a:b",
        "localSocketAddress, 10.0.0.1",
        "createDatabaseIfNotExist, true",
        "user, root",
        "password, x",
        "SSLMODE, disable",
        "sslMode, prefer",
        "sslMode, disable&allowLocalInfile=true",
        "ssl%4dode, disable",
        "applicationName, 'a,b:c'",
        "connectTimeout, 600",
    })
    void refusesOptionsThatDoMore(String name, String value) {
        DatabaseConnection connection = SERVER.connection("x", "shop", "reader", Map.of(name, value));
        assertThatThrownBy(() -> database.validate(connection))
                .isInstanceOfSatisfying(FailureException.class, exception -> {
                    assertThat(exception.failure().code()).isEqualTo(FailureCode.INVALID);
                    assertThat(exception.failure().field()).isEqualTo("options." + name);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "Performance_Schema", "sys", "INFORMATION_SCHEMA"})
    void refusesDatabasesOfTheServersOwn(String name) {
        assertThatThrownBy(() -> database.validate(SERVER.connection("x", name, "reader", Map.of())))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        exception -> assertThat(exception.failure().field()).isEqualTo("database"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?allowLocalInfile=true", "shop&user=root", "shop%3FallowLocalInfile=true", "a/b", "ä b"})
    void takesADatabaseNameAsNothingButAName(String name) {
        assertThat(database.check(server("127.0.0.1", SERVER.port(), name, "root", "secret")))
                .isEqualTo(unreachableFor("database", "The server has no database \"" + name + "\"."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust", "verify-ca", "verify-full"})
    void saysThatSecureConnectionsAreNotOffered(String tls) {
        assertThat(database.check(SERVER.connection("x", "shop", "reader", Map.of("sslMode", tls))))
                .isEqualTo(unreachableFor(
                        "options.sslMode", "The server does not offer secure connections: check sslMode."));
    }

    @Test
    void takesTheOptionsItKnows() {
        DatabaseConnection connection = SERVER.connection(
                "options",
                "shop",
                "reader",
                Map.of("applicationName", "Reports 1", "sslMode", "disable", "connectTimeout", "5"));
        assertThat(database.check(connection)).isInstanceOf(ConnectionCheck.Reachable.class);
    }

    @Test
    void staysQuickWithManyTables() {
        SERVER.execute("DROP DATABASE IF EXISTS many", "CREATE DATABASE many");
        SERVER.executeIn(
                "many",
                java.util.stream.IntStream.range(0, 300)
                        .mapToObj(
                                i -> "CREATE TABLE t" + i + "(id int PRIMARY KEY, a int, b varchar(20)) ENGINE=MEMORY")
                        .toList());
        DatabaseConnection many = SERVER.connection("many", "many", "root", Map.of());
        assertThat(database.schema(many, new Cancellation()).tables()).hasSize(300);
        assertThat(database.query(many, new SqlText("SELECT 1"), QueryLimits.DEFAULT, new Cancellation())
                        .elapsed())
                .isLessThan(Duration.ofSeconds(2));
    }

    private static DatabaseConnection server(String host, int port, String name, String user, String password) {
        return MariaDbServer.connection(
                "server",
                DatabaseKind.MARIADB,
                new DatabaseAddress.Server(host, port, name, new Credentials(user, new Secret(password)), Map.of()));
    }

    private QueryResult run(String sql) {
        return database.query(connection(), new SqlText(sql), QueryLimits.DEFAULT, new Cancellation());
    }

    private Failure failure(String sql) {
        return Assertions.catchThrowableOfType(FailureException.class, () -> run(sql))
                .failure();
    }
}
