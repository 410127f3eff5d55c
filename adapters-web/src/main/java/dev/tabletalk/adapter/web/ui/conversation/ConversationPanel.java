package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows one conversation, or the empty state of a database, where the first question makes the conversation. */
public final class ConversationPanel extends Composite<Div> {
    private static final String OLDER_EVENT = "tt-older";
    private static final String STOP_EVENT = "tt-stop";

    /** Sent by the page every few seconds while an answer is on its way: who slept or lost the line notices what is missing. */
    private static final String ALIVE_EVENT = "tt-alive";

    private static final MessageText CONTINUE = new MessageText("Continue where you stopped.");
    private static final String SCRIPT = "context://tabletalk/conversation.js";

    /** On a page that was just loaded the script may still be on its way. */
    private static final String REVEAL = """
            const reveal = (tries) => {
                if (window.tabletalk?.reveal) window.tabletalk.reveal(this, $0);
                else if (tries > 0) setTimeout(() => reveal(tries - 1), 100);
            };
            reveal(100);
            """;

    private final Workspace workspace;
    private final Timeline timeline;
    private final Div stage = Parts.box("tt-stage");
    private final Div scroll = Parts.box("tt-scroll");
    private final Div elsewhere =
            Parts.box("tt-elsewhere", Parts.text("tt-muted", "An answer is being written in another version"));
    private final Div status = Parts.box("tt-status");
    private final Span production = Parts.text("tt-production", "");
    private final Composer composer;
    private @Nullable Component emptyState;
    private @Nullable ConversationFeed feed;
    private @Nullable Place place;
    private @Nullable TurnId wanted;
    private Consumer<ConversationId> created = id -> {};

    /** What is shown. */
    private sealed interface Place {
        record Database(ConnectionId id) implements Place {}

        record Talk(ConversationId id) implements Place {}
    }

    public ConversationPanel(Workspace workspace) {
        this.workspace = workspace;
        timeline = new Timeline(workspace, new ExchangeActions());
        composer = new Composer(this::ask, this::stop, this::keepDraft);
        scroll.add(Parts.box("tt-flow", stage));
        scroll.getElement()
                .setAttribute("role", "log")
                .setAttribute("aria-label", "Messages")
                .setAttribute("aria-live", "polite")
                .setAttribute("tabindex", "0");
        status.getElement().setAttribute("role", "status");
        elsewhere.add(Parts.quiet("Show it", this::showRunning));
        getContent().addClassName("tt-conversation");
        getContent().add(scroll, Parts.box("tt-composer-bar", jump(), elsewhere, production, composer), status);
        getContent().getElement().addEventListener(OLDER_EVENT, event -> loadOlder());
        getContent().getElement().addEventListener(ALIVE_EVENT, event -> {});
        getContent().getElement().addEventListener(STOP_EVENT, event -> stop());
        Shortcuts.addShortcutListener(getContent(), this::stop, Key.ESCAPE)
                .listenOn(getContent())
                .allowBrowserDefault();
        LiveUpdates.bind(this, workspace.conversations(), this::hear);
    }

    private static NativeButton jump() {
        NativeButton jump = new NativeButton("Jump to latest");
        jump.addClassName("tt-jump");
        jump.getElement().setAttribute("type", "button");
        return jump;
    }

    /** Shows a conversation; does nothing when it is shown already. */
    public void showConversation(ConversationId id) {
        go(new Place.Talk(id));
    }

    /** Shows a conversation at one of its turns, whichever version that is in; at its end when there is no such turn. */
    public void showTurn(ConversationId id, TurnId turn) {
        wanted = turn;
        boolean open = new Place.Talk(id).equals(place) && feed != null;
        go(new Place.Talk(id));
        if (open) {
            reachWanted();
        }
    }

    private void reachWanted() {
        TurnId turn = wanted;
        if (feed == null || turn == null) {
            return;
        }
        wanted = null;
        feed.reach(turn, found -> {
            updateState();
            ExchangeView view = timeline.find(StoredExchanges.key(turn));
            if (found && view != null) {
                getElement().executeJs(REVEAL, view);
            } else {
                Notices.show("There is no such message in this conversation (any more). This is its end.");
            }
        });
    }

    /** Shows the empty state of a database; stores nothing. */
    public void showDatabase(ConnectionId id) {
        go(new Place.Database(id));
    }

    /** Tells of a conversation that was made here, by a first question or as a branch, so that its page can be opened. */
    public void onConversationCreated(Consumer<ConversationId> listener) {
        created = created.andThen(listener);
    }

