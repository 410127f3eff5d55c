package dev.tabletalk.application.conversation;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static dev.tabletalk.application.TestWorkspace.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class VersionServiceTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ConversationId conversation = workspace.conversation(SHOP);

    private AgentRun answered(String question, String answer) {
        workspace.model.answer(answer);
        AgentRun run = workspace.agent.ask(conversation, new MessageText(question));
        drain(run);
        return run;
    }

    private AgentRun answeredInstead(AgentRun old, String question, String answer) {
        workspace.model.answer(answer);
        AgentRun run = workspace.agent.askInstead(old.turnId(), new MessageText(question));
        drain(run);
        return run;
    }

    private List<String> texts(ConversationId id) {
        return workspace.conversationService.messages(id, null, 100).messages().stream()
                .map(Message::text)
                .toList();
    }

    @Test
    void anEditedQuestionIsAnotherVersionAndTheModelSeesOnlyItsPath() {
        answered("One?", "One.");
        AgentRun old = answered("Two?", "Two.");
        answered("Three?", "Three.");
        AgentRun edited = answeredInstead(old, "Zwei?", "Zwei.");

        assertThat(texts(conversation)).containsExactly("One?", "One.", "Zwei?", "Zwei.");
        assertThat(workspace.model.requests().getLast().messages())
                .extracting(Message::text)
                .containsExactly("One?", "One.", "Zwei?");
        assertThat(workspace.versionService.versions(List.of(old.turnId(), edited.turnId())))
                .containsEntry(old.turnId(), new TurnVersions(1, 2, null, edited.turnId()))
                .containsEntry(edited.turnId(), new TurnVersions(2, 2, old.turnId(), null));
    }

    @Test
    void theSameQuestionCanBeAskedAgain() {
        AgentRun old = answered("One?", "One.");
        workspace.model.answer("Uno.");
        drain(workspace.agent.askInstead(old.turnId(), null));
        assertThat(texts(conversation)).containsExactly("One?", "Uno.");
    }

    @Test
    void anotherVersionIsShownDownToItsEndAndContinued() {
        AgentRun one = answered("One?", "One.");
        answered("Two?", "Two.");
        answeredInstead(one, "Eins?", "Eins.");
        workspace.versionService.show(one.turnId());
        assertThat(texts(conversation)).containsExactly("One?", "One.", "Two?", "Two.");
        answered("Three?", "Three.");
        assertThat(texts(conversation)).containsExactly("One?", "One.", "Two?", "Two.", "Three?", "Three.");
        assertThat(workspace.model.requests().getLast().messages()).hasSize(5);
    }

    @Test
    void aQuestionAboutAnotherVersionThanTheRunningOneFollowsWhatIsShown() throws InterruptedException {
        AgentRun one = answered("One?", "One.");
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Ei", "ns.");
        AgentRun running = workspace.agent.askInstead(one.turnId(), new MessageText("Eins?"));
        gate.awaitReached();
        workspace.versionService.show(one.turnId());
        AgentRun next = workspace.agent.ask(conversation, new MessageText("Two?"));
        gate.open();
        drain(running);
        drain(next);
        assertThat(texts(conversation)).containsExactly("One?", "One.", "Two?", "Done.");
    }

    @Test
    void aBranchIsAConversationOfItsOwn() {
        AgentRun one = answered("One?", "One.");
        answered("Two?", "Two.");
        Conversation branch = workspace.versionService.branch(one.turnId());
        workspace.conversationService.delete(conversation);
        assertThat(branch.title().text()).startsWith("Branch of ");
        assertThat(texts(branch.id())).containsExactly("One?", "One.");
        drain(workspace.agent.ask(branch.id(), new MessageText("And?")));
        assertThat(texts(branch.id())).containsExactly("One?", "One.", "And?", "Done.");
    }

    @Test
    void aQuestionThatWaitsIsNeitherShownNorBranchedNorReplaced() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("O", "ne.");
        AgentRun running = workspace.agent.ask(conversation, new MessageText("One?"));
        AgentRun waiting = workspace.agent.ask(conversation, new MessageText("Two?"));
        gate.awaitReached();
        assertConflict(() -> workspace.versionService.show(waiting.turnId()));
        assertConflict(() -> workspace.versionService.branch(running.turnId()));
        assertConflict(() -> workspace.agent.askInstead(waiting.turnId(), null));
        gate.open();
        drain(running);
        drain(waiting);
    }

    private static void assertConflict(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.CONFLICT));
    }
}
