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
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.TlsMode;
import java.util.Locale;
import java.util.function.Consumer;

/** One saved connection. */
final class ConnectionCard extends Composite<ListItem> {
    private final Workspace workspace;
    private final DatabaseConnection connection;
    private final Button test = new Button("Test", event -> test());
    private final Div result = new Div();

    ConnectionCard(
            Workspace workspace,
            DatabaseConnection connection,
            Consumer<DatabaseConnection> edit,
            Consumer<DatabaseConnection> delete) {
        this.workspace = workspace;
        this.connection = connection;
        result.addClassName("tt-card-result");
        result.getElement().setAttribute("role", "status");
        result.setVisible(false);
        Div line = new Div(KindWords.symbol(connection.kind()), text());
        line.addClassName("tt-card-line");
        Div foot = new Div(badges(), buttons(edit, delete));
        foot.addClassName("tt-card-foot");
        getContent().addClassName("tt-card");
        getContent().getElement().setAttribute("aria-label", connection.name());
        if (connection.isProduction()) {
            getContent().addClassName("tt-card-production");
        }
        getContent().add(line, foot, result);
    }

    private Div text() {
        H3 title = new H3(connection.name());
        title.getElement().setAttribute("title", connection.name()).setAttribute("dir", "auto");
        Div name = new Div(title, new EnvironmentBadge(connection));
        name.addClassName("tt-card-name");
        Span address = new Span(address(connection.address()));
        address.addClassName("tt-card-address");
        address.getElement().setAttribute("title", address.getText());
        Div where = new Div(new Span(connection.kind().label()), address);
        where.addClassName("tt-card-where");
        Div text = new Div(name, where);
        text.addClassName("tt-card-text");
        return text;
    }

    /** Short facts about the connection, one a badge. */
    private Div badges() {
        Div badges = new Div();
        badges.addClassName("tt-card-badges");
        badges.add(new ReadOnlyBadge(workspace, connection.id()));
        TlsChoices tls = TlsChoices.of(connection.kind());
        if (tls != null && connection.address() instanceof DatabaseAddress.Server server) {
            badges.add(tlsBadge(tls.read(server.options())));
        }
        badges.add(badge(
                "",
                String.format(
                        Locale.ROOT, "%,d rows at most", connection.limits().maxRows())));
        badges.add(badge(
                "",
                String.format(
                        Locale.ROOT,
                        "%,d s at most",
                        connection.limits().timeout().toSeconds())));
        return badges;
    }

    private static Span tlsBadge(TlsMode mode) {
        Span badge = badge(
                mode == TlsMode.OFF ? "warn" : "",
                switch (mode) {
                    case OFF -> "Not encrypted";
                    case PREFER -> "TLS if offered";
                    case REQUIRE -> "TLS";
                    case VERIFY_CA, VERIFY_FULL -> "TLS, checked";
                });
        badge.getElement().setAttribute("title", TlsChoices.meaning(mode));
        return badge;
    }

    private static Span badge(String state, String text) {
        Span badge = new Span(text);
        badge.addClassName("tt-fact");
        badge.getElement().setAttribute("data-state", state);
        return badge;
    }

    private Div buttons(Consumer<DatabaseConnection> edit, Consumer<DatabaseConnection> delete) {
        Button open = new Button(
                "Open", event -> WorkspaceNavigation.current().resume(connection.id(), workspace.conversations()));
        Button tables =
                new Button("Tables", event -> WorkspaceNavigation.current().openSchema(connection.id()));
        Button change = new Button("Edit", event -> edit.accept(connection));
        Button remove = new Button("Delete", event -> delete.accept(connection));
        remove.addThemeVariants(ButtonVariant.ERROR);
        Div buttons = new Div(open, tables, test, ReadOnlyBadge.button(connection.id()), change, remove);
        buttons.addClassName("tt-card-buttons");
        buttons.getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .forEach(button -> button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL));
        return buttons;
    }

    private void test() {
        test.setEnabled(false);
        say("busy", "Connecting …");
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
            case ConnectionCheck.Reachable reachable -> say("good", CheckWords.of(reachable, connection.kind()));
            case ConnectionCheck.Unreachable unreachable ->
                say("bad", unreachable.failure().message());
        }
    }

    private void say(String state, String text) {
        result.getElement().setAttribute("data-state", state);
        result.setText(text);
        result.setVisible(true);
    }

    private static String address(DatabaseAddress address) {
        return VisibleText.of(
                switch (address) {
                    case DatabaseAddress.File file -> file.path();
                    case DatabaseAddress.Server server ->
                        server.credentials().username() + "@" + server.host() + ":" + server.port() + "/"
                                + server.database();
                });
    }
}
