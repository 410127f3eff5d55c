package dev.tabletalk.domain.conversation;

/** Which conversations a list shows. */
public enum ConversationView {
    /** Neither archived nor in the trash. */
    ACTIVE,
    /** Archived and not in the trash. */
    ARCHIVED,
    TRASH
}
