package dev.tabletalk.adapter.web.ui.schema;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.TitledPage;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tables of a database: found, opened, looked into. What is read from the database is only ever text here. */
@Route(WorkspaceNavigation.DATABASE + "/:" + SchemaPage.CONNECTION_ID + "/" + WorkspaceNavigation.SCHEMA)
final class SchemaPage extends Composite<Main> implements BeforeEnterObserver, TitledPage, HasDynamicTitle {
    static final String CONNECTION_ID = "connection";

    private static final int WAITING_LINES = 8;

    private final Workspace workspace;
    private final Div header = new Div();
    private final Div panes = new Div();
    private final Div right = new Div();
    private final TableList list;
    private final Button refresh = new Button("Refresh", Glyph.REFRESH.create(), event -> refresh());
    private @Nullable DatabaseConnection connection;
    private @Nullable DatabaseSchema schema;
    private @Nullable String wanted;

    SchemaPage(Workspace workspace) {
        this.workspace = workspace;
        list = new TableList(this::href, this::open);
        header.addClassName("tt-page-header");
        refresh.addThemeVariants(ButtonVariant.TERTIARY);
        refresh.setTooltipText("Reads the tables anew from the database");
        right.addClassName("tt-table-pane");
        panes.addClassName("tt-schema-panes");
        getContent().addClassNames("tt-page", "tt-schema");
        getContent().add(header, panes);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            ConnectionId id = ConnectionId.parse(
                    event.getRouteParameters().get(CONNECTION_ID).orElse(""));
            wanted = event.getLocation()
                    .getQueryParameters()
                    .getSingleParameter(WorkspaceNavigation.TABLE)
                    .orElse(null);
            DatabaseConnection found = workspace.connections().get(id);
            boolean other = connection == null || !connection.id().equals(id);
            connection = found;
            if (other) {
                showHeader(found);
                schema = null;
                if (isAttached()) {
                    load(() -> workspace.schema().schema(id, ""));
                }
            } else if (schema != null) {
                showWanted();
            }
        } catch (FailureException unknown) {
            event.rerouteToError(new NotFoundException(), unknown.failure().message());
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        DatabaseConnection shown = connection;
        if (shown != null && schema == null) {
            load(() -> workspace.schema().schema(shown.id(), ""));
        }
    }

    private void showHeader(DatabaseConnection shown) {
        Span kind = new Span(shown.kind().label() + " · read only");
        kind.addClassName("tt-secondary");
        H2 title = new H2("Tables of " + shown.name());
        title.getElement().setAttribute("title", shown.name());
        Div words = new Div(title, kind);
        Button ask = new Button(
                "Ask a question", event -> WorkspaceNavigation.current().resume(shown.id(), workspace.conversations()));
        ask.addThemeVariants(ButtonVariant.PRIMARY);
        Div buttons = new Div(refresh, ask);
        buttons.addClassName("tt-header-buttons");
        header.removeAll();
        header.add(words, buttons);
    }

    private void refresh() {
        DatabaseConnection shown = connection;
        if (shown != null) {
            load(() -> workspace.schema().refresh(shown.id()));
        }
    }

    /** Reading the tables of a large database takes seconds. */
    private void load(Supplier<DatabaseSchema> read) {
        refresh.setEnabled(false);
        panes.removeAll();
        panes.add(new Skeleton(WAITING_LINES));
        Background.run(this, read, this::show, failed -> {
            refresh.setEnabled(true);
            showNotice("The tables cannot be read", failed.failure().message());
        });
    }

    private void show(DatabaseSchema read) {
        schema = read;
        refresh.setEnabled(true);
        if (read.tables().isEmpty()) {
            showNotice("No tables", "There is no table or view that this account may read.");
            return;
        }
        panes.removeAll();
        panes.add(list, right);
        list.show(read);
        showWanted();
    }

    private void showNotice(String heading, String text) {
        Button again = new Button("Try again", event -> refresh());
        Anchor edit = new Anchor(WorkspaceNavigation.CONNECTIONS, "Edit the connection");
        Div notice = new Div(new H2(heading), new Paragraph(text), again, edit);
        notice.addClassName("tt-place-notice");
        notice.getElement().setAttribute("role", "alert");
        panes.removeAll();
        panes.add(notice);
    }

    /** The table that the address names; none at first. */
    private void showWanted() {
        Optional<Table> table = wanted == null || schema == null
                ? Optional.empty()
                : schema.tables().stream()
                        .filter(candidate -> candidate.name().toString().equals(wanted))
                        .findFirst();
        list.markOpen(table.map(Table::name).orElse(null));
        panes.setClassName("tt-table-open", table.isPresent() || wanted != null);
        right.removeAll();
        right.add(table.map(this::detail).orElseGet(this::hint));
    }

    private Component detail(Table table) {
        DatabaseConnection shown = connection;
        DatabaseSchema known = schema;
        if (shown == null || known == null) {
            return new Div();
        }
        return new Div(back(shown), new TableDetail(workspace, shown.id(), known, table, this::href));
    }

    /** On a phone the list and the table take turns. */
    private static Anchor back(DatabaseConnection shown) {
        Anchor back = new Anchor(WorkspaceNavigation.schemaPath(shown.id()));
        back.add(Glyph.ARROW_LEFT.create(), new Span("All tables"));
        back.addClassName("tt-back");
        return back;
    }

    private Component hint() {
        Paragraph hint = new Paragraph(
                wanted == null
                        ? "Choose a table to see its columns, keys and some of its rows."
                        : "There is no table “" + VisibleText.of(wanted) + "” that this account may read.");
        hint.addClassName("tt-table-hint");
        Div box = new Div(hint);
        if (wanted != null && connection != null) {
            box.addComponentAsFirst(back(connection));
        }
        return box;
    }

    private void open(Table table) {
        if (connection != null) {
            WorkspaceNavigation.current().openTable(connection.id(), table.name());
        }
    }

    private String href(Table table) {
        return connection == null
                ? ""
                : WorkspaceNavigation.schemaPath(connection.id()) + "?"
                        + QueryParameters.of(
                                        WorkspaceNavigation.TABLE, table.name().toString())
                                .getQueryString();
    }

    @Override
    public String heading() {
        return connection == null ? "Tables" : connection.name();
    }

    @Override
    public @Nullable ConnectionId connection() {
        return connection == null ? null : connection.id();
    }

    @Override
    public String getPageTitle() {
        return heading() + " · Tables · Tabletalk";
    }
}
