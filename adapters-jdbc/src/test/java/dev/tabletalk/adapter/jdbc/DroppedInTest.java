package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers that an administrator drops in. No SQL Server, ClickHouse or Trino is here: only the drivers, and what they send. */
final class DroppedInTest {
    private static final List<DroppedIn> SYSTEMS = List.of(new SqlServer(), new ClickHouse(), new Trino());

    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private DriverFolder drivers = new DriverFolder(folder);

    @BeforeEach
    void makeTheFolder() {
        folder = temporary.resolve("drivers");
        drivers = new DriverFolder(folder);
        drivers.make();
    }

    @Test
    void saysWhichFileToFetchWhenTheDriverIsMissing() {
        for (DroppedIn system : SYSTEMS) {
            DatabaseKind kind = system.jar().kind();
            try (JdbcTargetDatabase database =
                    new JdbcTargetDatabase(Map.of(kind, new DroppedInEngine(system, drivers, Reach.NETWORK)))) {
                ConnectionCheck check = database.check(connection(kind, 1, Map.of()));
                assertThat(check).isInstanceOf(ConnectionCheck.Unreachable.class);
                Failure failure = ((ConnectionCheck.Unreachable) check).failure();
                assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
                assertThat(failure.message())
                        .startsWith(
                                "The driver is missing: fetch " + system.jar().artifact() + "-")
                        .contains("https://repo1.maven.org/maven2/", folder.toString());
            }
        }
    }

