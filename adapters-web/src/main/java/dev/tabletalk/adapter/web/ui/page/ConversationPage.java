package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.tabletalk.adapter.web.ui.conversation.ConversationPanel;
import dev.tabletalk.adapter.web.ui.workspace.LastPlaces.Place;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** A conversation under its address. */
@Route(WorkspaceNavigation.CONVERSATION)
final class ConversationPage extends Composite<Div> implements HasUrlParameter<String>, HasDynamicTitle, PlacePage {
    private final Workspace workspace;
    private final ConversationPanel panel;
    private @Nullable Conversation shown;

    ConversationPage(Workspace workspace) {
        this.workspace = workspace;
        panel = new ConversationPanel(workspace);
        getContent().addClassName("tt-page");
        getContent().add(panel);
    }

    @Override
    public void setParameter(BeforeEvent event, String id) {
        try {
            shown = workspace.conversations().get(ConversationId.parse(id)).conversation();
            panel.showConversation(shown.id());
        } catch (FailureException unknown) {
            shown = null;
            event.rerouteToError(new NotFoundException(), unknown.failure().message());
        }
    }

    @Override
    public @Nullable Place place() {
        return shown == null ? null : new Place(shown.connectionId(), shown.id());
    }

    @Override
    public String getPageTitle() {
        return shown == null ? "Tabletalk" : shown.title().text() + " · Tabletalk";
    }
}
