package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.port.ModelCallRepositoryContract;
import dev.tabletalk.domain.port.StoreContract;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many SQL statements each call sends, begin and commit aside; and that the number does not grow with the data. */
final class StoreStatementsIT extends StoreIT {
    @Autowired
    private StatementCounter counter;

    @Autowired
    @Qualifier("storeReaders")
    private DataSource readers;

    private void assertStatements(int expected, Runnable action) {
        List<String> statements = counter.during(action);
        assertThat(statements).as(String.join("\n", statements)).hasSize(expected);
    }

    private Message givenMessages(Conversation conversation, int messages, int callsEach) {
        Message last = null;
        for (int i = 0; i < messages; i++) {
            var calls = LongStream.range(0, callsEach)
                    .mapToObj(call -> StoreContract.call("c" + call))
                    .toArray(ToolCall[]::new);
            last = transcript().append(StoreContract.said(conversation.id(), null, "m" + i, calls));
        }
        if (last == null) {
            throw new IllegalArgumentException("No messages");
        }
        return last;
    }

    @Test
    void listsConnectionsAndCountsTheirConversations() {
        givenConversation();
        assertStatements(1, () -> connections().findAll());
        assertStatements(1, () -> connections().countConversations(StoreContract.SHOP));
        connections().add(StoreContract.connection(new ConnectionId("second")));
        givenConversation();
        assertStatements(1, () -> connections().findAll());
        assertStatements(1, () -> connections().countConversations(StoreContract.SHOP));
    }

    @Test
    void appendsAMessage() {
        Conversation conversation = givenConversation();
        // conversation, message
        assertStatements(2, () -> transcript().append(StoreContract.question(conversation.id(), null, "How?", NOW)));
        givenMessages(conversation, 50, 3);
        assertStatements(2, () -> transcript().append(StoreContract.question(conversation.id(), null, "How?", NOW)));
    }

    @Test
    void appendsAMessageWithCallsInOneBatch() {
        Conversation conversation = givenConversation();
        assertStatements(
                3,
                () -> transcript()
                        .append(StoreContract.said(
                                conversation.id(), null, "", StoreContract.call("a"), StoreContract.call("b"))));
    }

    @Test
    void startsATurnWithItsQuestion() {
        Conversation conversation = givenConversation();
        Turn turn = Turn.queue(conversation.id(), null, NOW).start("gpt", NOW);
        // conversation, turn, message
        assertStatements(
                3, () -> transcript().append(StoreContract.question(conversation.id(), turn.id(), "How?", NOW), turn));
    }

    @Test
    void appendsAMessageWithItsTurn() {
        Conversation conversation = givenConversation();
        Turn turn = givenTurn(conversation.id(), "How?");
        Turn running = turn.start("gpt", NOW);
        assertStatements(
                3,
                () -> transcript().append(StoreContract.question(conversation.id(), turn.id(), "How?", NOW), running));
        Turn done = running.reply(List.of(), new TokenUsage(1, 1)).complete(NOW);
        // and its partial text and the calls that are still open
        assertStatements(5, () -> transcript().append(StoreContract.said(conversation.id(), turn.id(), "So"), done));
    }

    @Test
    void answersACall() {
        Message message = givenMessages(givenConversation(), 1, 30);
        assertStatements(
                1,
                () -> transcript()
                        .answer(
                                message.id(),
                                StoreContract.call("c7")
                                        .answered(new ToolOutcome.Succeeded("7", null, Duration.ZERO))));
    }

    @Test
    void readsAPageOfMessagesWithTheirCalls() {
        Conversation conversation = givenConversation();
        assertStatements(1, () -> transcript().page(conversation.id(), null, 100));
        givenMessages(conversation, 60, 2);
        assertStatements(2, () -> transcript().page(conversation.id(), null, 10));
        assertStatements(2, () -> transcript().page(conversation.id(), null, 100));
    }

    @Test
    void readsTheMessagesOfATurn() {
        Turn turn = givenTurn(givenConversation().id(), "How?");
        assertStatements(2, () -> turns().messages(turn.id()));
    }

    @Test
    void savesAndFindsTurns() {
        Conversation conversation = givenConversation();
        Turn turn = Turn.queue(conversation.id(), null, NOW);
        assertStatements(2, () -> turns().enqueue(turn, new MessageText("How?")));
        assertStatements(2, () -> turns().save(turn.start("gpt", NOW)));
        assertStatements(1, () -> turns().find(turn.id()));
        assertStatements(3, () -> turns().save(turn.start("gpt", NOW).stop(NOW)));
    }

    @Test
    void readsAPathWithItsCalls() {
        Conversation conversation = givenConversation();
        Turn first = givenAnswered(conversation.id(), null, "How?", "So.");
        Turn last = first;
        for (int i = 0; i < 20; i++) {
            last = givenAnswered(conversation.id(), last.id(), "How?", "So.");
            givenAnswered(conversation.id(), last.id(), "Or how?", "So.");
        }
        TurnId end = last.id();
        assertStatements(2, () -> transcript().page(conversation.id(), null, 10));
        assertStatements(2, () -> tree().path(end, 10));
    }

