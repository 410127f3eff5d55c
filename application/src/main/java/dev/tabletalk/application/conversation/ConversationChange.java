package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationTitle;
import org.jspecify.annotations.Nullable;

/** What to change of a conversation; null leaves a part as it is. */
public record ConversationChange(
        @Nullable ConversationTitle title,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @Nullable Boolean trashed) {
    public static ConversationChange rename(String title) {
        return new ConversationChange(ConversationTitle.manual(title), null, null, null);
    }

    public static ConversationChange trash(boolean value) {
        return new ConversationChange(null, null, null, value);
    }

    Conversation applyTo(Conversation conversation) {
        Conversation changed = title == null ? conversation : conversation.titled(title);
        changed = pinned == null ? changed : changed.pinned(pinned);
        changed = archived == null ? changed : changed.archived(archived);
        return trashed == null ? changed : changed.trashed(trashed);
    }
}
