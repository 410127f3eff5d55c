package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.NOW;
import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.call;
import static dev.tabletalk.domain.port.StoreContract.question;
import static dev.tabletalk.domain.port.StoreContract.said;
import static dev.tabletalk.domain.port.StoreContract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every store of versions must do. */
public interface TurnTreeContract extends StoreContract {
    @Test
    default void readsThePathOfATurnWhateverIsShown() {
        ConversationId id = givenConversation().id();
        transcript().append(question(id, null, "Before all", NOW));
        Turn first = givenAnswered(id, null, "One?", "One.");
        Turn old = givenAnswered(id, first.id(), "Two?", "Two.");
        transcript().append(said(id, null, "Outside"));
        givenAnswered(id, first.id(), "Zwei?", "Zwei.");
        assertThat(texts(tree().path(old.id(), 50)))
                .containsExactly("Before all", "One?", "One.", "Two?", "Two.", "Outside");
        assertThat(texts(tree().path(old.id(), 3))).containsExactly("Two?", "Two.", "Outside");
        assertThat(texts(tree().path(first.id(), 50))).containsExactly("Before all", "One?", "One.");
    }

    @Test
    default void tellsWhereATurnStandsAmongItsVersions() {
        ConversationId id = givenConversation().id();
        Turn first = givenAnswered(id, null, "One?", "One.");
        Turn a = givenAnswered(id, first.id(), "A?", "A.");
        Turn b = givenAnswered(id, first.id(), "B?", "B.");
        Turn c = givenAnswered(id, first.id(), "C?", "C.");
        Turn elsewhere = givenAnswered(givenConversation().id(), null, "Else?", "Else.");
        assertThat(tree().versions(List.of(first.id(), a.id(), b.id(), c.id(), elsewhere.id())))
                .containsOnly(
                        Map.entry(a.id(), new TurnVersions(1, 3, null, b.id())),
                        Map.entry(b.id(), new TurnVersions(2, 3, a.id(), c.id())),
                        Map.entry(c.id(), new TurnVersions(3, 3, b.id(), null)));
    }

    @Test
    default void aFirstQuestionHasVersionsToo() {
        ConversationId id = givenConversation().id();
        Turn a = givenAnswered(id, null, "A?", "A.");
        Turn b = givenAnswered(id, null, "B?", "B.");
        assertThat(tree().versions(List.of(b.id()))).containsEntry(b.id(), new TurnVersions(2, 2, a.id(), null));
    }

    @Test
    default void whatNeverBeganIsNoVersion() {
        ConversationId id = givenConversation().id();
        Turn first = givenAnswered(id, null, "One?", "One.");
        Turn next = givenAnswered(id, first.id(), "Two?", "Two.");
        turns().save(givenTurn(id, first.id(), "Withdrawn").stop(NOW));
        givenTurn(id, first.id(), "Waiting");
        assertThat(tree().versions(List.of(next.id()))).isEmpty();
    }

    @Test
    default void goesDownToTheNewestEnd() {
        ConversationId id = givenConversation().id();
        Turn first = givenAnswered(id, null, "One?", "One.");
        Turn second = givenAnswered(id, first.id(), "Two?", "Two.");
        Turn third = givenAnswered(id, second.id(), "Three?", "Three.");
        Turn other = givenAnswered(id, first.id(), "Zwei?", "Zwei.");
        assertThat(tree().newestEnd(second.id())).isEqualTo(third.id());
        assertThat(tree().newestEnd(third.id())).isEqualTo(third.id());
        assertThat(tree().newestEnd(first.id())).isEqualTo(other.id());
    }

    @Test
    default void aCopyOfAPathIsIndependent() {
        Conversation source = givenConversation();
        ConversationId id = source.id();
        transcript().append(question(id, null, "Before all", NOW));
        Turn first = givenAnswered(id, null, "One?", "One.");
        QueryResult result = new QueryResult(
                ResultId.create(),
                "SELECT 9",
                List.of(new ResultColumn("n", "INTEGER", ResultColumn.Kind.NUMBER)),
                List.of(Row.of(9L)),
                false,
                Duration.ofMillis(3),
                NOW);
        results().add(SHOP, id, result);
        Turn running = Turn.queue(id, first.id(), NOW).start("gpt", NOW);
        transcript().append(question(id, running.id(), "Two?", NOW), running);
        Turn calling = running.reply(List.of(call("c1")), new TokenUsage(1, 1));
        Message calls = transcript().append(said(id, running.id(), "", call("c1")), calling);
        ToolOutcome outcome =
                new ToolOutcome.Succeeded("9", new ResultSummary(result.id(), 1, false), Duration.ofMillis(3));
        transcript().answer(calls.id(), call("c1").answered(outcome));
        Turn done = calling.answer("c1").reply(List.of(), TokenUsage.NONE).complete(NOW);
        transcript().append(said(id, running.id(), "Nine."), done);
        transcript().append(said(id, null, "Behind the end"));
        givenAnswered(id, first.id(), "Zwei?", "Zwei.");

        Conversation copy = tree().copyPath(
                        done.id(), Conversation.start(SHOP, ConversationTitle.manual("Copy"), NOW.plusSeconds(9)));
        conversations().delete(id);

        assertThat(conversations().find(copy.id()).orElseThrow().conversation()).isEqualTo(copy);
        assertThat(conversations().find(copy.id()).orElseThrow().messageCount()).isEqualTo(6);
        List<Message> messages = transcript().page(copy.id(), null, 50).messages();
        assertThat(texts(messages)).containsExactly("Before all", "One?", "One.", "Two?", "", "Nine.");
        assertThat(messages).extracting(Message::conversationId).containsOnly(copy.id());
        assertThat(rowsOf((Message.AssistantMessage) messages.get(4))).containsExactly(Row.of(9L));
        Turn end = turns().find(Objects.requireNonNull(copy.head())).orElseThrow();
        assertThat(end)
                .usingRecursiveComparison()
                .ignoringFields("id", "conversationId", "parentId")
                .isEqualTo(done);
        givenAnswered(copy.id(), copy.head(), "Three?", "Three.");
        assertThat(transcript().page(copy.id(), null, 50).messages()).hasSize(8);
    }

    private List<Row> rowsOf(Message.AssistantMessage message) {
        return message.toolCalls().getFirst().outcome() instanceof ToolOutcome.Succeeded done && done.result() != null
                ? results().page(done.result().id(), 0, 10).orElseThrow().rows()
                : List.of();
    }

    @Test
    default void refusesToCopyWhatIsNotThere() {
        givenConversation();
        assertNotFound(() ->
                tree().copyPath(TurnId.create(NOW), Conversation.start(SHOP, ConversationTitle.manual("Copy"), NOW)));
    }
}
