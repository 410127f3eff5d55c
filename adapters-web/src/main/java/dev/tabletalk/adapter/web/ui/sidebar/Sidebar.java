package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tabletalk.adapter.web.ui.takeaway.ConversationImport;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.failure.FailureException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds, opens, names and removes the conversations of one database. */
public final class Sidebar extends Composite<Section> {
    private static final int SEARCH_PAUSE_MILLIS = 250;
    private static final int LONGEST_SEARCH = 200;

    private final Workspace workspace;
    private final ConnectionSwitcher switcher;
    private final Button create = new Button("New conversation", Glyph.PLUS.create());
    private final TextField search = new TextField();
    private final ConversationActions actions;
    private final ConversationList list;
    private final Div viewHeader = new Div();
    private final H2 viewTitle = new H2();
    private final Div otherViews = new Div();
    private final ConversationImport importing = new ConversationImport();
    private @Nullable ConnectionId connection;
    private ConversationView view = ConversationView.ACTIVE;

    public Sidebar(Workspace workspace) {
        this.workspace = workspace;
        switcher = new ConnectionSwitcher(workspace);
        actions = new ConversationActions(workspace, this::isOpen);
        list = new ConversationList(
                workspace, actions, Moments.here(workspace.clock()).zone());
        create.addClassName("tt-new");
        create.addClickListener(event -> startConversation());

        search.setPlaceholder("Search titles");
        search.setAriaLabel("Search conversations");
        search.setPrefixComponent(Glyph.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setMaxLength(LONGEST_SEARCH);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(SEARCH_PAUSE_MILLIS);
        search.addValueChangeListener(event -> showList());
        search.addClassName("tt-search");

        NativeButton back = new NativeButton();
        back.add(Glyph.ARROW_LEFT.create());
        back.setAriaLabel("Back to conversations");
        back.addClassName("tt-icon-button");
        back.addClickListener(event -> showView(ConversationView.ACTIVE));
        viewHeader.add(back, viewTitle);
        viewHeader.addClassName("tt-view-header");
        otherViews.add(
                importing,
                viewButton(ConversationView.ARCHIVED, Glyph.ARCHIVE, "Archived"),
                viewButton(ConversationView.TRASH, Glyph.TRASH, "Trash"));
        otherViews.addClassName("tt-views");

        Div switches = new Div(new NotificationSwitch(workspace), new ColorSchemeSwitch());
        switches.addClassName("tt-switches");
        Div footer = new Div(new ModelBadge(workspace.agent().model()), switches);
        footer.addClassName("tt-footer");
        Section content = getContent();
        content.addClassName("tt-sidebar");
        content.setAriaLabel("Conversations");
        content.add(switcher, create, search, viewHeader, list, otherViews, footer);
        LiveUpdates.bind(this, workspace.conversations(), this::apply);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (connection != null) {
            switcher.show(find(connection));
        }
    }

    /** Shows the list of a database and marks the open conversation. Null stands for none. */
    public void show(@Nullable ConnectionId newConnection, @Nullable ConversationId open) {
        DatabaseConnection found = newConnection == null ? null : find(newConnection);
        boolean switched = connection == null || !connection.equals(newConnection);
        connection = found == null ? null : found.id();
        importing.show(connection);
        switcher.show(found);
        list.markOpen(open);
        if (switched) {
            search.clear();
            showView(ConversationView.ACTIVE);
        }
    }

    /** Whether a person can see the page, because its tab is not in the background. */
    public void watch(boolean visible) {
        list.watch(visible);
    }

    public @Nullable ConnectionId connection() {
        return connection;
    }

    private @Nullable DatabaseConnection find(ConnectionId id) {
        try {
            return workspace.connections().get(id);
        } catch (FailureException gone) {
            return null;
        }
    }

    private void startConversation() {
        if (connection == null) {
            WorkspaceNavigation.current().openRoot();
        } else {
            showView(ConversationView.ACTIVE);
            WorkspaceNavigation.current().openDatabase(connection);
        }
    }

    private boolean isOpen(ConversationId id) {
        return id.equals(list.openConversation());
    }

    private NativeButton viewButton(ConversationView target, Glyph glyph, String text) {
        NativeButton button = new NativeButton();
        button.add(glyph.create(), new Span(text));
        button.addClickListener(event -> showView(target));
        return button;
    }

    private void showView(ConversationView newView) {
        view = newView;
        boolean active = view == ConversationView.ACTIVE;
        viewHeader.setVisible(!active);
        viewTitle.setText(view == ConversationView.TRASH ? "Trash" : "Archived");
        otherViews.setVisible(active && connection != null);
        showList();
    }

    private void showList() {
        if (connection != null) {
            list.show(
                    new ConversationPages(workspace.conversations(), connection, view, search.getValue()),
                    textWhenEmpty());
        }
        list.setVisible(connection != null);
        search.setVisible(connection != null);
    }

    private String textWhenEmpty() {
        if (!search.isEmpty()) {
            return "No title contains “" + search.getValue().strip() + "”.";
        }
        return switch (view) {
            case ACTIVE -> "No conversations yet. Ask your first question.";
            case ARCHIVED -> "Nothing is archived.";
            case TRASH -> "The trash is empty.";
        };
    }

    /** The page of a conversation that is gone says so itself, and stays until the person goes on. */
    private void apply(List<ConversationEvent> events) {
        Set<ConversationId> changed = new LinkedHashSet<>();
        for (ConversationEvent event : events) {
            if (event.connectionId().equals(connection)) {
                switch (event) {
                    case ConversationEvent.Changed(ConversationId id, ConnectionId _) -> changed.add(id);
                    case ConversationEvent.RunChanged(ConversationId id, ConnectionId _) -> changed.add(id);
                    case ConversationEvent.Deleted(ConversationId id, ConnectionId _) -> {
                        changed.remove(id);
                        list.removed(id);
                    }
                }
            }
        }
        changed.forEach(list::changed);
    }
}
