package dev.tabletalk.application.agent;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.port.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A run in memory. Its turn is changed by one thread at a time: who queues it, then its own. */
final class LiveRun implements AgentRun {
    private final DatabaseConnection connection;
    private final MessageText question;
    private final ToIntFunction<LiveRun> ahead;
    private final Cancellation cancellation = new Cancellation();
    private final EventLog log = new EventLog();
    private final Draft draft;
    private final CompletableFuture<Boolean> stored = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private volatile Turn turn;
    private volatile @Nullable List<Message> path;
    private volatile boolean interrupted;

    /** @param ahead tells how many runs are before a given one */
    LiveRun(Turn turn, DatabaseConnection connection, MessageText question, ToIntFunction<LiveRun> ahead) {
        this.turn = turn;
        this.connection = connection;
        this.question = question;
        this.ahead = ahead;
        this.draft = new Draft(turn.id());
    }

    @Override
    public Turn turn() {
        return turn;
    }

    @Override
    public MessageText question() {
        return question;
    }

    @Override
    public int ahead() {
        return ahead.applyAsInt(this);
    }

    @Override
    public List<NumberedEvent> eventsAfter(long number, Duration wait) throws InterruptedException {
        return log.after(number, wait);
    }

    @Override
    public long newestEvent() {
        return log.newest();
    }

    @Override
    public void stop() {
        cancellation.request();
    }

    /** Ends it because the server ends, not because a person wished so. */
    void interrupt() {
        interrupted = true;
        cancellation.request();
    }

    boolean isInterrupted() {
        return interrupted;
    }

    Turn advance(Turn next) {
        turn = next;
        return next;
    }

    /** @param path all that was said up to the question; null when only the store knows */
    void begin(Turn started, @Nullable List<Message> path) {
        this.path = path;
        turn = started;
    }

    @Nullable
    List<Message> path() {
        return path;
    }

    DatabaseConnection connection() {
        return connection;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Draft draft() {
        return draft;
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

    /** Its thread is at its end. */
    void markDone() {
        done.complete(null);
    }

    CompletableFuture<?> done() {
        return done;
    }

    /** The turn that a question behind this one follows: this one, or when it never got into the transcript the one before. */
    @Nullable
    TurnId awaitParentForNext() {
        boolean withdrawn = turn.status().isOver() && turn.startedAt() == null;
        return awaitStored() && !withdrawn ? turn.id() : turn.parentId();
    }
}