    @Test
    void readsTheEditsOfAPageAtOnce() {
        List<TurnId> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TurnId turn =
                    givenAnswered(givenConversation().id(), null, "How?", "So.").id();
            turns.add(turn);
            ToolOutcome refused = new ToolOutcome.Refused("No.", Duration.ZERO);
            assertStatements(2, () -> sqlVersions().append(new QueryCell(turn, "c"), new SqlText("x"), refused, NOW));
            sqlVersions().append(new QueryCell(turn, "c"), new SqlText("y"), refused, NOW);
        }
        assertStatements(1, () -> assertThat(sqlVersions().newest(turns)).hasSize(10));
        assertStatements(1, () -> sqlVersions().list(new QueryCell(turns.getFirst(), "c")));
    }

    @Test
    void interruptsAbandonedTurns() {
        assertStatements(5, () -> turns().interruptAbandoned(NOW));
        for (int i = 0; i < 10; i++) {
            givenTurn(givenConversation().id(), "How?");
        }
        assertStatements(5, () -> turns().interruptAbandoned(NOW));
    }

    @Test
    void listsConversations() {
        givenConversation();
        assertStatements(2, () -> conversations().list(ConversationQuery.newest(SHOP, 50)));
        for (int i = 0; i < 60; i++) {
            givenMessages(givenConversation(), 1, 1);
        }
        assertStatements(2, () -> conversations().list(ConversationQuery.newest(SHOP, 50)));
        assertStatements(
                2,
                () -> conversations().list(new ConversationQuery(SHOP, ConversationView.ACTIVE, "revenue", null, 50)));
    }

    @Test
    void changesConversations() {
        Conversation conversation = givenConversation();
        assertStatements(2, () -> conversations().add(Conversation.start(SHOP, ConversationTitle.untitled(), NOW)));
        assertStatements(1, () -> conversations().find(conversation.id()));
        assertStatements(2, () -> conversations().update(conversation.id(), old -> old.pinned(true)));
        assertStatements(1, () -> conversations().update(conversation.id(), old -> old));
        givenMessages(conversation, 20, 2);
        assertStatements(1, () -> conversations().delete(conversation.id()));
    }

    @Test
    void changesConnections() {
        assertStatements(2, () -> connections().add(StoreContract.connection(SHOP)));
        assertStatements(1, () -> connections().find(SHOP));
        assertStatements(1, () -> connections().findAll());
        givenMessages(givenConversation(), 2, 2);
        assertStatements(1, () -> connections().delete(SHOP));
    }

    @Test
    void storesAndReadsCallsToModels() {
        Conversation conversation = givenConversation();
        Turn turn = givenAnswered(conversation.id(), null, "How?", "So.");
        String body = request(3);
        // the call, one batch of pieces
        assertStatements(2, () -> modelCalls().add(turn.id(), ModelCallRepositoryContract.step(1), body));
        for (int i = 0; i < 20; i++) {
            modelCalls().add(turn.id(), ModelCallRepositoryContract.step(1), request(i));
        }
        assertStatements(2, () -> modelCalls().add(turn.id(), ModelCallRepositoryContract.step(1), request(60)));
        assertStatements(1, () -> modelCalls().ofTurn(turn.id()));
        assertStatements(2, () -> modelCalls().request(turn.id(), 22));
        assertStatements(1, () -> notes().of(List.of(turn.id(), TurnId.create(NOW))));
    }

    private static String request(int messages) {
        return LongStream.range(0, messages)
                .mapToObj(number -> "{\"content\":\"" + number + "\"}")
                .collect(Collectors.joining(",", "{\"messages\":[", "],\"tools\":[{}]}"));
    }

    @Test
    void whatRequestsShareIsKeptOnce() {
        Conversation conversation = givenConversation();
        Turn turn = givenAnswered(conversation.id(), null, "How?", "So.");
        for (int messages = 1; messages <= 30; messages++) {
            modelCalls().add(turn.id(), ModelCallRepositoryContract.step(1), request(messages));
        }
        // the beginning, 30 messages, what stands between them and the tools, the tools, the end
        assertThat(pieces()).isEqualTo(34);
        conversations().delete(conversation.id());
        assertThat(pieces()).isZero();
    }

    private int pieces() {
        return JdbcClient.create(readers)
                .sql("SELECT count(*) FROM request_piece")
                .query(Integer.class)
                .single();
    }

    @Test
    void storesAndReadsResults() {
        Conversation conversation = givenConversation();
        QueryResult result = new QueryResult(
                ResultId.create(),
                "SELECT n",
                List.of(),
                LongStream.range(0, 1_000).mapToObj(Row::of).toList(),
                false,
                Duration.ZERO,
                NOW);
        // connection, conversation, result, one batch of chunks
        assertStatements(4, () -> results().add(SHOP, conversation.id(), result));
        assertStatements(2, () -> results().page(result.id(), 120, 300));
        assertStatements(1, () -> results().page(result.id(), 0, 0));
    }
}
