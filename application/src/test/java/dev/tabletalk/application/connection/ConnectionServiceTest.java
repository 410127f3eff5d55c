package dev.tabletalk.application.connection;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Row;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConnectionServiceTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ConnectionService service = workspace.connectionService;

    @Test
    void savesNothingThatTheAdapterWouldNotConnectTo() {
        workspace.database.refuseAddresses("file", "The file is outside the allowed folders.");
        assertFailure(
                FailureCode.INVALID, () -> service.create(TestWorkspace.sqlite(new ConnectionId("evil"), "Evil")));
        assertThat(service.list()).extracting(DatabaseConnection::id).containsExactlyInAnyOrder(SHOP, LIBRARY);
    }

    @Test
    void savesNothingThatCannotBeReached() {
        workspace.database.breakDown("Nothing listens at this address.");
        ConnectionId id = new ConnectionId("down");
        assertThatThrownBy(() -> service.create(TestWorkspace.sqlite(id, "Down")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure())
                                .isEqualTo(new Failure(
                                        FailureCode.DATABASE_UNREACHABLE, "Nothing listens at this address.", "file")));
        assertThat(workspace.connections.find(id)).isEmpty();
    }

    @Test
    void refusesAnIdThatIsTaken() {
        assertFailure(FailureCode.CONFLICT, () -> service.create(TestWorkspace.sqlite(SHOP, "Another")));
    }

    @Test
    void closesTheSessionsOfAChangedConnection() {
        service.update(SHOP, old -> TestWorkspace.sqlite(SHOP, "Renamed"));
        assertThat(service.get(SHOP).name()).isEqualTo("Renamed");
        assertThat(workspace.database.forgotten()).contains(SHOP);
    }

    @Test
    void deletesAConnectionWithItsConversationsAndStopsTheirRuns() throws InterruptedException {
        ConversationId conversation = workspace.conversation(SHOP);
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half", " it");
        AgentRun run = workspace.agent.ask(conversation, new MessageText("Go"));
        gate.awaitReached();
        service.delete(SHOP);
        TestWorkspace.drain(run);

        assertThat(run.status()).isEqualTo(TurnStatus.STOPPED);
        assertFailure(FailureCode.NOT_FOUND, () -> service.get(SHOP));
        assertFailure(FailureCode.NOT_FOUND, () -> service.delete(SHOP));
        assertThat(workspace.conversations.find(conversation)).isEmpty();
    }

    @Test
    void tellsWhetherADatabaseCanBeReached() {
        assertThat(service.test(SHOP)).isInstanceOf(ConnectionCheck.Reachable.class);
        workspace.database.breakDown("Nobody answers at this address.");
        assertThat(service.test(SHOP)).isInstanceOf(ConnectionCheck.Unreachable.class);
    }

    @Test
    void triesAConnectionThatIsNotSaved() {
        DatabaseConnection draft = TestWorkspace.sqlite(new ConnectionId("draft"), "Draft");
        assertThat(service.test(draft)).isInstanceOf(ConnectionCheck.Reachable.class);
        workspace.database.refuseAddresses("file", "No such file.");
        assertFailure(FailureCode.INVALID, () -> service.test(draft));
        assertFailure(FailureCode.NOT_FOUND, () -> service.get(draft.id()));
    }

    @Test
    void refreshReadsTheTablesAnew() {
        workspace.database.table("fruit", List.of("id"));
        assertThat(service.refresh(SHOP).tables()).hasSize(1);
        assertThat(workspace.database.forgotten()).containsExactly(SHOP);
    }

    @Test
    void suggestsQuestionsFromTheSchema() {
        workspace.database.table(
                "orders", List.of("id", "ordered_at", "status", "total_amount"), Row.of(1L, "2026-01-01", "paid", 3.5));
        workspace.database.table("products", List.of("id", "name", "price"), Row.of(1L, "Tea", 2.5));
        assertThat(service.suggestedQuestions(SHOP))
                .hasSizeBetween(3, 4)
                .contains("How many orders by status?", "Top 10 products by price");
    }

    @Test
    void suggestsNothingWhenTheDatabaseCannotBeRead() {
        workspace.database.breakDown("Nobody answers at this address.");
        assertThat(service.suggestedQuestions(SHOP)).isEmpty();
    }

    private static void assertFailure(FailureCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }
}
