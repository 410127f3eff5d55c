package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import java.util.function.Consumer;

/** Shows one conversation, or the empty state of a database, where the first question makes the conversation. */
public final class ConversationPanel extends Composite<Div> {
    private final Workspace workspace;
    private Consumer<ConversationId> created = id -> {};

    public ConversationPanel(Workspace workspace) {
        this.workspace = workspace;
        getContent().addClassName("tt-conversation");
    }

    /** Shows a conversation that exists. */
    public void showConversation(ConversationId id) {
        getContent()
                .setText(
                        workspace.conversations().get(id).conversation().title().text());
    }

    /** Shows the empty state of a database; stores nothing. */
    public void showDatabase(ConnectionId id) {
        getContent().setText(workspace.connections().get(id).name());
    }

    /** Tells of the conversation that the first question made, so that its page can be opened. */
    public void onConversationCreated(Consumer<ConversationId> listener) {
        created = created.andThen(listener);
    }
}