    private void go(Place next) {
        if (next.equals(place)) {
            return;
        }
        place = next;
        getUI().ifPresent(this::show);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJsModule(SCRIPT);
        getElement().executeJs("window.tabletalk && window.tabletalk.connect(this)");
        show(event.getUI());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        closeFeed();
    }

    private void closeFeed() {
        if (feed != null) {
            feed.close();
            feed = null;
        }
    }

    private void show(UI ui) {
        closeFeed();
        timeline.clear();
        status.setText("");
        if (place == null) {
            return;
        }
        try {
            switch (place) {
                case Place.Database(ConnectionId id) -> showEmpty(id);
                case Place.Talk(ConversationId id) -> open(id, ui);
            }
        } catch (FailureException unknown) {
            showNotice("Not found", unknown.failure().message(), null);
        }
    }

    private void showEmpty(ConnectionId id) {
        DatabaseConnection connection = workspace.connections().get(id);
        production.setVisible(connection.isProduction());
        production.setText("You are asking “" + connection.name() + "”, "
                + VisibleText.of(String.valueOf(connection.environment())) + ". Only reads are run.");
        emptyState = new EmptyState(workspace, connection, this::askAgain);
        stage.removeAll();
        stage.add(emptyState, timeline);
        showComposer();
        updateState();
    }

    private void open(ConversationId id, UI ui) {
        Conversation conversation = workspace.conversations().get(id).conversation();
        if (conversation.trashed()) {
            showTrashed(id, "Restore");
            return;
        }
        showEmpty(conversation.connectionId());
        ConversationFeed opened = new ConversationFeed(workspace, id, this, ui, timeline, this::progressed);
        feed = opened;
        opened.start();
        updateState();
        toLatest();
        reachWanted();
    }

    private void showComposer() {
        composer.setVisible(true);
        getUI().ifPresent(ui -> composer.setText(Drafts.of(ui.getSession()).get(String.valueOf(place))));
        if (wanted == null) {
            composer.focus(); // who comes to a message is to be led to that
        }
    }

    private void showTrashed(ConversationId id, String wayBack) {
        Button restore = new Button(wayBack, event -> {
            workspace.manageConversations().change(id, ConversationChange.trash(false));
            event.getSource().getUI().ifPresent(this::show);
        });
        restore.addThemeVariants(ButtonVariant.PRIMARY);
        showNotice("This conversation was deleted", "It is in the trash and can be restored.", restore);
    }

    private void showNotice(String heading, String text, @Nullable Component action) {
        closeFeed();
        timeline.clear();
        Div notice = Parts.box("tt-place-notice", new H2(heading), new Paragraph(text));
        if (action == null) {
            Button home = new Button(
                    "Go to my conversations",
                    event -> WorkspaceNavigation.current().openRoot());
            notice.add(home);
        } else {
            notice.add(action);
        }
        emptyState = null;
        production.setVisible(false);
        stage.removeAll();
        stage.add(notice);
        composer.setVisible(false);
        updateState();
    }

    private void updateState() {
        boolean running = feed != null && feed.isRunning();
        composer.setRunning(running);
        if (emptyState != null) {
            emptyState.setVisible(timeline.isEmpty());
        }
        elsewhere.setVisible(feed != null && feed.elsewhere() != null);
        scroll.getElement().setAttribute("data-older", feed != null && feed.hasOlder());
    }

    void loadOlder() {
        if (feed != null) {
            feed.loadOlder(this::updateState);
        }
    }

    private void progressed(Exchange exchange) {
        updateState();
        switch (exchange.state()) {
            case State.Done _ -> status.setText("Answer complete.");
            case State.Stopped _ -> status.setText("Answer stopped.");
            case State.Failed failed -> status.setText(failed.failure().message());
            case State.Interrupted broken -> status.setText(broken.failure().message());
            case State.Queued _, State.Working _, State.Withdrawn _ -> {}
        }
    }

    /** Something changed in some conversation, here or in another tab. */
    private void hear(List<ConversationEvent> events) {
        if (!(place instanceof Place.Talk(ConversationId id))) {
            return;
        }
        for (ConversationEvent event : events) {
            if (event.id().equals(id)) {
                switch (event) {
                    case ConversationEvent.Deleted _ -> {
                        showNotice("This conversation was deleted", "Its messages and results are gone.", null);
                        return;
                    }
                    case ConversationEvent.Changed _ -> checkTrash(id);
                    case ConversationEvent.RunChanged _ -> refresh();
                }
            } else if (feed != null && event instanceof ConversationEvent.RunChanged) {
                feed.recount();
            }
        }
    }

