package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.EnvironmentBadge;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import java.util.function.Consumer;

/** One saved connection. */
final class ConnectionCard extends Composite<ListItem> {
    private final Workspace workspace;
    private final DatabaseConnection connection;
    private final Button test = new Button("Test");
    private final Div result = new Div();

    ConnectionCard(
            Workspace workspace,
            DatabaseConnection connection,
            Consumer<DatabaseConnection> edit,
            Consumer<DatabaseConnection> delete) {
        this.workspace = workspace;
        this.connection = connection;
        Span symbol = Glyph.DATABASE.create();
        symbol.addClassName("tt-switcher-symbol");
        Div name = new Div(new H3(connection.name()), new EnvironmentBadge(connection.environment()));
        name.addClassName("tt-card-name");
        Span kind = new Span(connection.kind().label());
        Span address = new Span(address(connection.address()));
        address.addClassName("tt-card-address");
        Div where = new Div(kind, address);
        where.addClassName("tt-card-where");
        where.add(new ReadOnlyBadge(workspace, connection.id()));
        Div text = new Div(name, where);
        text.addClassName("tt-card-text");

        Button open = new Button(
                "Open", event -> WorkspaceNavigation.current().resume(connection.id(), workspace.conversations()));
        test.addClickListener(event -> test());
        Button change = new Button("Edit", event -> edit.accept(connection));
        Button remove = new Button("Delete", event -> delete.accept(connection));
        remove.addThemeVariants(ButtonVariant.ERROR);
        Div buttons = new Div(open, test, ReadOnlyBadge.button(connection.id()), change, remove);
        buttons.addClassName("tt-card-buttons");
        buttons.getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .forEach(button -> button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL));

        result.addClassName("tt-card-result");
        result.getElement().setAttribute("role", "status");
        result.setVisible(false);
        Div line = new Div(symbol, text, buttons);
        line.addClassName("tt-card-line");
        getContent().addClassName("tt-card");
        getContent().getElement().setAttribute("aria-label", connection.name());
        getContent().add(line, result);
    }

    private void test() {
        test.setEnabled(false);
        say("testing", "Connecting …");
        Background.run(
                this,
                () -> workspace.connections().test(connection.id()),
                check -> {
                    test.setEnabled(true);
                    show(check);
                },
                failed -> {
                    test.setEnabled(true);
                    say("bad", failed.failure().message());
                });
    }

    private void show(ConnectionCheck check) {
        switch (check) {
            case ConnectionCheck.Reachable reachable ->
                say(
                        "good",
                        "Connected to " + reachable.serverVersion() + " in "
                                + reachable.elapsed().toMillis() + " ms. " + rights(reachable));
            case ConnectionCheck.Unreachable unreachable ->
                say("bad", unreachable.failure().message());
        }
    }

    private String rights(ConnectionCheck.Reachable reachable) {
        if (reachable.canWrite() == null || connection.kind().isFile()) {
            return "Tabletalk only reads.";
        }
        return reachable.canWrite()
                ? "Tabletalk only reads, but this account could write: a read-only account is safer."
                : "The account can only read.";
    }

    private void say(String state, String text) {
        result.getElement().setAttribute("data-state", state);
        result.setText(text);
        result.setVisible(true);
    }

    private static String address(DatabaseAddress address) {
        return switch (address) {
            case DatabaseAddress.File file -> file.path();
            case DatabaseAddress.Server server ->
                server.credentials().username() + "@" + server.host() + ":" + server.port() + "/" + server.database();
        };
    }
}
