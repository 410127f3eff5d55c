package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** Nothing a person writes into a connection is more than what it says it is, on any kind of database. */
final class ConnectionAttackTest {
    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private Map<DatabaseKind, Engine> engines = Map.of();

    @BeforeEach
    void makeTheFolder() throws Exception {
        folder = Files.createDirectory(temporary.resolve("databases"));
        engines = ConnectionAttacks.engines(folder);
        Path other = Files.createDirectory(temporary.resolve("databases-other"));
        for (Path file :
                new Path[] {folder.resolve("shop.db"), temporary.resolve("outside.db"), other.resolve("outside.db")}) {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t (a)");
            }
        }
        Files.createDirectory(folder.resolve("a-folder"));
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("text.db"), "no database");
        Files.createFile(folder.resolve("empty.db"));
        link("link-out.db", temporary.resolve("outside.db"));
        link("link-link-out.db", folder.resolve("link-out.db"));
        link("link-folder", other);
        link("link-device", Path.of("/dev/zero"));
        link("link-loop", folder.resolve("link-loop"));
        link("link-missing.db", folder.resolve("missing.db"));
        link("link-in.db", folder.resolve("shop.db"));
    }

    private void link(String name, Path to) throws Exception {
        Files.createSymbolicLink(folder.resolve(name), to);
    }

    @Test
    void noOptionIsTakenThatIsNotOnTheList() {
        forServers((kind, engine) -> ConnectionAttacks.OPTIONS.forEach((name, value) ->
                assertInvalid(engine, connection(kind, server("db", "user", Map.of(name, value))), "options." + name)));
    }

    @Test
    void noOptionHidesBehindAnother() {
        forServers((kind, engine) -> {
            for (String option : options(kind, engine)) {
                for (String value : ConnectionAttacks.VALUES) {
                    assertInvalid(
                            engine, connection(kind, server("db", "user", Map.of(option, value))), "options." + option);
                }
            }
        });
    }

    /** The options that a refusal offers. */
    private static String[] options(DatabaseKind kind, Engine engine) {
        try {
            engine.validate(connection(kind, server("db", "user", Map.of("no such", "option"))));
            throw new AssertionError(kind + " takes any option");
        } catch (FailureException refused) {
            String message = refused.failure().message();
            return message.substring(message.indexOf("options ") + 8, message.length() - 1)
                    .split(", ");
        }
    }

    @Test
    void aHostIsAHost() {
        for (String host : ConnectionAttacks.HOSTS) {
            assertThatThrownBy(() -> new DatabaseAddress.Server(host, 1, "x", new Credentials("x", null), Map.of()))
                    .as(host)
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            refused -> assertThat(refused.failure().field()).isEqualTo("host"));
        }
    }

    @Test
    void aFileIsAFileInTheFolder() {
        engines.forEach((kind, engine) -> {
            if (kind.isFile()) {
                for (String attack : ConnectionAttacks.FILES) {
                    String path = attack.replace("@FOLDER@", folder.toString());
                    assertInvalid(engine, connection(kind, new DatabaseAddress.File(path)), "file");
                }
            }
        });
    }

    @Test
    void aFileMayBeALinkToAnotherInTheFolder() {
        for (String path : new String[] {"shop.db", "link-in.db", "./shop.db", "sub/../shop.db", folder + "/shop.db"}) {
            assertThatCode(() -> sqlite().validate(connection(DatabaseKind.SQLITE, new DatabaseAddress.File(path))))
                    .as(path)
                    .doesNotThrowAnyException();
        }
    }

    /** Between saving and asking, somebody may put a link there. */
    @Test
    void aFileIsLookedAtAgainWhenItIsOpened() throws Exception {
        Engine engine = sqlite();
        DatabaseConnection connection = connection(DatabaseKind.SQLITE, new DatabaseAddress.File("shop.db"));
        engine.validate(connection);
        Files.delete(folder.resolve("shop.db"));
        link("shop.db", temporary.resolve("outside.db"));
        assertThatThrownBy(() -> engine.open(connection).close())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE));
    }

    @Test
    void h2IsNotOffered() {
        assertThatThrownBy(() -> DatabaseKind.parse("h2")).isInstanceOfSatisfying(FailureException.class, refused -> {
            assertThat(refused.failure().field()).isEqualTo("kind");
            assertThat(refused.failure().message()).contains("sqlite", "postgresql");
        });
    }

    /** What the driver itself understands of the URL and the properties it is given. */
    @Test
    void thePostgresqlDriverUnderstandsWhatWasMeant() {
        PostgresEngine engine = new PostgresEngine(Reach.NETWORK);
        Properties plain = understood(engine, server("db", "user", Map.of()));
        for (String name : ConnectionAttacks.STRANGE_NAMES) {
            DatabaseAddress.Server server = new DatabaseAddress.Server(
                    "db.example.com",
                    5432,
                    name,
                    new Credentials(name, new Secret(name)),
                    Map.of("sslmode", "require"));
            Properties properties = understood(engine, server);
            assertThat(properties.getProperty("PGHOST")).as(name).isEqualTo("db.example.com");
            assertThat(properties.getProperty("PGPORT")).as(name).isEqualTo("5432");
            assertThat(properties.getProperty("PGDBNAME")).as(name).isEqualTo(name);
            assertThat(properties.getProperty("user")).as(name).isEqualTo(name);
            assertThat(properties.getProperty("password")).as(name).isEqualTo(name);
            assertThat(properties.getProperty("sslmode")).as(name).isEqualTo("require");
            assertThat(properties.getProperty("socketFactory")).as(name).isEqualTo(Reach.NETWORK.socketFactory());
            Properties more = new Properties();
            more.putAll(properties);
            more.keySet().removeAll(plain.keySet());
            assertThat(more.keySet()).as(name).containsExactly("sslmode");
        }
    }

    private static Properties understood(PostgresEngine engine, DatabaseAddress.Server server) {
        Properties given = engine.properties(server);
        Properties understood = Driver.parseURL(PostgresEngine.url(server), given);
        if (understood == null) {
            throw new AssertionError("The driver does not take " + PostgresEngine.url(server));
        }
        // The driver keeps what it was given as defaults of what it found in the URL.
        Properties flat = new Properties();
        understood.stringPropertyNames().forEach(name -> flat.setProperty(name, understood.getProperty(name)));
        return flat;
    }

    private Engine sqlite() {
        return java.util.Objects.requireNonNull(engines.get(DatabaseKind.SQLITE));
    }

    private interface Check {
        void of(DatabaseKind kind, Engine engine);
    }

    private void forServers(Check check) {
        engines.forEach((kind, engine) -> {
            if (!kind.isFile()) {
                check.of(kind, engine);
            }
        });
    }

    private static void assertInvalid(Engine engine, DatabaseConnection connection, String field) {
        assertThatThrownBy(() -> engine.validate(connection), "%s %s", connection.kind(), connection.address())
                .isInstanceOfSatisfying(FailureException.class, refused -> {
                    assertThat(refused.failure().code()).isEqualTo(FailureCode.INVALID);
                    assertThat(refused.failure().field()).isEqualTo(field);
                });
    }

    private static DatabaseAddress.Server server(String database, String user, Map<String, String> options) {
        return new DatabaseAddress.Server("127.0.0.1", 1, database, new Credentials(user, null), options);
    }

    private static DatabaseConnection connection(DatabaseKind kind, DatabaseAddress address) {
        return ConnectionAttacks.connection(kind, address);
    }
}
