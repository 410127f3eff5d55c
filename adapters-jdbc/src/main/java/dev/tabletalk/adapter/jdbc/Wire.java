package dev.tabletalk.adapter.jdbc;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of one session: opened until a deadline or not at all, and with a budget of bytes to read, so that neither a
 * server that trickles bytes nor one that sends a cell of a gigabyte can hold us up. Safe for any thread.
 */
final class Wire {
    /** Bytes that may be read between two calls of {@link #refill()}. */
    static final long BUDGET = 64L << 20;

    private static final Logger log = LoggerFactory.getLogger(Wire.class);
    private static final ScopedValue<Wire> CURRENT = ScopedValue.newInstance();

    private final long budget;
    private final AtomicLong left;
    private final List<Socket> sockets = new ArrayList<>();
    private State state = State.OPENING;
    private @Nullable IOException end;

    private enum State {
        OPENING,
        OPEN,
        LATE
    }

    /** Opens a session. */
    interface Opening<T> {
        T open() throws SQLException;
    }

    /** More than the budget came from the server; nothing can be read from here any more. */
    static final class TooMuch extends IOException {
        TooMuch(long budget) {
            super("The database sent more than " + (budget >> 20) + " MiB for one statement.");
        }
    }

    Wire() {
        this(BUDGET);
    }

    Wire(long budget) {
        this.budget = budget;
        this.left = new AtomicLong(budget);
    }

    /** The wire that is being opened by this thread; a loose one, with a budget of its own, when there is none. */
    static Wire ofThisThread() {
        return CURRENT.isBound() ? CURRENT.get() : loose();
    }

    private static Wire loose() {
        Wire wire = new Wire();
        wire.state = State.OPEN;
        return wire;
    }

    /**
     * Opens a session on this thread, whose sockets become those of this wire. At the deadline they are closed, wherever the
     * driver is then. To be called once.
     */
    <T> T open(Duration deadline, Opening<T> opening) throws SQLException {
        CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::giveUp);
        T opened;
        try {
            opened = ScopedValue.where(CURRENT, this).call(opening::open);
        } catch (SQLException failed) {
            throw why(failed);
        }
        synchronized (this) {
            if (state == State.LATE) {
                throw late(null);
            }
            state = State.OPEN;
            return opened;
        }
    }

    /** What really ended it: drivers tend to keep that to themselves, or to try again. */
    private synchronized SQLException why(SQLException failed) {
        if (state == State.LATE) {
            return late(failed);
        }
        return end == null ? failed : new SQLException(failed.getMessage(), "08001", end);
    }

    /** Notes why there will be no session here, whatever the driver makes of it. */
    synchronized void ended(IOException reason) {
        if (end == null) {
            end = reason;
        }
    }

    /** Lets as much be read again as at first; called before each statement. */
    void refill() {
        left.set(budget);
    }

    /** Whether more came than the budget allowed. */
    boolean isSpent() {
        return left.get() < 0;
    }

    void received(long bytes) throws IOException {
        if (left.addAndGet(-bytes) < 0) {
            closeAll();
            TooMuch tooMuch = new TooMuch(budget);
            ended(tooMuch);
            throw tooMuch;
        }
    }

    synchronized void add(Socket socket) {
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
    }

    void requireOpen() throws SocketTimeoutException {
        if (isLate()) {
            closeAll();
            throw new SocketTimeoutException("the time to connect is over");
        }
    }

    private synchronized boolean isLate() {
        return state == State.LATE;
    }

    private void giveUp() {
        synchronized (this) {
            if (state != State.OPENING) {
                return;
            }
            state = State.LATE;
        }
        closeAll();
    }

    private void closeAll() {
        List<Socket> open;
        synchronized (this) {
            open = List.copyOf(sockets);
        }
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException error) {
                log.debug("A socket could not be closed", error);
            }
        }
    }

    private static SQLException late(@Nullable SQLException failed) {
        SocketTimeoutException late = new SocketTimeoutException("the time to connect is over");
        if (failed != null) {
            late.addSuppressed(failed);
        }
        return new SQLException("The time to connect is over", "08001", late);
    }
}
