package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.TitledPage;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.DatabaseConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The saved connections: add, edit, test, delete. Passwords go in and never come out. */
@Route(WorkspaceNavigation.CONNECTIONS)
@PageTitle("Connections · Tabletalk")
final class ConnectionsPage extends Composite<Main> implements TitledPage {
    private final Workspace workspace;
    private final UnorderedList cards = new UnorderedList();
    private final Paragraph none = new Paragraph("No connections yet. Add the database you want to talk to.");

    ConnectionsPage(Workspace workspace) {
        this.workspace = workspace;
        Button add = new Button("Add connection", Glyph.PLUS.create(), event -> add());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        Paragraph intro = new Paragraph(
                "The databases people can talk to. Everything is read only: Tabletalk never changes data.");
        intro.addClassName("tt-secondary");
        Div words = new Div(new H2("Connections"), intro);
        Div header = new Div(words, add);
        header.addClassName("tt-page-header");
        cards.addClassName("tt-cards");
        none.addClassName("tt-list-empty");
        getContent().addClassNames("tt-page", "tt-connections");
        getContent().add(header, cards, none);
        fill();
    }

    @Override
    public String heading() {
        return "Connections";
    }

    private void fill() {
        List<DatabaseConnection> connections = workspace.connections().list();
        cards.removeAll();
        connections.forEach(
                connection -> cards.add(new ConnectionCard(workspace, connection, this::edit, this::delete)));
        none.setVisible(connections.isEmpty());
    }

    private void add() {
        ask(null);
    }

    private void edit(DatabaseConnection connection) {
        ask(connection);
    }

    private void ask(@Nullable DatabaseConnection old) {
        new ConnectionDialog(workspace, old, saved -> {
                    fill();
                    Notices.show("Saved “" + saved.name() + "”");
                    refreshSidebar();
                })
                .open();
    }

    private void delete(DatabaseConnection connection) {
        new DeleteConnectionDialog(workspace, connection, () -> {
                    fill();
                    Notices.show("Deleted “" + connection.name() + "” with its conversations");
                    refreshSidebar();
                })
                .open();
    }

    /** The sidebar shows the databases too; opening this page again brings it up to date. */
    private static void refreshSidebar() {
        WorkspaceNavigation.current().openConnections();
    }
}
