package dev.tabletalk.domain.conversation;

/** Where a turn stands. */
public enum TurnStatus {
    /** Waits for the run before it in the same conversation. */
    QUEUED,
    RUNNING,
    COMPLETED,
    /** Ended by a person; what had been said is kept. */
    STOPPED,
    /** Ended by a failure; see {@link Turn#failure()}. */
    FAILED,
    /** Ended half-way by the model or by the end of the server; what had been said is kept. */
    INTERRUPTED;

    public boolean isOver() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case COMPLETED, STOPPED, FAILED, INTERRUPTED -> true;
        };
    }
}
