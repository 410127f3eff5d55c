package dev.tabletalk.domain.failure;

/** What went wrong, as a closed list; adapters translate it with an exhaustive switch. */
public enum FailureCode {
    /** A value given by a person or a client breaks a rule; {@link Failure#field()} names it. */
    INVALID,
    /** A question, message or body is longer than allowed. */
    TOO_LARGE,
    NOT_FOUND,
    /** The thing exists already, or is in a state that does not allow this. */
    CONFLICT,
    /** No model is configured, or it cannot be reached. */
    MODEL_UNAVAILABLE,
    /** The model refused our key. */
    MODEL_UNAUTHORIZED,
    /** The model asked us to slow down, also after retries. */
    MODEL_RATE_LIMITED,
    /** The model was silent for too long. */
    MODEL_TIMEOUT,
    /** The model ended its answer half-way. */
    MODEL_INTERRUPTED,
    /** The model answered something that is not the protocol. */
    MODEL_PROTOCOL,
    DATABASE_UNREACHABLE,
    /** The guard did not let the statement pass. */
    SQL_REFUSED,
    /** The database could not run the statement. */
    QUERY_FAILED,
    QUERY_TIMEOUT,
    /** A person stopped it. */
    CANCELLED,
    /** The server ended while the work was going on. */
    SERVER_STOPPED,
    /** Our own store cannot be used: another program holds it, or the disk is full or broken. */
    STORE_UNAVAILABLE,
    /** A bug of ours; the details are in the log. */
    INTERNAL
}
