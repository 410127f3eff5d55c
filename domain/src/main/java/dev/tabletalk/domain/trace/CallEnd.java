package dev.tabletalk.domain.trace;

/** The one way in which a call to a model ended, after all its attempts. */
public enum CallEnd {
    FINISHED,
    FAILED,
    INTERRUPTED,
    CANCELLED
}
