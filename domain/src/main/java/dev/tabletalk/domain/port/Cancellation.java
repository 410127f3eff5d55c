package dev.tabletalk.domain.port;

import java.util.ArrayList;
import java.util.List;

/**
 * The wish that work should end. Any thread may ask for it and listen to it; once asked for it stays so.
 */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean requested;

    /** Runs every registered action once, on the calling thread; the second call does nothing. */
    public void request() {
        List<Runnable> due;
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /**
     * Runs the action when cancellation is requested, at once if it was already. The action must be quick and must not
     * throw.
     *
     * @return closing it takes the action back
     */
    public Registration onRequest(Runnable action) {
        synchronized (this) {
            if (!requested) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /** Takes an action back; closing it twice does nothing. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
