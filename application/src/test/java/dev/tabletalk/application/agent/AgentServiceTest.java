package dev.tabletalk.application.agent;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ReadConversationsUseCase.Watch;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AgentServiceTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ConversationId conversation = workspace.conversation(SHOP);

    @Test
    void givesEveryReaderEveryEvent() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("First ", "second.");
        AgentRun run = ask("Go");
        gate.awaitReached();
        List<NumberedEvent> early = run.eventsAfter(0, Duration.ofSeconds(1));
        gate.open();
        List<NumberedEvent> late = TestWorkspace.drain(run);

        assertThat(late).startsWith(early.toArray(NumberedEvent[]::new));
        assertThat(run.eventsAfter(late.getLast().number(), Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(run.eventsAfter(late.get(2).number(), Duration.ofSeconds(1)))
                .isEqualTo(late.subList(3, late.size()));
    }

    @Test
    void thinksOfNoNextQuestionsWhenThatIsSwitchedOff() {
        TestWorkspace silent = new TestWorkspace(
                (question, listener) -> ConversationTitle.generated("Title"),
                AgentSettings.withMaxRuns(4).withFollowUps(false));
        silent.followUps = (answered, listener) -> new FollowUps(List.of("And then?"));
        List<NumberedEvent> events = silent.askAndWait(silent.conversation(SHOP), "Go");
        assertThat(events).noneMatch(event -> event.event() instanceof AgentEvent.FollowUpsReady);
    }

    @Test
    void queuesASecondQuestionBehindTheFirst() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("One", ".");
        workspace.model.answer("Two.");
        AgentRun first = ask("First?");
        gate.awaitReached();
        AgentRun second = ask("Second?");

        assertThat(second.status()).isEqualTo(TurnStatus.QUEUED);
        assertThat(workspace.agent.active(conversation)).containsExactly(first, second);
        gate.open();
        TestWorkspace.drain(second);

        assertThat(texts()).containsExactly("First?", "One.", "Second?", "Two.");
        assertThat(workspace.agent.active(conversation)).isEmpty();
    }

    @Test
    void withdrawsAQueuedQuestion() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("One", ".");
        AgentRun first = ask("First?");
        gate.awaitReached();
        AgentRun second = ask("Second?");
        second.stop();
        TestWorkspace.drain(second);
        gate.open();
        TestWorkspace.drain(first);

        assertThat(second.status()).isEqualTo(TurnStatus.STOPPED);
        assertThat(texts()).containsExactly("First?", "One.");
    }

    @Test
    void runsDifferentConversationsSideBySide() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Slow", ".");
        workspace.model.answer("Quick.");
        AgentRun slow = ask("Slow?");
        gate.awaitReached();
        AgentRun quick = workspace.agent.ask(workspace.conversation(LIBRARY), new MessageText("Quick?"));
        TestWorkspace.drain(quick);

        assertThat(slow.status()).isEqualTo(TurnStatus.RUNNING);
        gate.open();
        TestWorkspace.drain(slow);
    }

    @Test
    void keepsThePartialTextWhenStopped() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half of", " it");
        AgentRun run = ask("Go");
        gate.awaitReached();
        run.stop();
        run.stop();
        List<NumberedEvent> events = TestWorkspace.drain(run);

        assertThat(events.getLast().event()).isEqualTo(new AgentEvent.RunFinished(AgentEvent.Outcome.CANCELLED));
        assertThat(texts()).containsExactly("Go", "Half of");
    }

    @Test
    @Timeout(10)
    void namesAConversationFromItsQuestionAtOnceAndByTheModelAfterTheAnswer() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Ten", ".");
        AgentRun run = ask("How many orders are there?");
        while (title().equals(ConversationTitle.untitled())) {
            Thread.onSpinWait();
        }
        assertThat(title()).isEqualTo(ConversationTitle.provisional("How many orders are there?"));
        gate.open();
        List<NumberedEvent> events = TestWorkspace.drain(run);

        ConversationTitle generated = new ConversationTitle("About: How many orders are there?", TitleSource.GENERATED);
        assertThat(title()).isEqualTo(generated);
        assertThat(events).extracting(NumberedEvent::event).contains(new AgentEvent.TitleChanged(generated));
    }

    @Test
    void neverReplacesATitleThatAPersonChose() {
        workspace.conversationService.change(conversation, ConversationChange.rename("Mine"));
        workspace.askAndWait(conversation, "How many orders are there?");
        workspace.conversationService.generateTitle(conversation, "How many orders are there?");

        assertThat(title()).isEqualTo(ConversationTitle.manual("Mine"));
    }

    @Test
    @Timeout(10)
    void keepsTheProvisionalTitleWhenTheModelGivesNone() {
        TestWorkspace speechless = new TestWorkspace((question, listener) -> {
            throw FailureException.of(FailureCode.MODEL_UNAVAILABLE, "No model.");
        });
        ConversationId id = speechless.conversation(SHOP);
        List<NumberedEvent> events = speechless.askAndWait(id, "How many?");

        assertThat(events.getLast().event()).isEqualTo(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
        while (speechless.conversationService.get(id).conversation().title().equals(ConversationTitle.untitled())) {
            Thread.onSpinWait();
        }
        assertThat(speechless.conversationService.get(id).conversation().title())
                .isEqualTo(ConversationTitle.provisional("How many?"));
    }

    @Test
    void takesTheConnectionFromTheConversationNotFromWhoAsks() {
        ConversationId inLibrary = workspace.conversation(LIBRARY);
        workspace.askAndWait(conversation, "Of the shop");
        workspace.askAndWait(inLibrary, "Of the library");

        assertThat(workspace.model.requests().getFirst().system()).contains("Database: Shop");
        assertThat(workspace.model.requests().getLast().system()).contains("Database: Library");
    }

    @Test
    void movesAConversationToTheTopForAMessageButNotForATitle() {
        ConversationId older = conversation;
        ConversationId newer = workspace.conversation(SHOP);
        workspace.conversationService.change(older, ConversationChange.rename("Renamed"));
        workspace.conversationService.generateTitle(older, "Anything");
        assertThat(order()).containsExactly(newer, older);

        workspace.askAndWait(older, "Something new?");
        assertThat(order()).containsExactly(older, newer);
    }

    @Test
    void answersTheFifthQuestionAndTheFiftieth() {
        for (int i = 1; i <= 50; i++) {
            workspace.askAndWait(conversation, "Question " + i + "?");
        }
        assertThat(texts()).hasSize(100).contains("Question 5?", "Question 50?");
        assertThat(workspace.agent.active(conversation)).isEmpty();
    }

    @Test
    void doesNotLetTheNextQuestionWaitForATitle() throws InterruptedException {
        CountDownLatch title = new CountDownLatch(1);
        TestWorkspace slow = new TestWorkspace((question, listener) -> {
            try {
                title.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            return ConversationTitle.generated("Late");
        });
        ConversationId id = slow.conversation(SHOP);
        AgentRun first = slow.agent.ask(id, new MessageText("First?"));
        AgentRun second = slow.agent.ask(id, new MessageText("Second?"));
        while (second.status() != TurnStatus.COMPLETED) {
            Thread.onSpinWait();
        }
        assertThat(first.status()).isEqualTo(TurnStatus.COMPLETED);
        title.countDown();
        TestWorkspace.drain(first);
        TestWorkspace.drain(second);
    }

    @Test
    void stopsTheRunOfADeletedConversation() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half", " it");
        AgentRun run = ask("Go");
        gate.awaitReached();
        workspace.conversationService.delete(conversation);
        TestWorkspace.drain(run);

        assertThat(run.status()).isEqualTo(TurnStatus.STOPPED);
        assertThat(workspace.agent.active(conversation)).isEmpty();
    }

    @Test
    void stopsAllRunsOfAConversationThatGoesToTheTrashAndKeepsWhatWasSaid() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half", " it");
        AgentRun running = ask("Go");
        AgentRun waiting = ask("And then?");
        gate.awaitReached();
        workspace.conversationService.change(conversation, ConversationChange.trash(true));
        TestWorkspace.drain(running);
        TestWorkspace.drain(waiting);

        assertThat(running.status()).isEqualTo(TurnStatus.STOPPED);
        assertThat(waiting.status()).isEqualTo(TurnStatus.STOPPED);
        assertThat(workspace.model.requests()).hasSize(1);
        assertThat(texts()).containsExactly("Go", "Half");
    }

    @Test
    void refusesAQuestionToNobody() {
        ConversationId unknown = ConversationId.create(TestWorkspace.START);
        assertThatThrownBy(() -> workspace.agent.ask(unknown, new MessageText("Hello?")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.NOT_FOUND));
        assertThatThrownBy(() -> workspace.agent.find(TurnId.create(TestWorkspace.START)))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void tellsWatchersWhenRunsComeAndGo() throws InterruptedException {
        ConcurrentLinkedQueue<ConversationEvent> seen = new ConcurrentLinkedQueue<>();
        try (Watch _ = workspace.conversationService.watch(seen::add)) {
            workspace.askAndWait(conversation, "Go");
            while (seen.stream()
                            .filter(ConversationEvent.RunChanged.class::isInstance)
                            .count()
                    < 2) {
                Thread.onSpinWait();
            }
        }
        assertThat(seen).contains(new ConversationEvent.Changed(conversation, SHOP));
    }

    private AgentRun ask(String question) {
        return workspace.agent.ask(conversation, new MessageText(question));
    }

    private ConversationTitle title() {
        Conversation found = workspace.conversationService.get(conversation).conversation();
        return found.title();
    }

    private List<String> texts() {
        return workspace.conversationService.messages(conversation, null, 100).messages().stream()
                .map(Message::text)
                .toList();
    }

    private List<ConversationId> order() {
        return workspace.conversationService.list(ConversationQuery.newest(SHOP, 50)).items().stream()
                .map(item -> item.conversation().id())
                .toList();
    }
}
