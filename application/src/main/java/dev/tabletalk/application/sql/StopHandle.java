package dev.tabletalk.application.sql;

import dev.tabletalk.domain.port.Cancellation;

/** Lets whoever runs a statement stop it, from any thread; for one statement. */
public final class StopHandle {
    private final Cancellation cancellation = new Cancellation();

    /** Stops the statement that runs with it, or is about to; returns at once. Doing it twice changes nothing. */
    public void stop() {
        cancellation.request();
    }

    Cancellation cancellation() {
        return cancellation;
    }
}
