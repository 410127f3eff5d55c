package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** What a person can do to a conversation of the list, with the questions asked before and the way back after. */
final class ConversationActions {
    private static final char FIRST_STRONG_ISOLATE = 0x2068;
    private static final char POP_ISOLATE = 0x2069;

    private final Workspace workspace;
    private final Predicate<ConversationId> isOpen;

    ConversationActions(Workspace workspace, Predicate<ConversationId> isOpen) {
        this.workspace = workspace;
        this.isOpen = isOpen;
    }

    ConversationSummary rename(ConversationId id, String title) {
        return change(id, ConversationChange.rename(title));
    }

    ConversationSummary pin(ConversationId id, boolean pinned) {
        return change(id, new ConversationChange(null, pinned, null, null, null));
    }

    ConversationSummary archive(Conversation conversation, boolean archived) {
        ConversationSummary changed =
                change(conversation.id(), new ConversationChange(null, null, archived, null, null));
        Notices.showWithAction(
                archived ? "Archived " + quoted(conversation) : "Moved back to the list",
                "Undo",
                () -> change(conversation.id(), new ConversationChange(null, null, !archived, null, null)));
        if (archived) {
            leave(conversation.connectionId(), conversation.id());
        }
        return changed;
    }

    ConversationSummary restore(ConversationId id) {
        return change(id, ConversationChange.trash(false));
    }

    /** Asks, then moves it to the trash. */
    void delete(Conversation conversation) {
        confirm(
                "Delete this conversation?",
                quoted(conversation) + " goes to the trash. You can bring it back from there.",
                () -> moveToTrash(conversation));
    }

    /** Asks, then deletes it with all its messages and results. */
    void deleteForEver(Conversation conversation) {
        confirm(
                "Delete for ever?",
                quoted(conversation) + " will be gone with all its messages and results. Nobody can bring it back.",
                () -> {
                    workspace.manageConversations().delete(conversation.id());
                    leave(conversation.connectionId(), conversation.id());
                    Notices.show("Deleted " + quoted(conversation) + " for ever");
                });
    }

    private void moveToTrash(Conversation conversation) {
        workspace.agent().active(conversation.id()).forEach(AgentRun::stop);
        boolean wasOpen = isOpen.test(conversation.id());
        change(conversation.id(), ConversationChange.trash(true));
        leave(conversation.connectionId(), conversation.id());
        Notices.showWithAction("Deleted " + quoted(conversation), "Undo", () -> {
            restore(conversation.id());
            if (wasOpen) {
                WorkspaceNavigation.current().open(conversation.id());
            }
        });
    }

    /** If it is open, goes on to the most recent of the others, or to the empty state. */
    void leave(ConnectionId connection, ConversationId id) {
        if (isOpen.test(id)) {
            WorkspaceNavigation navigation = WorkspaceNavigation.current();
            mostRecent(connection, id).ifPresentOrElse(navigation::open, () -> navigation.openDatabase(connection));
        }
    }

    private Optional<ConversationId> mostRecent(ConnectionId connection, ConversationId except) {
        return workspace
                .conversations()
                .list(ConversationQuery.newest(connection, ConversationQuery.MAX_LIMIT))
                .items()
                .stream()
                .map(ConversationSummary::conversation)
                .filter(conversation -> !conversation.id().equals(except))
                .max(Comparator.comparing(Conversation::lastActivityAt))
                .map(Conversation::id);
    }

    private ConversationSummary change(ConversationId id, ConversationChange change) {
        return workspace.manageConversations().change(id, change);
    }

    /** A title that writes from right to left does so only between its quotation marks. */
    private static String quoted(Conversation conversation) {
        return "“" + FIRST_STRONG_ISOLATE + conversation.title().text() + POP_ISOLATE + "”";
    }

    private static void confirm(String question, String consequence, Runnable action) {
        ConfirmDialog dialog = new ConfirmDialog(question, consequence, "Delete", event -> action.run());
        dialog.setConfirmButtonTheme("error primary");
        dialog.setCancelable(true);
        dialog.setCancelText("Cancel");
        dialog.addClassName("tt-confirm");
        dialog.open();
    }
}
