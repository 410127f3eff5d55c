package dev.tabletalk.domain.conversation;

/** How the writing of a message ended. */
public enum MessageStatus {
    COMPLETED,
    STOPPED,
    FAILED,
    INTERRUPTED
}
