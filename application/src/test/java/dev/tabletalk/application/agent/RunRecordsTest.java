package dev.tabletalk.application.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.InMemoryConnections;
import dev.tabletalk.domain.port.InMemoryConversations;
import dev.tabletalk.domain.port.InMemoryStore;
import dev.tabletalk.domain.port.InMemoryTranscript;
import dev.tabletalk.domain.port.InMemoryTurns;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final DatabaseConnection SAMPLE = new DatabaseConnection(
            new ConnectionId("sample"),
            "Sample",
            DatabaseKind.SQLITE,
            new DatabaseAddress.File("sample.db"),
            null,
            QueryLimits.DEFAULT,
            NOW);

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryTurns turns = new InMemoryTurns(store);
    private final Unwilling transcript = new Unwilling(new InMemoryTranscript(store));
    private final RunRecords records = new RunRecords(transcript, turns, Duration.ofMillis(10));

    @Test
    void storesEachMessageOfARunThatNeverBeganOnceHoweverOftenTheStoreRefuses() throws InterruptedException {
        new InMemoryConnections(store).add(SAMPLE);
        Conversation conversation = Conversation.start(SAMPLE.id(), ConversationTitle.untitled(), NOW);
        new InMemoryConversations(store).add(conversation);
        MessageText question = new MessageText("How many?");
        Turn queued = Turn.queue(conversation.id(), null, NOW);
        turns.enqueue(queued, question);
        LiveRun run = new LiveRun(queued, SAMPLE, question, any -> 0);
        Turn failed = run.advance(queued.fail(new Failure(FailureCode.STORE_UNAVAILABLE, "Full."), NOW));
        transcript.refusals = Set.of(1, 3, 4);
        CountDownLatch kept = new CountDownLatch(1);

        records.close(run, failed, false, MessageStatus.FAILED, kept::countDown);

        assertThat(kept.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(transcript.page(conversation.id(), null, 10).messages())
                .extracting(message -> message.getClass().getSimpleName())
                .containsExactly("UserMessage", "AssistantMessage");
    }

    /** Refuses some of the writes, counted from one. */
    private static final class Unwilling implements Transcript {
        private final Transcript transcript;
        private Set<Integer> refusals = new HashSet<>();
        private int writes;

        Unwilling(Transcript transcript) {
            this.transcript = transcript;
        }

        @Override
        public Message append(NewMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Message append(NewMessage message, Turn turn) {
            if (refusals.contains(++writes)) {
                throw FailureException.of(FailureCode.STORE_UNAVAILABLE, "The store is busy.");
            }
            return transcript.append(message, turn);
        }

        @Override
        public void answer(MessageId message, ToolCall answered) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MessagePage page(ConversationId conversationId, @Nullable MessageId before, int limit) {
            return transcript.page(conversationId, before, limit);
        }
    }
}
