package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import dev.tabletalk.adapter.web.ui.sidebar.Sidebar;
import dev.tabletalk.adapter.web.ui.workspace.EnvironmentBadge;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.LastPlaces.Place;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.PlaceMemory;
import dev.tabletalk.adapter.web.ui.workspace.TitledPage;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sidebar beside the page; on a phone the sidebar is a drawer. */
@Layout
final class MainLayout extends AppLayout implements AfterNavigationObserver {
    private final Workspace workspace;
    private final Sidebar sidebar;
    private final H1 title = new H1();
    private final EnvironmentBadge environment = new EnvironmentBadge(null);
    private @Nullable ConversationId open;

    MainLayout(Workspace workspace) {
        this.workspace = workspace;
        sidebar = new Sidebar(workspace);
        setPrimarySection(Section.DRAWER);
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Toggle sidebar");
        toggle.setIcon(Glyph.SIDEBAR.create());
        title.addClassName("tt-title");
        title.getElement().setAttribute("dir", "auto");
        addToNavbar(toggle, title, environment);
        addToDrawer(sidebar);
        LiveUpdates.bind(this, workspace.conversations(), this::apply);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (getContent() instanceof ConversationPage page && page.place() != null) {
            show(Objects.requireNonNull(page.place()));
        } else {
            showElsewhere();
        }
    }

    private void show(Place place) {
        open = place.conversation();
        sidebar.show(place.connection(), open);
        PlaceMemory.visit(place.connection(), open);
        DatabaseConnection connection = workspace.connections().get(place.connection());
        environment.show(connection.environment());
        title.setText(
                open == null
                        ? ConversationTitle.DEFAULT_TEXT
                        : workspace
                                .conversations()
                                .get(open)
                                .conversation()
                                .title()
                                .text());
    }

    /** A page of no database keeps the list of the last one. */
    private void showElsewhere() {
        open = null;
        title.setText(getContent() instanceof TitledPage page ? page.heading() : "Tabletalk");
        environment.show(null);
        List<ConnectionId> connections = workspace.connections().list().stream()
                .map(DatabaseConnection::id)
                .toList();
        sidebar.show(
                PlaceMemory.places()
                        .latest()
                        .map(Place::connection)
                        .filter(connections::contains)
                        .or(() -> connections.stream().findFirst())
                        .orElse(null),
                null);
    }

    private void apply(List<ConversationEvent> events) {
        if (open != null && events.stream().anyMatch(event -> event.id().equals(open))) {
            try {
                String text = workspace
                        .conversations()
                        .get(open)
                        .conversation()
                        .title()
                        .text();
                title.setText(text);
                getUI().ifPresent(ui -> ui.getPage().setTitle(text + " · Tabletalk"));
            } catch (FailureException gone) {
                open = null;
            }
        }
    }
}
