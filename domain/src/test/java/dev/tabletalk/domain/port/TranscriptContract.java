package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.call;
import static dev.tabletalk.domain.port.StoreContract.concurrently;
import static dev.tabletalk.domain.port.StoreContract.question;
import static dev.tabletalk.domain.port.StoreContract.said;
import static dev.tabletalk.domain.port.StoreContract.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Transcript} promises. */
public interface TranscriptContract extends StoreContract {
    /** Texts that stores have mangled before. */
    List<String> HARD_TEXTS = List.of(
            "",
            "NUL \0 in the middle",
            "\0",
            "line\r\nbreaks\ttabs \u0007",
            "emoji 👩‍👩‍👧 עברית e\u0301 \uFFFF",
            "half \uD83D a pair \uDE00 \u001A",
            "\uDE00\uD83D",
            "' \" \\ % _ ; --",
            "x".repeat(200_000));

    private Message only(ConversationId id) {
        List<Message> messages = transcript().page(id, null, 10).messages();
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    @Test
    default void givesBackAQuestionWithEverything() {
        Conversation conversation = givenConversation();
        Turn turn = givenTurn(conversation.id(), "Wie viele?");
        Message appended = transcript()
                .append(
                        question(conversation.id(), turn.id(), "  Wie viele? 🛒\n עברית e\u0301 ", NOW),
                        turn.start("gpt", NOW));
        assertThat(appended)
                .usingRecursiveComparison()
                .isEqualTo(new Message.UserMessage(
                        appended.id(), conversation.id(), turn.id(), "  Wie viele? 🛒\n עברית e\u0301 ", NOW));
        assertThat(only(conversation.id())).usingRecursiveComparison().isEqualTo(appended);
    }

    @Test
    default void givesBackAnAnswerWithEveryKindOfOutcome() {
        Conversation conversation = givenConversation();
        Turn turn = givenTurn(conversation.id(), "How many?");
        Duration elapsed = Duration.ofSeconds(3, 123_456_789);
        List<ToolCall> calls = List.of(
                new ToolCall("z", "list_tables", "", null),
                new ToolCall(
                        "y",
                        "run_query",
                        "{not json",
                        new ToolOutcome.Succeeded("12 rows", new ResultSummary(ResultId.create(), 12, true), elapsed)),
                new ToolCall("x", "list_tables", "{}", new ToolOutcome.Succeeded("", null, Duration.ZERO)),
                new ToolCall(
                        "w",
                        "run_query",
                        "{}",
                        new ToolOutcome.Failed(
                                new Failure(FailureCode.QUERY_FAILED, "No such table.", "sql"), elapsed)),
                new ToolCall(
                        "v",
                        "run_query",
                        "{}",
                        new ToolOutcome.Failed(new Failure(FailureCode.INTERNAL, "A bug."), elapsed)),
                new ToolCall("u", "run_query", "{}", new ToolOutcome.Refused("DELETE is not a read.", elapsed)),
                new ToolCall("t", "run_query", "{}", new ToolOutcome.Cancelled(elapsed)));
        Message appended = transcript()
                .append(new NewMessage.Assistant(
                        conversation.id(),
                        turn.id(),
                        "Half an ans",
                        calls,
                        MessageStatus.INTERRUPTED,
                        new Failure(FailureCode.MODEL_INTERRUPTED, "The model broke off.", "model"),
                        NOW));
        assertThat(((Message.AssistantMessage) appended).toolCalls()).isEqualTo(calls);
        conversations().update(conversation.id(), shown -> shown.showing(turn.id()));
        assertThat(only(conversation.id())).usingRecursiveComparison().isEqualTo(appended);
    }

    @Test
    default void keepsEveryCharacterOfWhatWasSaidAndFound() {
        for (String text : HARD_TEXTS) {
            Conversation conversation = givenConversation();
            Message appended = transcript()
                    .append(new NewMessage.Assistant(
                            conversation.id(),
                            null,
                            text,
                            List.of(
                                    new ToolCall(
                                            "c1", text, text, new ToolOutcome.Succeeded(text, null, Duration.ZERO)),
                                    new ToolCall("c2", text, text, new ToolOutcome.Refused(text, Duration.ZERO)),
                                    call("c3")),
                            MessageStatus.FAILED,
                            new Failure(FailureCode.INTERNAL, text),
                            NOW));
            ToolCall answer = call("c3").answered(new ToolOutcome.Succeeded(text, null, Duration.ZERO));
            transcript().answer(appended.id(), answer);
            Message.AssistantMessage stored = (Message.AssistantMessage) only(conversation.id());
            assertThat(stored.text()).isEqualTo(text);
            assertThat(stored.failure()).isEqualTo(new Failure(FailureCode.INTERNAL, text));
            assertThat(stored.toolCalls().subList(0, 2))
                    .isEqualTo(((Message.AssistantMessage) appended).toolCalls().subList(0, 2));
            assertThat(stored.toolCalls().get(2)).isEqualTo(answer);
        }
    }

    @Test
    default void appendsInCallOrderWithGrowingIds() {
        Conversation conversation = givenConversation();
        List<MessageId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // the clock goes backwards: order is that of the calls
            ids.add(transcript()
                    .append(question(conversation.id(), null, "m" + i, NOW.minusSeconds(i)))
                    .id());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(transcript().page(conversation.id(), null, 50).messages())
                .extracting(Message::id)
                .containsExactlyElementsOf(ids);
    }

    @Test
    default void anIdIsNeverGivenTwice() {
        Conversation conversation = givenConversation();
        MessageId gone = transcript().append(said(conversation.id(), null, "a")).id();
        conversations().delete(conversation.id());
        Conversation next = givenConversation();
        assertThat(transcript().append(said(next.id(), null, "b")).id()).isGreaterThan(gone);
    }

    @Test
    default void appendingMakesItsTimeTheLastActivity() {
        Conversation conversation = givenConversation();
        transcript().append(question(conversation.id(), null, "Now?", NOW.plusSeconds(7)));
        assertThat(conversations()
                        .find(conversation.id())
                        .orElseThrow()
                        .conversation()
                        .lastActivityAt())
                .isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    default void refusesAMessageForNoConversation() {
        assertNotFound(() -> transcript().append(said(ConversationId.create(NOW), null, "Hello?")));
        Conversation conversation = givenConversation();
        Turn turn = givenTurn(conversation.id(), "How many?");
        conversations().delete(conversation.id());
        assertNotFound(() ->
                transcript().append(question(conversation.id(), turn.id(), "How many?", NOW), turn.start("gpt", NOW)));
        assertThat(turns().find(turn.id())).isEmpty();
    }

    @Test
    default void refusesAMessageOfATurnThatWasNeverQueued() {
        Conversation conversation = givenConversation();
        assertThatThrownBy(() -> transcript().append(said(conversation.id(), TurnId.create(NOW), "Hello?")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(conversations().find(conversation.id()).orElseThrow().messageCount())
                .isZero();
    }

    @Test
    default void savesTheTurnTogetherWithTheMessage() {
        Conversation conversation = givenConversation();
        Turn turn = givenTurn(conversation.id(), "How many?").start("gpt", NOW);
        transcript().append(question(conversation.id(), turn.id(), "How many?", NOW), turn);
        assertThat(turns().find(turn.id())).contains(turn);
        Turn calling = turn.reply(List.of(call("c1")), new TokenUsage(10, 20));
        transcript().append(said(conversation.id(), turn.id(), "", call("c1")), calling);
        assertThat(turns().find(turn.id())).contains(calling);
    }

    @Test
    default void startsATurnThatWasNeverQueuedWithItsFirstMessage() {
        Conversation conversation = givenConversation();
        Turn turn = Turn.queue(conversation.id(), null, NOW).start("gpt", NOW);
        transcript().append(question(conversation.id(), turn.id(), "How many?", NOW), turn);
        assertThat(turns().find(turn.id())).contains(turn);
        assertThat(conversations()
                        .find(conversation.id())
                        .orElseThrow()
                        .conversation()
                        .head())
                .isEqualTo(turn.id());
    }

    @Test
    default void marksTheConversationWithWhatATurnLeavesBehind() {
        ConversationId id = givenConversation().id();
        assertThat(mark(id)).isEqualTo(ConversationMark.NONE);
        Turn done = givenAnswered(id, null, "One?", "One.");
        assertThat(mark(id)).isEqualTo(ConversationMark.UNREAD);
        assertThat(conversations().countUnread()).isEqualTo(1);
        Turn next = Turn.queue(id, done.id(), NOW).start("gpt", NOW);
        transcript().append(question(id, next.id(), "Two?", NOW), next);
        assertThat(mark(id)).isEqualTo(ConversationMark.NONE);
        Turn failed = next.fail(new Failure(FailureCode.MODEL_TIMEOUT, "Silent."), NOW);
        transcript().append(said(id, next.id(), ""), failed);
        assertThat(mark(id)).isEqualTo(ConversationMark.FAILED);
        assertThat(conversations().countUnread()).isZero();
    }

    private ConversationMark mark(ConversationId id) {
        return conversations().find(id).orElseThrow().conversation().mark();
    }

    @Test
    default void readsTheVersionThatIsShownWithWhatCameFromOutsideBehindIt() {
        ConversationId id = givenConversation().id();
        transcript().append(question(id, null, "Before all", NOW));
        Turn first = givenAnswered(id, null, "One?", "One.");
        Turn old = givenAnswered(id, first.id(), "Two?", "Two.");
        transcript().append(said(id, null, "From outside, behind two"));
        Turn edited = givenAnswered(id, first.id(), "Zwei?", "Zwei.");
        assertThat(texts(transcript().page(id, null, 50).messages()))
                .containsExactly("Before all", "One?", "One.", "Zwei?", "Zwei.");
        conversations().update(id, conversation -> conversation.showing(old.id()));
        transcript().append(said(id, null, "Another one behind two"));
        assertThat(texts(transcript().page(id, null, 50).messages()))
                .containsExactly(
                        "Before all",
                        "One?",
                        "One.",
                        "Two?",
                        "Two.",
                        "From outside, behind two",
                        "Another one behind two");
        assertThat(texts(transcript().page(id, null, 3).messages()))
                .containsExactly("Two.", "From outside, behind two", "Another one behind two");
        assertThat(edited.parentId()).isEqualTo(old.parentId());
    }

    @Test
    default void goesOnReadingTheVersionThatAPageBeganWith() {
        ConversationId id = givenConversation().id();
        Turn first = givenAnswered(id, null, "One?", "One.");
        Turn old = givenAnswered(id, first.id(), "Two?", "Two.");
        conversations().update(id, conversation -> conversation.showing(old.id()));
        MessagePage newest = transcript().page(id, null, 1);
        givenAnswered(id, null, "Eins?", "Eins.");
        assertThat(texts(transcript().page(id, newest.previous(), 2).messages()))
                .containsExactly("One.", "Two?");
        assertThat(texts(transcript().page(id, null, 50).messages())).containsExactly("Eins?", "Eins.");
    }

    @Test
    default void cancelsTheOpenCallsOfATurnThatIsOver() {
        Conversation conversation = givenConversation();
        Turn turn = Turn.queue(conversation.id(), null, NOW).start("gpt", NOW);
        transcript().append(question(conversation.id(), turn.id(), "How many?", NOW), turn);
        transcript().append(said(conversation.id(), turn.id(), "", call("c1")), turn);
        transcript().append(said(conversation.id(), turn.id(), "Half"), turn.stop(NOW));
        Message calling = turns().messages(turn.id()).get(1);
        assertThat(((Message.AssistantMessage) calling).toolCalls())
                .containsExactly(call("c1").answered(new ToolOutcome.Cancelled(Duration.ZERO)));
    }

    @Test
    default void keepsTheOutcomeOfAnOpenCall() {
        Conversation conversation = givenConversation();
        Message message = transcript().append(said(conversation.id(), null, "Let me see", call("c1"), call("c2")));
        ToolCall answered = call("c2")
                .answered(new ToolOutcome.Failed(
                        new Failure(FailureCode.QUERY_TIMEOUT, "Too slow.", "sql"), Duration.ofSeconds(30)));
        transcript().answer(message.id(), answered);
        assertThat(((Message.AssistantMessage) only(conversation.id())).toolCalls())
                .containsExactly(call("c1"), answered);
        assertThat(conversations().find(conversation.id()).orElseThrow().messageCount())
                .isEqualTo(1);
    }

    @Test
    default void aCallIsAnsweredOnce() {
        Conversation conversation = givenConversation();
        Message message = transcript().append(said(conversation.id(), null, "", call("c1")));
        ToolCall first = call("c1").answered(new ToolOutcome.Succeeded("first", null, Duration.ZERO));
        transcript().answer(message.id(), first);
        assertThatThrownBy(() -> transcript()
                        .answer(message.id(), call("c1").answered(new ToolOutcome.Cancelled(Duration.ZERO))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(((Message.AssistantMessage) only(conversation.id())).toolCalls())
                .containsExactly(first);
    }

    @Test
    default void answersOnlyCallsThatWereMade() {
        Conversation conversation = givenConversation();
        Message message = transcript().append(said(conversation.id(), null, "", call("c1")));
        ToolOutcome outcome = new ToolOutcome.Cancelled(Duration.ZERO);
        assertThatThrownBy(() -> transcript().answer(message.id(), call("c9").answered(outcome)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transcript().answer(message.id(), call("c1")))
                .isInstanceOf(IllegalStateException.class);
        conversations().delete(conversation.id());
        assertNotFound(() -> transcript().answer(message.id(), call("c1").answered(outcome)));
    }

    @Test
    default void pagesFromTheNewestBack() {
        Conversation conversation = givenConversation();
        Conversation other = givenConversation();
        for (int i = 0; i < 7; i++) {
            transcript().append(said(conversation.id(), null, "m" + i, call("c" + i)));
            transcript().append(said(other.id(), null, "other"));
        }
        MessagePage newest = transcript().page(conversation.id(), null, 3);
        assertThat(texts(newest.messages())).containsExactly("m4", "m5", "m6");
        assertThat(((Message.AssistantMessage) newest.messages().getFirst()).toolCalls())
                .containsExactly(call("c4"));
        MessagePage middle = transcript().page(conversation.id(), newest.previous(), 3);
        assertThat(texts(middle.messages())).containsExactly("m1", "m2", "m3");
        MessagePage oldest = transcript().page(conversation.id(), middle.previous(), 3);
        assertThat(texts(oldest.messages())).containsExactly("m0");
        assertThat(oldest.previous()).isNull();
    }

    @Test
    default void aPageThatHoldsAllHasNoPrevious() {
        Conversation conversation = givenConversation();
        transcript().append(said(conversation.id(), null, "a"));
        transcript().append(said(conversation.id(), null, "b"));
        assertThat(transcript().page(conversation.id(), null, 2).previous()).isNull();
        assertThat(transcript().page(conversation.id(), null, 10_000).previous())
                .isNull();
    }

    @Test
    default void thePageOfNoConversationIsEmpty() {
        MessagePage page = transcript().page(ConversationId.create(NOW), null, 5);
        assertThat(page).isEqualTo(new MessagePage(List.of(), null));
    }

    @Test
    default void concurrentAppendsAreAllKept() throws Exception {
        Conversation conversation = givenConversation();
        List<Message> appended =
                concurrently(400, () -> transcript().append(said(conversation.id(), null, "m", call("c1"))));
        assertThat(appended).extracting(Message::id).doesNotHaveDuplicates();
        assertThat(transcript().page(conversation.id(), null, 1_000).messages())
                .containsExactlyInAnyOrderElementsOf(appended);
        assertThat(conversations().find(conversation.id()).orElseThrow().messageCount())
                .isEqualTo(400);
    }
}
