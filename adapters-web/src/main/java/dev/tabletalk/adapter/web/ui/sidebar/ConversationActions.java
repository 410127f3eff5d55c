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
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a person can do to a conversation of the list, with the questions asked before and the way back after. Where somebody
 * else was quicker, a notice says so.
 */
final class ConversationActions {
    private static final char FIRST_STRONG_ISOLATE = 0x2068;
    private static final char POP_ISOLATE = 0x2069;

    private final Workspace workspace;
    private final Predicate<ConversationId> isOpen;

    ConversationActions(Workspace workspace, Predicate<ConversationId> isOpen) {
        this.workspace = workspace;
        this.isOpen = isOpen;
    }

    /** @return what it is now; empty when it could not be renamed */
    Optional<Conversation> rename(Conversation conversation, String title) {
        return change(conversation, () -> ConversationChange.rename(title));
    }

    void pin(Conversation conversation, boolean pinned) {
        change(conversation, () -> new ConversationChange(null, pinned, null, null, null));
    }

    void archive(Conversation conversation, boolean archived) {
        if (changeArchived(conversation, archived).isEmpty()) {
            return;
        }
        Notices.showWithAction(
                archived ? "Archived " + quoted(conversation) : "Moved back to the list",
                "Undo",
                () -> changeArchived(conversation, !archived));
        if (archived) {
            leave(conversation.connectionId(), conversation.id());
        }
    }

    private Optional<Conversation> changeArchived(Conversation conversation, boolean archived) {
        return change(conversation, () -> new ConversationChange(null, null, archived, null, null));
    }

    /** @return what it is now; empty when it is gone for good */
    Optional<Conversation> restore(Conversation conversation) {
        return change(conversation, () -> ConversationChange.trash(false));
    }

    boolean isActive(ConversationId id) {
        return !workspace.agent().active(id).isEmpty();
    }

    /** Ends all that goes on or waits in it; those that wait first, so that none of them begins meanwhile. */
    void stop(ConversationId id) {
        workspace.agent().active(id).reversed().forEach(AgentRun::stop);
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
                    try {
                        workspace.manageConversations().delete(conversation.id());
                        Notices.show("Deleted " + quoted(conversation) + " for ever");
                    } catch (FailureException refused) {
                        explain(conversation, refused);
                    }
                    leave(conversation.connectionId(), conversation.id());
                });
    }

    private void moveToTrash(Conversation conversation) {
        boolean wasOpen = isOpen.test(conversation.id());
        if (change(conversation, () -> ConversationChange.trash(true)).isEmpty()) {
            return;
        }
        leave(conversation.connectionId(), conversation.id());
        Notices.showWithAction("Deleted " + quoted(conversation), "Undo", () -> {
            if (restore(conversation).isPresent() && wasOpen) {
                WorkspaceNavigation.current().open(conversation.id());
            }
        });
    }

    /** If it is open, goes on to the most recent of the others, or to the empty state. */
    private void leave(ConnectionId connection, ConversationId id) {
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

    private Optional<Conversation> change(Conversation conversation, Supplier<ConversationChange> change) {
        try {
            return Optional.of(workspace
                    .manageConversations()
                    .change(conversation.id(), change.get())
                    .conversation());
        } catch (FailureException refused) {
            explain(conversation, refused);
            return Optional.empty();
        }
    }

    private static void explain(Conversation conversation, FailureException refused) {
        if (refused.failure().code() == FailureCode.NOT_FOUND) {
            Notices.show(quoted(conversation) + " was deleted for ever in the meantime.");
        } else {
            Notices.showFailure(refused);
        }
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
