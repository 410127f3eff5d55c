package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import dev.tabletalk.adapter.web.ui.workspace.LastPlaces;
import dev.tabletalk.adapter.web.ui.workspace.PlaceMemory;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import java.util.List;

/** Sends people to their last place, new people to the first database, and where there is none to the connections. */
@Route("")
final class RootPage extends Composite<Main> implements BeforeEnterObserver {
    private final Workspace workspace;

    RootPage(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo(destination());
    }

    private String destination() {
        List<ConnectionId> connections = workspace.connections().list().stream()
                .map(DatabaseConnection::id)
                .toList();
        LastPlaces places = PlaceMemory.places();
        return places.latest()
                .map(LastPlaces.Place::connection)
                .filter(connections::contains)
                .or(() -> connections.stream().findFirst())
                .map(id -> places.conversationIn(id)
                        .filter(last -> WorkspaceNavigation.isIn(id, last, workspace.conversations()))
                        .map(WorkspaceNavigation::path)
                        .orElseGet(() -> WorkspaceNavigation.path(id)))
                .orElse(WorkspaceNavigation.CONNECTIONS);
    }
}
