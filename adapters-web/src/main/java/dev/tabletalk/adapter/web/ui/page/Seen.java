package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.Component;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.failure.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps that a person has seen the answer of the conversation that is open. Only the page knows: it is asked, and one that is in
 * the background, asleep or cut off does not answer.
 */
final class Seen {
    private static final Logger LOG = LoggerFactory.getLogger(Seen.class);
    private static final String EVENT = "tt-seen";

    private final Component page;
    private final Workspace workspace;

    Seen(Component page, Workspace workspace) {
        this.page = page;
        this.workspace = workspace;
        page.getElement()
                .addEventListener(EVENT, event -> keep(ConversationId.parse(event.getEventDetail(String.class))))
                .addEventDetail();
    }

    static boolean isUnread(Conversation conversation) {
        return conversation.mark() == ConversationMark.UNREAD && !conversation.trashed();
    }

    /** Call it for an unread conversation that is open, whenever it may have come into sight. */
    void look(Conversation open) {
        page.getElement()
                .executeJs(
                        "document.hidden || this.dispatchEvent(new CustomEvent($0, { detail: $1 }))",
                        EVENT,
                        open.id().toString());
    }

    private void keep(ConversationId id) {
        try {
            if (isUnread(workspace.conversations().get(id).conversation())) {
                workspace.manageConversations().change(id, ConversationChange.SEEN);
            }
        } catch (FailureException failed) {
            LOG.debug("That {} was seen could not be kept", id, failed);
        }
    }
}
