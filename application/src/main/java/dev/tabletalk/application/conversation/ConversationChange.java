package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationTitle;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a conversation; null leaves a part as it is.
 *
 * @param unread false when somebody has seen its newest answer, true to be reminded of it
 */
public record ConversationChange(
        @Nullable ConversationTitle title,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @Nullable Boolean trashed,
        @Nullable Boolean unread) {
    public static final ConversationChange SEEN = new ConversationChange(null, null, null, null, false);

    public static ConversationChange rename(String title) {
        return new ConversationChange(ConversationTitle.manual(title), null, null, null, null);
    }

    public static ConversationChange trash(boolean value) {
        return new ConversationChange(null, null, null, value, null);
    }

    Conversation applyTo(Conversation conversation) {
        Conversation changed = title == null ? conversation : conversation.titled(title);
        changed = pinned == null ? changed : changed.pinned(pinned);
        changed = archived == null ? changed : changed.archived(archived);
        changed = trashed == null ? changed : changed.trashed(trashed);
        if (unread == null) {
            return changed;
        }
        return changed.marked(unread ? ConversationMark.UNREAD : changed.mark().seen());
    }
}
