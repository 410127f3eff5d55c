package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.call;
import static dev.tabletalk.domain.port.StoreContract.question;
import static dev.tabletalk.domain.port.StoreContract.said;
import static dev.tabletalk.domain.port.StoreContract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.PartialText;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link TurnRepository} promises. */
public interface TurnRepositoryContract extends StoreContract {
    Instant RESTART = NOW.plusSeconds(3_600);

    private Turn givenRunning(ConversationId id, String question) {
        Turn turn = givenTurn(id, question).start("gpt", NOW);
        transcript().append(question(id, turn.id(), question, NOW), turn);
        return turn;
    }

    private Message.AssistantMessage closing(TurnId id) {
        return (Message.AssistantMessage) turns().messages(id).getLast();
    }

    @Test
    default void givesBackAQueuedTurn() {
        Turn turn = givenTurn(givenConversation().id(), "How many?");
        assertThat(turns().find(turn.id())).get().usingRecursiveComparison().isEqualTo(turn);
    }

    @Test
    default void givesBackEveryStateOfATurn() {
        ConversationId id = givenConversation().id();
        Turn first = givenTurn(id, "How many?");
        Turn queued = Turn.queue(id, first.id(), NOW);
        turns().enqueue(queued, new MessageText("And now?"));
        Turn running = queued.start("gpt 🤖", NOW.plusSeconds(1));
        Turn calling = running.reply(List.of(call("b"), call("a")), new TokenUsage(5, Long.MAX_VALUE));
        Turn half = calling.answer("b");
        Failure failure = new Failure(FailureCode.MODEL_TIMEOUT, "Silent. ⏳", "model");
        for (Turn state : List.of(
                running,
                calling,
                half,
                half.answer("a"),
                running.complete(NOW.plusSeconds(2)),
                calling.stop(NOW.plusSeconds(2)),
                calling.fail(failure, NOW.plusSeconds(2)),
                calling.interrupt(failure, NOW.plusSeconds(2)))) {
            turns().save(state);
            assertThat(turns().find(queued.id()))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(state);
        }
    }

    @Test
    default void findsNothingForAnUnknownTurn() {
        assertThat(turns().find(TurnId.create(NOW))).isEmpty();
        assertThat(turns().messages(TurnId.create(NOW))).isEmpty();
    }

    @Test
    default void refusesToQueueForNoConversation() {
        assertNotFound(() -> givenTurn(ConversationId.create(NOW), "How many?"));
    }

    @Test
    default void theQueuedQuestionIsNotInTheTranscript() {
        Conversation conversation = givenConversation();
        givenTurn(conversation.id(), "How many?");
        assertThat(transcript().page(conversation.id(), null, 5).messages()).isEmpty();
        assertThat(conversations().find(conversation.id())).contains(new ConversationSummary(conversation, 0));
    }

    @Test
    default void savingATurnOfADeletedConversationDoesNothing() {
        ConversationId id = givenConversation().id();
        Turn turn = givenTurn(id, "How many?");
        conversations().delete(id);
        turns().save(turn.start("gpt", NOW));
        assertThat(turns().find(turn.id())).isEmpty();
    }

    @Test
    default void whatWaitsBehindAWithdrawnTurnFollowsTheOneBefore() {
        ConversationId id = givenConversation().id();
        Turn running = givenRunning(id, "One?");
        Turn withdrawn = givenTurn(id, running.id(), "Two?");
        Turn third = givenTurn(id, withdrawn.id(), "Three?");
        turns().save(withdrawn.stop(NOW));
        assertThat(turns().find(third.id()).orElseThrow().parentId()).isEqualTo(running.id());
    }