    @Test
    void doesNotTakeAnyFileForADriver() throws Exception {
        Files.writeString(folder.resolve("mssql-jdbc.jar"), "no jar");
        Files.copy(jarOf("org/postgresql/Driver.class"), folder.resolve("another.jar"));
        assertThatThrownBy(() -> drivers.driver(new SqlServer().jar()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("The driver is missing");
    }

    @Test
    void loadsADriverApartFromOurClasses() throws Exception {
        drop("com/microsoft/sqlserver/jdbc/SQLServerDriver.class");
        java.sql.Driver driver = drivers.driver(new SqlServer().jar());
        ClassLoader loader = driver.getClass().getClassLoader();
        assertThat(loader).isNotSameAs(getClass().getClassLoader());
        assertThat(drivers.driver(new SqlServer().jar())).isSameAs(driver);
        assertThatThrownBy(() -> loader.loadClass(JdbcTargetDatabase.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass("org.springframework.boot.SpringApplication"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.loadClass(Reach.NETWORK.socketFactory())).isSameAs(CheckedSocketFactory.class);
    }

    @Test
    void givesADriverNothingInItsUrlThatAPersonWrote() {
        for (DroppedIn system : SYSTEMS) {
            for (String name : ConnectionAttacks.STRANGE_NAMES) {
                DatabaseAddress.Server server = new DatabaseAddress.Server(
                        "db.example.com", 1, name, new Credentials(name, new Secret(name)), Map.of());
                assertThat(system.url(server)).matches("jdbc:[a-z]+://(db\\.example\\.com:1)?");
                Properties properties = system.properties(server, Reach.NETWORK);
                assertThat(properties.getProperty("user")).isEqualTo(name);
                assertThat(properties.getProperty("password")).isEqualTo(name);
            }
        }
    }

    @Test
    void keepsTheSqlServerDriverFromSpecialAddresses() throws Exception {
        drop("com/microsoft/sqlserver/jdbc/SQLServerDriver.class");
        DroppedInEngine engine = new DroppedInEngine(new SqlServer(), drivers, Reach.NETWORK);
        DatabaseAddress address = new DatabaseAddress.Server(
                TestNames.leadingTo("169.254.169.254"),
                1433,
                "db",
                new Credentials("sa", new Secret("secret")),
                Map.of());
        assertThatThrownBy(() -> engine.open(ConnectionAttacks.connection(DatabaseKind.SQLSERVER, address)))
                .hasMessageContaining("which is not allowed");
    }

    @Test
    void givesUpWhenAnSqlServerDoesNotAnswer() throws Exception {
        drop("com/microsoft/sqlserver/jdbc/SQLServerDriver.class");
        DroppedInEngine engine = new DroppedInEngine(new SqlServer(), drivers, Reach.NETWORK);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> engine.open(
                            connection(DatabaseKind.SQLSERVER, silent.getLocalPort(), Map.of("loginTimeout", "1"))))
                    .isInstanceOf(FailureException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
        }
    }

    @Test
    void keepsOtherDriversFromSpecialAddresses() throws Exception {
        drop("io/trino/jdbc/TrinoDriver.class");
        DroppedInEngine engine = new DroppedInEngine(new Trino(), drivers, Reach.NETWORK);
        for (Map<String, String> options : List.of(Map.<String, String>of(), Map.of("SSL", "true"))) {
            DatabaseAddress address = new DatabaseAddress.Server(
                    TestNames.leadingTo("169.254.169.254"), 80, "hive", new Credentials("me", null), options);
            assertThatThrownBy(() -> engine.open(ConnectionAttacks.connection(DatabaseKind.TRINO, address)))
                    .hasMessageContaining("which is not allowed");
        }
    }

    /** A server that speaks just enough of Trino's protocol to see what comes. */
    @Test
    void asksTrinoInAReadOnlyTransactionAndRollsItBack() throws Exception {
        drop("io/trino/jdbc/TrinoDriver.class");
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, received));
        server.start();
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.TRINO, new DroppedInEngine(new Trino(), drivers, Reach.NETWORK)))) {
            DatabaseConnection connection =
                    connection(DatabaseKind.TRINO, server.getAddress().getPort(), Map.of("schema", "sales"));
            QueryResult result =
                    database.query(connection, new SqlText("SELECT a FROM t"), QueryLimits.DEFAULT, new Cancellation());
            assertThat(result.rows()).containsExactly(Row.of(1L), Row.of(2L));
            assertThat(received.get(0)).contains("START TRANSACTION").contains("READ ONLY");
            assertThat(received.get(1))
                    .contains("SELECT a FROM t")
                    .contains("transaction=[t1]")
                    .contains("catalog=[hive]")
                    .contains("schema=[sales]")
                    .contains("session=[query_max_run_time=31s]")
                    .contains("user=[me]");
            assertThat(received.get(2)).contains("ROLLBACK");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, List<String> received) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            received.add(body + " transaction=" + header(exchange, "X-Trino-Transaction-Id") + " catalog="
                    + header(exchange, "X-Trino-Catalog") + " schema=" + header(exchange, "X-Trino-Schema")
                    + " session=" + header(exchange, "X-Trino-Session") + " user=" + header(exchange, "X-Trino-User"));
        }
        if (body.startsWith("START TRANSACTION")) {
            exchange.getResponseHeaders().add("X-Trino-Started-Transaction-Id", "t1");
        }
        if (body.startsWith("ROLLBACK")) {
            exchange.getResponseHeaders().add("X-Trino-Clear-Transaction-Id", "true");
        }
        String columns =
                ",\"columns\":[{\"name\":\"a\",\"type\":\"%1$s\",\"typeSignature\":{\"rawType\":\"%1$s\",\"arguments\":[]}}]";
        String rows = body.startsWith("SELECT")
                ? columns.formatted("bigint") + ",\"data\":[[1],[2]]"
                : columns.formatted("boolean") + ",\"updateType\":\"OTHER\"";
        byte[] answer = """
                {"id":"q1","infoUri":"http://127.0.0.1/","warnings":[]%s,
                "stats":{"state":"FINISHED","queued":false,"scheduled":true,"nodes":1,"totalSplits":1,"queuedSplits":0,
                "runningSplits":0,"completedSplits":1,"cpuTimeMillis":1,"wallTimeMillis":1,"queuedTimeMillis":0,
                "elapsedTimeMillis":1,"processedRows":2,"processedBytes":2,"physicalInputBytes":0,
                "physicalWrittenBytes":0,"peakMemoryBytes":0,"spilledBytes":0}}
                """.formatted(rows).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().get(name));
    }

    private void drop(String driverClass) throws IOException {
        Path jar = jarOf(driverClass);
        Files.copy(jar, folder.resolve(jar.getFileName()));
    }

    private static Path jarOf(String name) throws IOException {
        var url = Objects.requireNonNull(DroppedInTest.class.getClassLoader().getResource(name));
        return Path.of(((JarURLConnection) url.openConnection()).getJarFile().getName());
    }

    private static DatabaseConnection connection(DatabaseKind kind, int port, Map<String, String> options) {
        return ConnectionAttacks.connection(
                kind, new DatabaseAddress.Server("127.0.0.1", port, "hive", new Credentials("me", null), options));
    }
}
