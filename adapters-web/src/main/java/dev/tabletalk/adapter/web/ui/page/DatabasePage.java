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
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** A database with no conversation open: the place to ask the first question. */
@Route(WorkspaceNavigation.DATABASE)
final class DatabasePage extends Composite<Div> implements HasUrlParameter<String>, HasDynamicTitle, PlacePage {
    private final Workspace workspace;
    private final ConversationPanel panel;
    private @Nullable DatabaseConnection shown;

    DatabasePage(Workspace workspace) {
        this.workspace = workspace;
        panel = new ConversationPanel(workspace);
        panel.onConversationCreated(id -> WorkspaceNavigation.current().open(id));
        getContent().addClassName("tt-page");
        getContent().add(panel);
    }

    @Override
    public void setParameter(BeforeEvent event, String id) {
        try {
            shown = workspace.connections().get(ConnectionId.parse(id));
            panel.showDatabase(shown.id());
        } catch (FailureException unknown) {
            shown = null;
            event.rerouteToError(new NotFoundException(), unknown.failure().message());
        }
    }

    @Override
    public @Nullable Place place() {
        return shown == null ? null : new Place(shown.id(), null);
    }

    @Override
    public String getPageTitle() {
        return shown == null ? "Tabletalk" : shown.name() + " · Tabletalk";
    }
}
