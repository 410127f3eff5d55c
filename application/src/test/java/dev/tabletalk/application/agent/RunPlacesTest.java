package dev.tabletalk.application.agent;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static dev.tabletalk.application.TestWorkspace.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As many runs as there are places; and the end of the server. */
final class RunPlacesTest {
    private final TestWorkspace workspace =
            new TestWorkspace((question, listener) -> ConversationTitle.generated(question), 1);
    private final ConversationId first = workspace.conversation(SHOP);
    private final ConversationId second = workspace.conversation(LIBRARY);
    private final ConversationId third = workspace.conversation(SHOP);

    private AgentRun ask(ConversationId conversation, String question) {
        return workspace.agent.ask(conversation, new MessageText(question));
    }

    @Test
    void waitForAPlaceInTheOrderTheyWereAsked() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("One", ".");
        workspace.model.answer("Two.").answer("Three.").answer("Four.");
        AgentRun one = ask(first, "One?");
        gate.awaitReached();
        AgentRun two = ask(second, "Two?");
        AgentRun three = ask(first, "Three?");
        AgentRun four = ask(third, "Four?");

        assertThat(List.of(one.status(), two.status(), three.status(), four.status()))
                .containsExactly(TurnStatus.RUNNING, TurnStatus.QUEUED, TurnStatus.QUEUED, TurnStatus.QUEUED);
        assertThat(List.of(one.ahead(), two.ahead(), three.ahead(), four.ahead()))
                .containsExactly(0, 1, 1, 2);
        gate.open();
        List.of(one, two, three, four).forEach(TestWorkspace::drain);

        assertThat(workspace.model.requests())
                .extracting(request -> request.messages().getLast().text())
                .containsExactly("One?", "Two?", "Three?", "Four?");
    }

    @Test
    void aWithdrawnQuestionLeavesTheLine() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("One", ".");
        AgentRun one = ask(first, "One?");
        gate.awaitReached();
        AgentRun two = ask(second, "Two?");
        AgentRun three = ask(second, "Three?");
        two.stop();
        two.stop();
        assertThat(two.status()).isEqualTo(TurnStatus.STOPPED);
        gate.open();
        drain(one);
        drain(three);
        assertThat(texts(second)).containsExactly("Three?", "Done.");
        assertThat(three.turn().parentId()).isNull();
    }

    @Test
    void theEndOfTheServerLetsRunsFinish() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("One", ".");
        AgentRun one = ask(first, "One?");
        gate.awaitReached();
        Thread ending = Thread.startVirtualThread(() -> workspace.agent.shutDown(Duration.ofSeconds(30)));
        assertThatThrownBy(() -> {
                    while (true) {
                        ask(second, "Too late?").stop();
                    }
                })
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.SERVER_STOPPED));
        gate.open();
        ending.join();
        assertThat(one.status()).isEqualTo(TurnStatus.COMPLETED);
        assertThat(texts(first)).containsExactly("One?", "One.");
    }

    @Test
    void theEndOfTheServerInterruptsWhatDoesNotFinish() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half an answer", ".");
        AgentRun one = ask(first, "One?");
        gate.awaitReached();
        AgentRun two = ask(first, "Two?");
        workspace.agent.shutDown(Duration.ofMillis(50));

        assertThat(one.status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(drain(one).getLast().event())
                .isInstanceOfSatisfying(
                        AgentEvent.RunFailed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.SERVER_STOPPED));
        assertThat(texts(first)).containsExactly("One?", "Half an answer", "Two?", "");
        assertThat(workspace.turns.find(two.turnId()).orElseThrow().status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(workspace.conversationService.get(first).conversation().mark())
                .isEqualTo(ConversationMark.FAILED);
    }

    @Test
    void keepsWhatIsBeingSaidWhileItIsSaid() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half an answer", ".");
        AgentRun run = ask(first, "One?");
        gate.awaitReached();
        Thread.sleep(200);
        workspace.turns.interruptAbandoned(TestWorkspace.START);
        assertThat(texts(first)).containsExactly("One?", "Half an answer");
        run.stop();
        drain(run);
    }

    private List<String> texts(ConversationId conversation) {
        return workspace.conversationService.messages(conversation, null, 100).messages().stream()
                .map(Message::text)
                .toList();
    }
}
