package dev.tabletalk.adapter.web.ui.sidebar;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;

/**
 * A row of the list.
 *
 * @param heading of the group that starts with this row; empty when it goes on
 * @param cue tells it from others of the same title: when the last message came; empty where there is none
 */
record ConversationRow(Conversation conversation, String heading, String cue) {
    ConversationId id() {
        return conversation.id();
    }

    String title() {
        return conversation.title().text();
    }

    /** What is said of it on hover, and to those who hear the page. */
    String hint() {
        return cue.isEmpty() ? title() : title() + " · last message " + cue;
    }
}