    @Test
    default void keepsWhatIsBeingSaidUntilTheTurnIsInterrupted() {
        ConversationId id = givenConversation().id();
        Turn running = givenRunning(id, "One?");
        turns().savePartialTexts(List.of(new PartialText(running.id(), 0, 0, "Nine \ud83d")));
        turns().savePartialTexts(List.of(
                new PartialText(running.id(), 0, 6, "\ude00 it"), new PartialText(running.id(), 0, 10, " is.")));
        turns().interruptAbandoned(RESTART);
        assertThat(closing(running.id()).text()).isEqualTo("Nine 😀 it is.");
        assertThat(closing(running.id()).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(conversations().find(id).orElseThrow().conversation().mark()).isEqualTo(ConversationMark.FAILED);
    }

    @Test
    default void forgetsWhatWasBeingSaidWhenItIsSaidWhole() {
        ConversationId id = givenConversation().id();
        Turn running = givenRunning(id, "One?");
        turns().savePartialTexts(List.of(new PartialText(running.id(), 0, 0, "I look")));
        Turn calling = running.reply(List.of(), TokenUsage.NONE);
        transcript().append(said(id, running.id(), "I look it up."), calling);
        turns().savePartialTexts(List.of(new PartialText(running.id(), 0, 6, " it up, too late")));
        turns().savePartialTexts(List.of(new PartialText(running.id(), 1, 0, "It is")));
        turns().savePartialTexts(List.of(new PartialText(running.id(), 1, 0, "It is 9")));
        turns().savePartialTexts(List.of(new PartialText(TurnId.create(NOW), 0, 0, "Nobody")));
        turns().interruptAbandoned(RESTART);
        assertThat(texts(turns().messages(running.id()))).containsExactly("One?", "I look it up.", "It is 9");
    }

    @Test
    default void givesTheMessagesOfATurnOldestFirst() {
        ConversationId id = givenConversation().id();
        Turn other = givenRunning(id, "Other?");
        Turn turn = givenRunning(id, "How many?");
        transcript().append(said(id, other.id(), "No"));
        transcript().append(said(id, turn.id(), "Let me see", call("c1"), call("c2")));
        transcript().append(said(id, null, "From outside"));
        Message last = transcript().append(said(id, turn.id(), "Twelve"));
        List<Message> messages = turns().messages(turn.id());
        assertThat(texts(messages)).containsExactly("How many?", "Let me see", "Twelve");
        assertThat(((Message.AssistantMessage) messages.get(1)).toolCalls()).containsExactly(call("c1"), call("c2"));
        assertThat(messages.getLast()).isEqualTo(last);
    }

    @Test
    default void nothingIsAbandonedInAnEmptyStore() {
        assertThat(turns().interruptAbandoned(RESTART)).isZero();
    }

    @Test
    default void interruptsARunningTurnAndClosesItsCalls() {
        ConversationId id = givenConversation().id();
        Turn turn = givenRunning(id, "How many?").reply(List.of(call("c1"), call("c2")), new TokenUsage(1, 2));
        Message calling = transcript().append(said(id, turn.id(), "Let me see", call("c1"), call("c2")), turn);
        ToolCall answered = call("c1").answered(new ToolOutcome.Succeeded("12", null, Duration.ofMillis(4)));
        transcript().answer(calling.id(), answered);

        assertThat(turns().interruptAbandoned(RESTART)).isEqualTo(1);

        Turn interrupted = turns().find(turn.id()).orElseThrow();
        assertThat(interrupted.status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(interrupted.openCalls()).isEmpty();
        assertThat(interrupted.endedAt()).isEqualTo(RESTART);
        assertThat(interrupted.usage()).isEqualTo(new TokenUsage(1, 2));
        assertThat(interrupted.failure()).extracting(Failure::code).isEqualTo(FailureCode.SERVER_STOPPED);
        List<Message> messages = turns().messages(turn.id());
        assertThat(texts(messages)).containsExactly("How many?", "Let me see", "");
        assertThat(((Message.AssistantMessage) messages.get(1)).toolCalls())
                .containsExactly(answered, call("c2").answered(new ToolOutcome.Cancelled(Duration.ZERO)));
        assertThat(closing(turn.id()).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(closing(turn.id()).failure()).isEqualTo(interrupted.failure());
        assertThat(closing(turn.id()).createdAt()).isEqualTo(RESTART);
        ConversationSummary summary = conversations().find(id).orElseThrow();
        assertThat(summary.messageCount()).isEqualTo(3);
        assertThat(summary.conversation().lastActivityAt()).isEqualTo(RESTART);
    }

    @Test
    default void interruptsQueuedTurnsInOrderWithTheirQuestions() {
        ConversationId id = givenConversation().id();
        Turn running = givenRunning(id, "One?");
        Turn second = givenTurn(id, running.id(), "Two?");
        Turn third = givenTurn(id, second.id(), "Three?");

        assertThat(turns().interruptAbandoned(RESTART)).isEqualTo(3);

        assertThat(texts(transcript().page(id, null, 50).messages()))
                .containsExactly("One?", "", "Two?", "", "Three?", "");
        assertThat(transcript().page(id, null, 50).messages())
                .extracting(Message::turnId)
                .containsExactly(running.id(), running.id(), second.id(), second.id(), third.id(), third.id());
        assertThat(conversations().find(id).orElseThrow().conversation().head()).isEqualTo(third.id());
        assertThat(turns().find(third.id()).orElseThrow().startedAt()).isNull();
        assertThat(conversations().find(id).orElseThrow().messageCount()).isEqualTo(6);
    }

    @Test
    default void leavesTurnsAloneThatAreOver() {
        ConversationId id = givenConversation().id();
        Turn done = givenRunning(id, "One?").complete(NOW);
        turns().save(done);
        Message outside = transcript().append(said(id, null, "From outside", call("c1")));
        assertThat(turns().interruptAbandoned(RESTART)).isZero();
        assertThat(turns().find(done.id())).contains(done);
        assertThat(transcript().page(id, null, 50).messages()).hasSize(2).contains(outside);
    }

    @Test
    default void interruptsEachTurnOnce() {
        Turn one = givenTurn(givenConversation().id(), "One?");
        Turn two = givenTurn(givenConversation().id(), "Two?");
        assertThat(turns().interruptAbandoned(RESTART)).isEqualTo(2);
        assertThat(turns().interruptAbandoned(RESTART.plusSeconds(1))).isZero();
        assertThat(turns().messages(one.id())).hasSize(2);
        assertThat(turns().messages(two.id())).hasSize(2);
    }
}
