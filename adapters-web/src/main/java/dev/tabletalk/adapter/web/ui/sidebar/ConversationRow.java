package dev.tabletalk.adapter.web.ui.sidebar;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;

/**
 * A row of the list.
 *
 * @param heading of the group that starts with this row; empty when it goes on
 */
record ConversationRow(Conversation conversation, String heading) {
    ConversationId id() {
        return conversation.id();
    }

    String title() {
        return conversation.title().text();
    }
}
