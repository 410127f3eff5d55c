package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.TableName;

/** The places of the interface. Call it with the session lock held, that is in a listener or in {@code ui.access}. */
public final class WorkspaceNavigation {
    /** Route prefix of a database. */
    public static final String DATABASE = "db";

    /** Route prefix of a conversation. */
    public static final String CONVERSATION = "c";

    /** Route of the saved connections. */
    public static final String CONNECTIONS = "connections";

    /** Last part of the route of a database's tables. */
    public static final String SCHEMA = "schema";

    /** Query parameter of that route: the table that is open. */
    public static final String TABLE = "table";

    /** Query parameter of a conversation: the turn to show. */
    public static final String TURN = "turn";

    /** Within the route of a conversation, before the turn whose trace is shown. */
    public static final String TRACE = "trace";

    /** Last part of the route of a connection's read-only check. */
    public static final String CHECK = "check";

    private final UI ui;

    public WorkspaceNavigation(UI ui) {
        this.ui = ui;
    }

    /** For the tab whose request is being handled. */
    public static WorkspaceNavigation current() {
        return new WorkspaceNavigation(UI.getCurrentOrThrow());
    }

    public static String path(ConversationId id) {
        return CONVERSATION + "/" + id;
    }

    /** A conversation at one of its turns. */
    public static String path(ConversationId id, TurnId turn) {
        return path(id) + "?" + TURN + "=" + turn;
    }

    /** How an answer was made. */
    public static String tracePath(ConversationId id, TurnId turn) {
        return path(id) + "/" + TRACE + "/" + turn;
    }

    public static String path(ConnectionId id) {
        return DATABASE + "/" + id;
    }

    /** The page of the tables of a database. */
    public static String schemaPath(ConnectionId id) {
        return path(id) + "/" + SCHEMA;
    }

    public void openSchema(ConnectionId id) {
        ui.navigate(schemaPath(id));
    }

    /** Shows one table there. */
    public void openTable(ConnectionId id, TableName table) {
        ui.navigate(schemaPath(id), QueryParameters.of(TABLE, table.toString()));
    }

    /** Opens a conversation. */
    public void open(ConversationId id) {
        ui.navigate(path(id));
    }

    /** Opens the empty state of a database, where the first question starts a conversation. */
    public void openDatabase(ConnectionId id) {
        ui.navigate(path(id));
    }

    /** Goes to the conversation that was open last in a database, or to its empty state. */
    public void resume(ConnectionId id, ReadConversationsUseCase conversations) {
        PlaceMemory.places()
                .conversationIn(id)
                .filter(conversation -> isIn(id, conversation, conversations))
                .ifPresentOrElse(this::open, () -> openDatabase(id));
    }

    /** Whether a conversation is still there to be opened. */
    public static boolean isIn(ConnectionId connectionId, ConversationId id, ReadConversationsUseCase conversations) {
        try {
            Conversation found = conversations.get(id).conversation();
            return found.connectionId().equals(connectionId) && !found.trashed();
        } catch (FailureException gone) {
            return false;
        }
    }

    /** The page of the proof that a connection is read-only. */
    public static String checkPath(ConnectionId id) {
        return CONNECTIONS + "/" + id + "/" + CHECK;
    }

    public void openCheck(ConnectionId id) {
        ui.navigate(checkPath(id));
    }

    public void openConnections() {
        ui.navigate(CONNECTIONS);
    }

    /** Goes to the last place, or to where a new person starts. */
    public void openRoot() {
        ui.navigate("");
    }
}
