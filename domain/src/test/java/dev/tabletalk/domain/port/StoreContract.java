package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** The repositories under test, empty before each test, all over one store; and what the contracts share. */
public interface StoreContract {
    Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");
    ConnectionId SHOP = new ConnectionId("shop");

    ConnectionRepository connections();

    ConversationRepository conversations();

    Transcript transcript();

    TurnRepository turns();

    TurnTree tree();

    QueryResultRepository results();

    ReadOnlyProofRepository proofs();

    SqlVersionRepository sqlVersions();

    ChartRepository charts();

    ConversationArchive archive();

    ModelCallRepository modelCalls();

    AnswerNotes notes();

    static DatabaseConnection connection(ConnectionId id) {
        return new DatabaseConnection(
                id, "Shop", DatabaseKind.SQLITE, new DatabaseAddress.File("shop.db"), null, QueryLimits.DEFAULT, NOW);
    }

    /** A stored conversation of the connection "shop", which is made if need be. */
    default Conversation givenConversation() {
        return givenConversation("Revenue by month", NOW);
    }

    default Conversation givenConversation(String title, Instant createdAt) {
        if (connections().find(SHOP).isEmpty()) {
            connections().add(connection(SHOP));
        }
        Conversation conversation = Conversation.start(SHOP, ConversationTitle.manual(title), createdAt);
        conversations().add(conversation);
        return conversation;
    }

    default Turn givenTurn(ConversationId conversationId, String question) {
        return givenTurn(conversationId, null, question);
    }

    default Turn givenTurn(ConversationId conversationId, @Nullable TurnId parent, String question) {
        Turn turn = Turn.queue(conversationId, parent, NOW);
        turns().enqueue(turn, new MessageText(question));
        return turn;
    }

    /** A turn that is over: a question and an answer in the transcript. */
    default Turn givenAnswered(ConversationId id, @Nullable TurnId parent, String question, String answer) {
        Turn running = Turn.queue(id, parent, NOW).start("gpt", NOW);
        transcript().append(question(id, running.id(), question, NOW), running);
        Turn done = running.reply(List.of(), new TokenUsage(1, 1)).complete(NOW);
        transcript().append(said(id, done.id(), answer), done);
        return done;
    }

    static NewMessage question(ConversationId id, @Nullable TurnId turnId, String text, Instant at) {
        return new NewMessage.User(id, turnId, new MessageText(text), at);
    }

    static NewMessage said(ConversationId id, @Nullable TurnId turnId, String text, ToolCall... calls) {
        return new NewMessage.Assistant(id, turnId, text, List.of(calls), MessageStatus.COMPLETED, null, NOW);
    }

    static ToolCall call(String id) {
        return new ToolCall(id, "run_query", "{\"sql\":\"SELECT 1\"}", null);
    }

    static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    static Failure failureOf(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(FailureException.class, call).failure();
    }

    static void assertNotFound(ThrowingCallable call) {
        Assertions.assertThat(failureOf(call).code()).isEqualTo(FailureCode.NOT_FOUND);
    }

    /** Does it in 16 threads at once, this many times altogether, and gives what came of each. */
    static <T> List<T> concurrently(int times, Callable<T> action) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<T>> futures = IntStream.range(0, times)
                    .mapToObj(index -> threads.submit(action))
                    .toList();
            List<T> values = new ArrayList<>();
            for (Future<T> future : futures) {
                values.add(future.get());
            }
            return values;
        }
    }
}
