package dev.tabletalk.application.agent;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.port.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A run in memory. Its turn is changed by one thread at a time: who queues it, then its own. */
final class LiveRun implements AgentRun {
    private final DatabaseConnection connection;
    private final MessageText question;
    private final Cancellation cancellation = new Cancellation();
    private final EventLog log = new EventLog();
    private final CompletableFuture<Boolean> stored = new CompletableFuture<>();
    private volatile Turn turn;

    LiveRun(Turn turn, DatabaseConnection connection, MessageText question) {
        this.turn = turn;
        this.connection = connection;
        this.question = question;
    }

    @Override
    public TurnId turnId() {
        return turn.id();
    }

    @Override
    public ConversationId conversationId() {
        return turn.conversationId();
    }

    @Override
    public MessageText question() {
        return question;
    }

    @Override
    public TurnStatus status() {
        return turn.status();
    }

    @Override
    public List<NumberedEvent> eventsAfter(long number, Duration wait) throws InterruptedException {
        return log.after(number, wait);
    }

    @Override
    public void stop() {
        cancellation.request();
    }

    Turn turn() {
        return turn;
    }

    Turn advance(Turn next) {
        turn = next;
        return next;
    }

    DatabaseConnection connection() {
        return connection;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    void emit(AgentEvent event) {
        log.append(event);
    }

    /** @param kept whether the question is in the store now */
    void markStored(boolean kept) {
        stored.complete(kept);
    }

    /** Waits until it is known whether the question is in the store. */
    boolean awaitStored() {
        return stored.join();
    }
}
