package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.StoreContract;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Starting on an empty folder, stopping, starting again, and trouble with the file. */
final class StoreLifeIT {
    private static final Instant NOW = StoreContract.NOW;
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final DatabaseConnection SERVER = new DatabaseConnection(
            new ConnectionId("orders"),
            "Orders",
            DatabaseKind.POSTGRESQL,
            new DatabaseAddress.Server(
                    "db.example.com", 5432, "orders", new Credentials("reader", new Secret(PASSWORD)), Map.of()),
            null,
            QueryLimits.DEFAULT,
            NOW);

    private static Conversation conversation() {
        return Conversation.start(SERVER.id(), ConversationTitle.manual("Kept"), NOW);
    }

    @Test
    void keepsEverythingOverARestartAndNoPasswordInTheClear() throws IOException {
        Path home = StoreIT.newHome().resolve("not").resolve("yet there");
        Conversation conversation = conversation();
        QueryResult result = new QueryResult(
                ResultId.create(), "SELECT 1", List.of(), List.of(Row.of(1L)), false, Duration.ZERO, NOW);
        Message message;
        try (ConfigurableApplicationContext context = TestApplication.start(home)) {
            context.getBean(ConnectionRepository.class).add(SERVER);
            context.getBean(ConversationRepository.class).add(conversation);
            message = context.getBean(Transcript.class)
                    .append(StoreContract.said(
                            conversation.id(),
                            null,
                            "One",
                            StoreContract.call("a").answered(new ToolOutcome.Refused("No.", Duration.ZERO))));
            context.getBean(QueryResultRepository.class).add(SERVER.id(), conversation.id(), result);
            assertNoFileContains(home, PASSWORD);
            assertOwnerOnly(home);
        }
        assertNoFileContains(home, PASSWORD);
        assertThat(home.resolve("tabletalk.db-wal")).doesNotExist();
        try (ConfigurableApplicationContext context = TestApplication.start(home)) {
            assertThat(context.getBean(ConnectionRepository.class).find(SERVER.id()))
                    .contains(SERVER);
            assertThat(context.getBean(ConversationRepository.class)
                            .find(conversation.id())
                            .orElseThrow()
                            .messageCount())
                    .isEqualTo(1);
            assertThat(context.getBean(Transcript.class)
                            .page(conversation.id(), null, 10)
                            .messages())
                    .containsExactly(message);
            assertThat(context.getBean(QueryResultRepository.class)
                            .page(result.id(), 0, 10)
                            .orElseThrow()
                            .rows())
                    .isEqualTo(result.rows());
        }
    }

    private static void assertNoFileContains(Path home, String text) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.toList())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(text));
        }
    }

    private static void assertOwnerOnly(Path home) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.toList())
                    .extracting(file -> file.getFileName().toString())
                    .contains("tabletalk.db", "tabletalk.db-wal", "tabletalk.key");
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void losingTheKeyLosesThePasswordsAndNothingElse() throws IOException {
        Path home = StoreIT.newHome();
        try (ConfigurableApplicationContext context = TestApplication.start(home)) {
            context.getBean(ConnectionRepository.class).add(SERVER);
        }
        Files.delete(home.resolve("tabletalk.key"));
        try (ConfigurableApplicationContext context = TestApplication.start(home)) {
            DatabaseConnection found = context.getBean(ConnectionRepository.class)
                    .find(SERVER.id())
                    .orElseThrow();
            assertThat(((DatabaseAddress.Server) found.address()).credentials())
                    .isEqualTo(new Credentials("reader", null));
        }
    }

    @Test
    void refusesToStartWithADamagedKey() throws IOException {
        Path home = StoreIT.newHome();
        Files.writeString(home.resolve("tabletalk.key"), "{\"not\": \"a key\"}");
        assertThatThrownBy(() -> TestApplication.start(home).close())
                .hasStackTraceContaining(
                        "The key for the stored passwords cannot be read from " + home.toAbsolutePath());
        assertThat(home.resolve("tabletalk.key")).hasContent("{\"not\": \"a key\"}");
    }

    @Test
    void aMigrationThatDiedDoesNotKeepTheNextOneWaiting() throws Exception {
        Path home = StoreIT.newHome();
        TestApplication.start(home).close();
        try (Connection connection = open(home)) {
            int marked = connection
                    .createStatement()
                    .executeUpdate("UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKGRANTED = '" + NOW + "'");
            assertThat(marked).isEqualTo(1);
        }
        assertThatCode(() -> TestApplication.start(home).close()).doesNotThrowAnyException();
    }

    @Test
    void saysWhenAnotherProgramHoldsTheStoreAndGoesOnAfterwards() throws Exception {
        Path home = StoreIT.newHome();
        Conversation conversation = conversation();
        try (ConfigurableApplicationContext context = TestApplication.start(home, "--tabletalk.store-timeout=100ms")) {
            context.getBean(ConnectionRepository.class).add(SERVER);
            context.getBean(ConversationRepository.class).add(conversation);
            Transcript transcript = context.getBean(Transcript.class);
            try (Connection other = open(home)) {
                other.createStatement().executeUpdate("BEGIN IMMEDIATE");
                for (int i = 0; i < 3; i++) {
                    assertUnavailable(() -> transcript.append(StoreContract.said(conversation.id(), null, "No")));
                }
                assertThat(transcript.page(conversation.id(), null, 10).messages())
                        .isEmpty();
            }
            transcript.append(StoreContract.said(conversation.id(), null, "Yes"));
            try (Connection other = open(home)) {
                // the append is committed and holds nothing
                other.createStatement().executeUpdate("BEGIN IMMEDIATE");
            }
            assertThat(StoreContract.texts(
                            transcript.page(conversation.id(), null, 10).messages()))
                    .containsExactly("Yes");
        }
    }

    @Test
    void saysWhenTheDiskIsFullAndGoesOnAfterwards() throws Exception {
        Path home = StoreIT.newHome();
        Conversation conversation = conversation();
        try (ConfigurableApplicationContext context = TestApplication.start(home)) {
            context.getBean(ConnectionRepository.class).add(SERVER);
            context.getBean(ConversationRepository.class).add(conversation);
            Transcript transcript = context.getBean(Transcript.class);
            limitPages(context, 120);
            String large = "x".repeat(1_000_000);
            for (int i = 0; i < 3; i++) {
                assertUnavailable(() -> transcript.append(StoreContract.said(conversation.id(), null, large)));
            }
            assertThat(transcript.page(conversation.id(), null, 10).messages()).isEmpty();
            limitPages(context, 1_000_000);
            transcript.append(StoreContract.said(conversation.id(), null, large));
            assertThat(transcript.page(conversation.id(), null, 10).messages()).hasSize(1);
        }
    }

    private static void limitPages(ConfigurableApplicationContext context, int pages) throws SQLException {
        try (Connection connection =
                context.getBean("storeWriter", DataSource.class).getConnection()) {
            connection.createStatement().execute("PRAGMA max_page_count = " + pages);
        }
    }

    private static Connection open(Path home) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + home.resolve("tabletalk.db"));
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThat(StoreContract.failureOf(call).code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
    }
}
