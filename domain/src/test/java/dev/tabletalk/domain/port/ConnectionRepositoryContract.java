package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.connection;
import static dev.tabletalk.domain.port.StoreContract.failureOf;
import static dev.tabletalk.domain.port.StoreContract.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.EnvironmentColor;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link ConnectionRepository} promises. */
public interface ConnectionRepositoryContract extends StoreContract {
    private static DatabaseConnection server(String id, Credentials credentials, Instant createdAt) {
        return new DatabaseConnection(
                new ConnectionId(id),
                "Aufträge 🛒",
                DatabaseKind.POSTGRESQL,
                new DatabaseAddress.Server(
                        "db.example.com", 5433, "orders", credentials, Map.of("sslmode", "require", "a", "b")),
                "production",
                EnvironmentColor.VIOLET,
                new QueryLimits(77, 12_345, Duration.ofSeconds(9)),
                createdAt);
    }

    @Test
    default void givesBackAServerWithEverythingItWasAddedWith() {
        DatabaseConnection server = server("orders", new Credentials("reader", new Secret("gehéim ✓ '\"")), NOW);
        connections().add(server);
        assertThat(connections().find(server.id()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(server);
    }

    @Test
    default void givesBackAServerWithoutAPassword() {
        DatabaseConnection server = server("orders", new Credentials("reader", null), NOW);
        connections().add(server);
        assertThat(connections().find(server.id())).contains(server);
    }

    @Test
    default void tellsAnEmptyPasswordFromNone() {
        DatabaseConnection server = server("orders", new Credentials("reader", new Secret("")), NOW);
        connections().add(server);
        assertThat(connections().find(server.id())).contains(server);
    }

    @Test
    default void givesBackAFileWithEverythingItWasAddedWith() {
        connections().add(connection(SHOP));
        assertThat(connections().find(SHOP)).get().usingRecursiveComparison().isEqualTo(connection(SHOP));
    }

    @Test
    default void findsNothingForAnUnknownId() {
        assertThat(connections().find(SHOP)).isEmpty();
    }

    @Test
    default void refusesAnIdThatIsTaken() {
        connections().add(connection(SHOP));
        var failure = failureOf(() -> connections().add(server("shop", new Credentials("reader", null), NOW)));
        assertThat(failure.code()).isEqualTo(FailureCode.CONFLICT);
        assertThat(failure.field()).isEqualTo("id");
        assertThat(connections().find(SHOP)).contains(connection(SHOP));
    }

    @Test
    default void updatesEverythingThatMayChange() {
        connections().add(server("orders", new Credentials("reader", new Secret("old")), NOW));
        DatabaseConnection changed = new DatabaseConnection(
                new ConnectionId("orders"),
                "New name",
                DatabaseKind.POSTGRESQL,
                new DatabaseAddress.Server(
                        "10.0.0.1", 5432, "other", new Credentials("somebody", new Secret("new")), Map.of()),
                null,
                QueryLimits.DEFAULT,
                NOW);
        connections().update(changed);
        assertThat(connections().find(changed.id())).contains(changed);
    }

    @Test
    default void updatingDoesNotMakeAConnection() {
        assertNotFound(() -> connections().update(connection(SHOP)));
        assertThat(connections().findAll()).isEmpty();
    }

    @Test
    default void updatingKeepsTheConversations() {
        Conversation conversation = givenConversation();
        connections().update(connection(SHOP));
        assertThat(conversations().find(conversation.id())).isPresent();
    }

    @Test
    default void listsAllOldestFirstThenById() {
        Credentials credentials = new Credentials("reader", null);
        connections().add(server("b", credentials, NOW));
        connections().add(server("c", credentials, NOW.minusNanos(1)));
        connections().add(server("a", credentials, NOW));
        assertThat(connections().findAll())
                .extracting(connection -> connection.id().value())
                .containsExactly("c", "a", "b");
    }

    @Test
    default void countsTheConversationsThatWouldGoWithIt() {
        assertThat(connections().countConversations(SHOP)).isZero();
        givenConversation();
        Conversation trashed = givenConversation();
        conversations().update(trashed.id(), conversation -> conversation.trashed(true));
        assertThat(connections().countConversations(SHOP)).isEqualTo(2);
        conversations().delete(trashed.id());
        assertThat(connections().countConversations(SHOP)).isEqualTo(1);
    }

    @Test
    default void deletesItWithItsConversations() {
        Conversation conversation = givenConversation();
        transcript().append(said(conversation.id(), null, "Hello"));
        assertThat(connections().delete(SHOP)).isTrue();
        assertThat(connections().find(SHOP)).isEmpty();
        assertThat(conversations().find(conversation.id())).isEmpty();
        assertThat(transcript().page(conversation.id(), null, 10).messages()).isEmpty();
    }

    @Test
    default void deletingWhatIsNotThereSaysSo() {
        assertThat(connections().delete(SHOP)).isFalse();
    }
}
