package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.listbox.ListBox;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.EnvironmentBadge;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the database of the place, and leads to the others. */
final class ConnectionSwitcher extends Composite<Div> {
    private final Workspace workspace;
    private final NativeButton button = new NativeButton();
    private final Span name = new Span();
    private final Span kind = new Span();
    private final HealthMark health = new HealthMark();
    private final EnvironmentBadge environment = new EnvironmentBadge(null);
    private final ListBox<DatabaseConnection> choice = new ListBox<>();
    private final Popover popover = new Popover();
    private @Nullable ConnectionId shown;

    ConnectionSwitcher(Workspace workspace) {
        this.workspace = workspace;
        name.addClassName("tt-switcher-name");
        kind.addClassName("tt-switcher-kind");
        Div second = new Div(health, kind);
        second.addClassName("tt-switcher-line");
        Div first = new Div(name, environment);
        first.addClassName("tt-switcher-line");
        Div text = new Div(first, second);
        text.addClassName("tt-switcher-text");
        Span symbol = Glyph.DATABASE.create();
        symbol.addClassName("tt-switcher-symbol");
        button.addClassName("tt-switcher");
        button.add(symbol, text, Glyph.CHEVRONS.create());
        button.getElement().setAttribute("aria-haspopup", "dialog");

        choice.setAriaLabel("Databases");
        choice.addClassName("tt-choice");
        choice.setItemLabelGenerator(DatabaseConnection::name);
        choice.setRenderer(new ComponentRenderer<Component, DatabaseConnection>(ConnectionSwitcher::line));
        choice.addValueChangeListener(event -> {
            if (event.isFromClient() && event.getValue() != null) {
                choose(event.getValue().id());
            }
        });
        choice.getElement()
                .addEventListener("click", event -> chooseShown())
                .setFilter("event.target.closest('vaadin-item') !== null");
        Button manage = new Button("Manage connections", Glyph.PLUG.create(), event -> {
            popover.close();
            WorkspaceNavigation.current().openConnections();
        });
        manage.addThemeVariants(ButtonVariant.TERTIARY);
        manage.addClassName("tt-choice-manage");
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.setAriaLabel("Switch database");
        popover.addClassName("tt-popover");
        popover.add(choice, manage);
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                fill();
            }
        });
        getContent().add(button, popover);
        getContent().addClassName("tt-switcher-box");
    }

    /** @param connection null when there is none to show */
    void show(@Nullable DatabaseConnection connection) {
        ConnectionId before = shown;
        shown = connection == null ? null : connection.id();
        name.setText(connection == null ? "No database" : connection.name());
        kind.setText(
                connection == null
                        ? "Add a connection first"
                        : connection.kind().label());
        environment.show(connection);
        button.setAriaLabel(
                connection == null
                        ? "Switch database"
                        : "Database " + connection.name() + ", "
                                + connection.kind().label()
                                + (connection.environment() == null ? "" : ", " + connection.environment()));
        health.setVisible(connection != null);
        if (connection != null && !connection.id().equals(before)) {
            check(connection.id());
        }
        fill();
    }

    private void check(ConnectionId id) {
        health.showUnknown();
        if (isAttached()) {
            Background.run(this, () -> workspace.connections().test(id), check -> {
                if (id.equals(shown)) {
                    health.show(check);
                }
            });
        }
    }

    private void fill() {
        List<DatabaseConnection> connections = workspace.connections().list();
        choice.setItems(connections);
        connections.stream()
                .filter(connection -> connection.id().equals(shown))
                .findFirst()
                .ifPresent(choice::setValue);
    }

    /** Goes to another database, and so to another list and another conversation. */
    private void choose(ConnectionId id) {
        popover.close();
        WorkspaceNavigation.current().resume(id, workspace.conversations());
    }

    /** Choosing the marked database changes no value, but leads back to it from a page of no database. */
    private void chooseShown() {
        if (popover.isOpened() && shown != null) {
            choose(shown);
        }
    }

    private static Component line(DatabaseConnection connection) {
        Span title = new Span(connection.name());
        title.addClassName("tt-switcher-name");
        Span kind = new Span(connection.kind().label());
        kind.addClassName("tt-switcher-kind");
        Div line = new Div(title, new EnvironmentBadge(connection), kind);
        line.addClassName("tt-choice-line");
        return line;
    }
}
