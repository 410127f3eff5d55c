package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one connection: at most {@value #SIZE} at a time, opened when needed, kept for a minute when idle. Safe for
 * any thread. Smaller than a pool library because it must fail at once, with the reason, when the database cannot be reached.
 */
final class SessionPool implements AutoCloseable {
    static final int SIZE = 4;
    static final int STREAMS = 2;
    private static final long TRUSTED_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long IDLE_NANOS = Duration.ofSeconds(60).toNanos();

    private final DatabaseConnection connection;
    private final Engine engine;
    private final Semaphore permits = new Semaphore(SIZE, true);
    /** Of the same permits: what streams for long must leave room for short questions. */
    private final Semaphore streams = new Semaphore(STREAMS);

    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(Session session, long since) {}

    SessionPool(DatabaseConnection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    /** Whether its sessions are the ones this connection would open. */
    boolean fits(DatabaseConnection other) {
        return connection.kind() == other.kind() && connection.address().equals(other.address());
    }

    /** @return false when all sessions were busy all the time */
    boolean enter(Duration patience) throws InterruptedException {
        return permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void leave() {
        permits.release();
    }

    /** To be asked before {@link #enter} by what passes all rows on. @return false when too many do already */
    boolean beginStream() {
        return streams.tryAcquire();
    }

    void endStream() {
        streams.release();
    }

    /** A new session for all rows of a statement. Only between {@link #enter} and {@link #leave}. */
    Session openForAllRows() {
        return engine.openForAllRows(connection);
    }

    /** A session that is idle, or else a new one. Only between {@link #enter} and {@link #leave}. */
    Session take() {
        for (Idle newest = takeIdle(); newest != null; newest = takeIdle()) {
            if (System.nanoTime() - newest.since() < TRUSTED_NANOS
                    || newest.session().isAlive()) {
                return newest.session();
            }
            newest.session().close();
        }
        return engine.open(connection);
    }

    /** Takes a session back, closing it when it cannot be used again. */
    void give(Session session, boolean usable) {
        if (usable && session.reset() && keep(session)) {
            return;
        }
        session.close();
    }

    /** Closes the sessions that have been idle for too long. */
    void tidy() {
        close(System.nanoTime() - IDLE_NANOS);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        close(Long.MAX_VALUE);
    }

    private synchronized @Nullable Idle takeIdle() {
        return idle.pollLast();
    }

    private synchronized boolean keep(Session session) {
        if (closed) {
            return false;
        }
        idle.addLast(new Idle(session, System.nanoTime()));
        return true;
    }

    private void close(long idleSinceBefore) {
        List<Session> old = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty() && (closed || idle.getFirst().since() - idleSinceBefore < 0)) {
                old.add(idle.removeFirst().session());
            }
        }
        old.forEach(Session::close);
    }
}
