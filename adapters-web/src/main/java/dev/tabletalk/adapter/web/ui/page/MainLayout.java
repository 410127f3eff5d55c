package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.signals.Signal;
import dev.tabletalk.adapter.web.ui.sidebar.Sidebar;
import dev.tabletalk.adapter.web.ui.takeaway.ExportMenu;
import dev.tabletalk.adapter.web.ui.workspace.EnvironmentBadge;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.LastPlaces.Place;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.PlaceMemory;
import dev.tabletalk.adapter.web.ui.workspace.TitledPage;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sidebar beside the page; on a phone the sidebar is a drawer. */
@Layout
final class MainLayout extends AppLayout implements AfterNavigationObserver {
    private final Workspace workspace;
    private final UI ui;
    private final Sidebar sidebar;
    private final H1 title = new H1();
    private final EnvironmentBadge environment = new EnvironmentBadge(null);
    private final Anchor schema = new Anchor();
    private final ExportMenu export = new ExportMenu();
    private final TabTitle tab;
    private final Seen seen;
    /** As it was when it was opened or changed last. */
    private @Nullable Conversation open;

    private boolean visible = true;

    MainLayout(Workspace workspace) {
        this.workspace = workspace;
        ui = UI.getCurrentOrThrow();
        tab = new TabTitle(ui);
        seen = new Seen(this, workspace);
        sidebar = new Sidebar(workspace);
        setPrimarySection(Section.DRAWER);
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Toggle sidebar");
        toggle.setIcon(Glyph.SIDEBAR.create());
        title.addClassName("tt-title");
        title.getElement().setAttribute("dir", "auto");
        schema.addClassName("tt-schema-link");
        schema.add(Glyph.TABLE.create(), new Span("Tables"));
        schema.getElement().setAttribute("title", "The tables of this database");
        Header bar = new Header(toggle, title, environment, schema, export, new KeyboardHelp());
        bar.addClassName("tt-bar");
        addToNavbar(bar);
        addToDrawer(sidebar);
        ui.getPage().addJsModule("context://tabletalk/keys.js");
        Signal<PageVisibility> visibility = ui.getPage().pageVisibilitySignal();
        Signal.effect(this, () -> watch(visibility.get() != PageVisibility.HIDDEN));
        LiveUpdates.bind(this, workspace.conversations(), this::apply);
    }

    /** @param nowVisible false when the tab is in the background */
    private void watch(boolean nowVisible) {
        visible = nowVisible;
        sidebar.watch(nowVisible);
        showState();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (getContent() instanceof ConversationPage page && page.place() != null) {
            tab.name(page.getPageTitle());
            show(Objects.requireNonNull(page.place()));
        } else {
            showElsewhere();
        }
        showState();
        // the router names the tab after this
        ui.beforeClientResponse(this, context -> tab.show());
    }

    private void show(Place place) {
        open = find(place.conversation());
        sidebar.show(place.connection(), place.conversation());
        PlaceMemory.visit(place.connection(), place.conversation());
        showDatabase(place.connection(), true);
        title.setText(ConversationTitle.DEFAULT_TEXT);
    }

    private @Nullable Conversation find(@Nullable ConversationId id) {
        try {
            return id == null ? null : workspace.conversations().get(id).conversation();
        } catch (FailureException gone) {
            return null;
        }
    }

    /** At the head of the page: production must not be mistaken for anything else. */
    private void showDatabase(@Nullable ConnectionId id, boolean withSchema) {
        DatabaseConnection connection = id == null ? null : connection(id);
        environment.show(connection);
        getElement().setAttribute("data-production", connection != null && connection.isProduction());
        schema.setVisible(withSchema && connection != null);
        if (connection != null) {
            schema.setHref(WorkspaceNavigation.schemaPath(connection.id()));
        }
    }

    private @Nullable DatabaseConnection connection(ConnectionId id) {
        try {
            return workspace.connections().get(id);
        } catch (FailureException gone) {
            return null;
        }
    }

    /** A page of no database keeps the list of the last one. */
    private void showElsewhere() {
        open = null;
        if (getContent() instanceof TitledPage page) {
            title.setText(page.heading());
            tab.name(TabTitle.of(page.heading()));
        } else {
            title.setText(TabTitle.PROGRAM);
            tab.name(TabTitle.PROGRAM);
        }
        ConnectionId own = getContent() instanceof TitledPage page ? page.connection() : null;
        showDatabase(own, false);
        List<ConnectionId> connections = workspace.connections().list().stream()
                .map(DatabaseConnection::id)
                .toList();
        sidebar.show(
                Optional.ofNullable(own)
                        .or(() -> PlaceMemory.places().latest().map(Place::connection))
                        .filter(connections::contains)
                        .or(() -> connections.stream().findFirst())
                        .orElse(null),
                null);
    }

    private void apply(List<ConversationEvent> events) {
        if (open != null) {
            ConversationId id = open.id();
            if (events.stream().anyMatch(event -> event.id().equals(id))) {
                open = find(id);
            }
        }
        showState();
    }

    /** Names the page after the conversation, and lets what the person sees now count as seen. */
    private void showState() {
        long unread = workspace.conversations().countUnread();
        Conversation shown = open;
        if (shown != null) {
            title.setText(shown.title().text());
            tab.name(TabTitle.of(shown.title().text()));
            if (visible && Seen.isUnread(shown)) {
                seen.look(shown);
                unread -= shown.archived() ? 0 : 1;
            }
        }
        export.show(shown == null ? null : shown.id());
        tab.unread(unread);
        tab.show();
    }
}
