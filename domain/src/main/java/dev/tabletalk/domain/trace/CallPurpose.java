package dev.tabletalk.domain.trace;

/** What a model was called for. */
public enum CallPurpose {
    /** A step of an answer: it may wish for tools or say the answer. */
    ANSWER,
    /** The title of the conversation. */
    TITLE,
    /** The next questions that are offered below an answer. */
    FOLLOW_UPS
}
