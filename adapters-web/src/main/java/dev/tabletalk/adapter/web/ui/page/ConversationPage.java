package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import dev.tabletalk.adapter.web.ui.conversation.ConversationPanel;
import dev.tabletalk.adapter.web.ui.trace.TraceDialog;
import dev.tabletalk.adapter.web.ui.workspace.LastPlaces.Place;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation, or a database with none open. One page for both addresses, so that the first question turns the one into
 * the other without building anything anew.
 */
@Route(WorkspaceNavigation.DATABASE + "/:" + ConversationPage.CONNECTION_ID)
@RouteAlias(WorkspaceNavigation.CONVERSATION + "/:" + ConversationPage.CONVERSATION_ID)
@RouteAlias(WorkspaceNavigation.CONVERSATION + "/:" + ConversationPage.CONVERSATION_ID + "/" + WorkspaceNavigation.TRACE
        + "/:" + ConversationPage.TURN_ID)
final class ConversationPage extends Composite<Main> implements BeforeEnterObserver, HasDynamicTitle {
    static final String CONNECTION_ID = "connection";
    static final String CONVERSATION_ID = "conversation";
    static final String TURN_ID = "turn";

    private final Workspace workspace;
    private final ConversationPanel panel;
    private @Nullable Place place;
    private @Nullable TraceDialog trace;
    private String title = TabTitle.PROGRAM;

    ConversationPage(Workspace workspace) {
        this.workspace = workspace;
        panel = new ConversationPanel(workspace);
        panel.onConversationCreated(id -> WorkspaceNavigation.current().open(id));
        getContent().addClassName("tt-page");
        getContent().add(panel);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            event.getRouteParameters()
                    .get(CONVERSATION_ID)
                    .ifPresentOrElse(
                            id -> show(
                                    workspace
                                            .conversations()
                                            .get(ConversationId.parse(id))
                                            .conversation(),
                                    event),
                            () -> event.getRouteParameters()
                                    .get(CONNECTION_ID)
                                    .ifPresent(
                                            id -> show(workspace.connections().get(ConnectionId.parse(id)))));
        } catch (FailureException unknown) {
            place = null;
            event.rerouteToError(new NotFoundException(), unknown.failure().message());
        }
    }

    private void show(Conversation conversation, BeforeEnterEvent event) {
        place = new Place(conversation.connectionId(), conversation.id());
        title = TabTitle.of(conversation.title().text());
        Optional<TurnId> wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(WorkspaceNavigation.TURN)
                .flatMap(ConversationPage::turn);
        if (wanted.isPresent()) {
            panel.showTurn(conversation.id(), wanted.get());
        } else {
            panel.showConversation(conversation.id());
        }
        showTrace(
                conversation.id(),
                event.getRouteParameters().get(TURN_ID).map(TurnId::parse).orElse(null));
    }

    /** What is no id at all is no turn of any conversation. */
    private static Optional<TurnId> turn(String text) {
        try {
            return Optional.of(TurnId.parse(text));
        } catch (FailureException noId) {
            return Optional.of(TurnId.create(Instant.EPOCH));
        }
    }

    /** Over the conversation, as long as its address says so. */
    private void showTrace(ConversationId conversation, @Nullable TurnId turn) {
        if (trace != null) {
            TraceDialog old = trace;
            trace = null;
            old.close();
        }
        if (turn != null) {
            TraceDialog opened = new TraceDialog(workspace, conversation, turn);
            trace = opened;
            opened.addOpenedChangeListener(event -> {
                if (!event.isOpened() && trace == opened) {
                    trace = null;
                    WorkspaceNavigation.current().open(conversation);
                }
            });
            opened.open();
        }
    }

    private void show(DatabaseConnection connection) {
        if (trace != null) {
            TraceDialog old = trace;
            trace = null;
            old.close();
        }
        place = new Place(connection.id(), null);
        title = TabTitle.of(connection.name());
        panel.showDatabase(connection.id());
    }

    /** Where it is; null when its address leads nowhere. */
    @Nullable
    Place place() {
        return place;
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