    private void checkTrash(ConversationId id) {
        try {
            boolean trashed = workspace.conversations().get(id).conversation().trashed();
            if (trashed && feed != null) {
                showTrashed(id, "Undo");
            } else if (!trashed && feed == null) {
                getUI().ifPresent(this::show);
            } else {
                refresh();
            }
        } catch (FailureException gone) {
            showNotice("This conversation was deleted", gone.failure().message(), null);
        }
    }

    private void refresh() {
        if (feed != null) {
            feed.refresh(this::updateState);
        }
    }

    private void askAgain(String question) {
        try {
            ask(new MessageText(question));
        } catch (FailureException refused) {
            composer.showProblem(refused.failure().message());
        }
    }

    private void ask(MessageText question) {
        if (place instanceof Place.Database(ConnectionId id)) {
            startWith(id, question);
        } else if (feed != null) {
            feed.ask(question);
            keepDraft("");
            updateState();
            toLatest();
        }
    }

    private void toLatest() {
        getElement().executeJs("window.tabletalk && window.tabletalk.toLatest(this)");
    }

    /** The conversation is made together with its first question, or not at all. */
    private void startWith(ConnectionId connection, MessageText question) {
        ConversationId id = workspace
                .manageConversations()
                .create(connection, null)
                .conversation()
                .id();
        try {
            workspace.agent().ask(id, question);
        } catch (RuntimeException notAsked) {
            discard(id, notAsked);
            throw notAsked;
        }
        keepDraft("");
        showConversation(id);
        created.accept(id);
    }

    private void discard(ConversationId neverBegun, RuntimeException why) {
        try {
            workspace.manageConversations().delete(neverBegun);
        } catch (RuntimeException notDeleted) {
            // it stays as an empty conversation; what matters is why nothing was asked
            why.addSuppressed(notDeleted);
        }
    }

    private void stop() {
        if (feed != null) {
            feed.stop();
        }
    }

    private void keepDraft(String text) {
        getUI().ifPresent(ui -> Drafts.of(ui.getSession()).put(String.valueOf(place), text));
    }

    private void showRunning() {
        if (feed != null && feed.elsewhere() != null) {
            feed.show(feed.elsewhere(), null, () -> {
                updateState();
                toLatest();
            });
        }
    }

    private final class ExchangeActions implements ExchangeView.Actions {
        private boolean branching;

        @Override
        public void askAgain(Exchange exchange) {
            askInstead(exchange, null);
        }

        @Override
        public void askInstead(Exchange exchange, @Nullable MessageText question) {
            if (feed != null && exchange.turnId() != null) {
                feed.askInstead(exchange.turnId(), question);
                updateState();
                toLatest();
                composer.focus();
            }
        }

        @Override
        public void askToContinue() {
            if (feed != null) {
                feed.ask(CONTINUE);
                updateState();
                toLatest();
            }
        }

        @Override
        public void show(TurnId version, Exchange instead) {
            if (feed != null) {
                feed.show(version, instead, () -> shown(version, instead));
            }
        }

        private void shown(TurnId version, Exchange instead) {
            updateState();
            ExchangeView view = timeline.find(StoredExchanges.key(version));
            if (view != null) {
                status.setText(view.place());
                view.focusVersions(instead.turnId());
                getElement().executeJs("window.tabletalk && window.tabletalk.hold(this, $0)", view);
            }
        }

        /** Costs what the path is long, so not while the page waits. */
        @Override
        public void branch(Exchange exchange) {
            TurnId end = exchange.turnId();
            if (end == null || branching) {
                return;
            }
            branching = true;
            Background.run(
                    ConversationPanel.this,
                    () -> workspace.versions().branch(end),
                    branch -> {
                        branching = false;
                        Notices.show("A new conversation, with everything up to that answer");
                        created.accept(branch.id());
                    },
                    failed -> {
                        branching = false;
                        Notices.showFailure(failed);
                    });
        }

        @Override
        public void askNext(String question) {
            ConversationPanel.this.askAgain(question);
            composer.focus();
        }

        @Override
        public ConversationId conversation() {
            if (place instanceof Place.Talk(ConversationId id)) {
                return id;
            }
            throw new IllegalStateException("No conversation is shown");
        }

        @Override
        public void withdraw(Exchange exchange) {
            if (feed != null && exchange.turnId() != null) {
                feed.withdraw(exchange.turnId());
            }
        }

        @Override
        public void loadBelow() {
            if (feed != null) {
                feed.loadIntoGap(ConversationPanel.this::updateState);
            }
        }
    }
}
