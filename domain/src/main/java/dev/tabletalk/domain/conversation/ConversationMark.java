package dev.tabletalk.domain.conversation;

/** What a person should notice about a conversation where nothing runs. */
public enum ConversationMark {
    NONE,
    /** An answer came and nobody has looked at it yet. */
    UNREAD,
    /** The last turn failed or was interrupted; stays until the next one begins. */
    FAILED;

    /** The mark that a turn leaves behind. */
    public static ConversationMark after(TurnStatus status) {
        return switch (status) {
            case COMPLETED -> UNREAD;
            case FAILED, INTERRUPTED -> FAILED;
            case QUEUED, RUNNING, STOPPED -> NONE;
        };
    }

    /** The mark once somebody has looked; a failure remains one. */
    public ConversationMark seen() {
        return this == UNREAD ? NONE : this;
    }
}
