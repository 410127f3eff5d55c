package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.query.QueryLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** New keys for stored passwords, also when something goes wrong in between. */
final class KeyRotationIT {
    private static final Map<String, @Nullable String> PASSWORDS =
            new TreeMap<>(Map.of("a", "first secret", "b", "zweites Geheimnis 🔑", "d", "x".repeat(1_000)));

    @TempDir
    static Path saved;

    @TempDir
    private Path home;

    @BeforeAll
    static void saveConnections() {
        inStore(saved, connections -> {
            PASSWORDS.forEach((id, password) -> connections.add(connection(id, password)));
            connections.add(connection("c", null));
        });
    }

    @BeforeEach
    void copyTheHome() throws IOException {
        try (Stream<Path> files = Files.list(saved)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void encryptsEveryPasswordWithANewKeyAndRemovesTheOldOne() throws Exception {
        String oldKey = key();
        Map<String, byte[]> old = stored();
        assertThat(KeyRotation.rotate(home))
                .containsExactly(
                        "A new key was made.",
                        "3 passwords were encrypted with it.",
                        "1 old key was removed from " + home.resolve("tabletalk.key")
                                + ". Backups from before still need the old one.");
        assertThat(key()).isNotEqualTo(oldKey);
        assertThat(keyCount()).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("tabletalk.key"))))
                .isEqualTo("rw-------");
        assertPasswords();
        // What the old key could read is gone from every file.
        for (Path file : files()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (byte[] password : old.values()) {
                assertThat(bytes)
                        .as(file.toString())
                        .doesNotContain(new String(Arrays.copyOfRange(password, 5, 45), StandardCharsets.ISO_8859_1));
            }
        }
        // The old key reads nothing any more.
        Files.writeString(home.resolve("tabletalk.key"), oldKey);
        assertThat(password("a")).isNull();
    }

    @Test
    void canBeInterruptedAnywhereAndDoneAgain() throws Exception {
        try (KeyRotation interrupted = new KeyRotation(home)) {
            interrupted.addKey();
        }
        assertThat(keyCount()).isEqualTo(2);
        assertPasswords();
        inStore(home, connections -> connections.add(connection("new", "saved in between")));
        try (KeyRotation interrupted = new KeyRotation(home)) {
            interrupted.addKey();
            assertThat(interrupted.encryptAgain()).isEqualTo(4);
        }
        assertThat(keyCount()).isEqualTo(3);
        assertPasswords();
        assertThat(KeyRotation.rotate(home)).anyMatch(line -> line.startsWith("3 old keys were removed"));
        assertThat(keyCount()).isEqualTo(1);
        assertPasswords();
        assertThat(password("new")).isEqualTo("saved in between");
    }

    /** A write of the key file that was cut off leaves the file beside it, which nobody reads. */
    @Test
    void isNotDisturbedByHalfAKeyFile() throws Exception {
        Files.writeString(home.resolve("tabletalk.key.new"), "{\"half\":");
        assertPasswords();
        KeyRotation.rotate(home);
        assertThat(home.resolve("tabletalk.key.new")).doesNotExist();
        assertPasswords();
    }

    @Test
    void changesNothingWhenAPasswordDoesNotFitTheKey() throws Exception {
        String right = key();
        Files.delete(home.resolve("tabletalk.key"));
        PasswordCipher.withKeyIn(home.resolve("tabletalk.key"));
        String wrong = key();
        Map<String, byte[]> before = stored();
        assertThatThrownBy(() -> KeyRotation.rotate(home))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The password of the connection \"a\" does not fit the key, so nothing was changed. Enter that"
                                + " password again, or delete the connection.");
        assertThat(key()).isEqualTo(wrong);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(before);
        Files.writeString(home.resolve("tabletalk.key"), right);
        assertPasswords();
    }

    @Test
    void waitsForNoServer() {
        try (ConfigurableApplicationContext server = TestApplication.start(home)) {
            assertThat(server.isActive()).isTrue();
            assertThatThrownBy(() -> KeyRotation.rotate(home))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another Tabletalk is running");
        }
    }

    @Test
    void makesNothingWhereThereIsNoServer() {
        Path elsewhere = home.resolve("elsewhere");
        assertThatThrownBy(() -> KeyRotation.rotate(elsewhere)).hasMessageContaining("TABLETALK_HOME");
        assertThat(elsewhere).doesNotExist();
    }

    private interface Use {
        void of(ConnectionRepository connections);
    }

    private static void inStore(Path home, Use use) {
        try (ConfigurableApplicationContext context = TestApplication.start(home)) {
            use.of(context.getBean(ConnectionRepository.class));
        }
    }

    private void assertPasswords() throws SQLException {
        for (Map.Entry<String, @Nullable String> password : PASSWORDS.entrySet()) {
            assertThat(password(password.getKey())).as(password.getKey()).isEqualTo(password.getValue());
        }
        assertThat(stored()).doesNotContainKey("c");
    }

    private @Nullable String password(String id) throws SQLException {
        Secret password = PasswordCipher.withKeyIn(home.resolve("tabletalk.key"))
                .decrypt(Objects.requireNonNull(stored().get(id)), id);
        return password == null ? null : password.reveal();
    }

    private static DatabaseConnection connection(String id, @Nullable String password) {
        Secret secret = password == null ? null : new Secret(password);
        return new DatabaseConnection(
                new ConnectionId(id),
                id,
                DatabaseKind.POSTGRESQL,
                new DatabaseAddress.Server("localhost", 5432, "db", new Credentials("user", secret), Map.of()),
                null,
                QueryLimits.DEFAULT,
                Instant.EPOCH);
    }

    private String key() throws IOException {
        return Files.readString(home.resolve("tabletalk.key"));
    }

    private int keyCount() throws IOException {
        return key().split("\"keyData\"", -1).length - 1;
    }

    private Map<String, byte[]> stored() throws SQLException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("tabletalk.db"));
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT id, password FROM connection WHERE password IS NOT NULL")) {
            while (row.next()) {
                found.put(row.getString(1), row.getBytes(2));
            }
        }
        return found;
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(home)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
