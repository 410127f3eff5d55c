package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.conversation.TranscriptReader.Slice;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what one page shows of one conversation up to date. A turn comes either from the events of its run, while that goes
 * on, or from the transcript, never from both. All methods are to be called with the session lock held.
 */
final class ConversationFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationFeed.class);
    private static final int SCREEN_SECONDS = 10;

    private final Workspace workspace;
    private final ConversationId id;
    private final Component page;
    private final UI ui;
    private final Timeline timeline;
    private final Consumer<Exchange> changed;
    private final TranscriptReader transcript;
    private final Map<TurnId, RunReader> readers = new LinkedHashMap<>();
    private @Nullable MessageId previous;
    private @Nullable MessageId newest;
    private boolean open = true;
    private boolean refreshing;
    private boolean refreshAgain;
    private boolean readingOlder;

    /** @param changed told of each new state of an exchange that is followed, after it is shown */
    ConversationFeed(
            Workspace workspace,
            ConversationId id,
            Component page,
            UI ui,
            Timeline timeline,
            Consumer<Exchange> changed) {
        this.workspace = workspace;
        this.id = id;
        this.page = page;
        this.ui = ui;
        this.timeline = timeline;
        this.changed = changed;
        this.transcript = new TranscriptReader(workspace, id);
    }

    ConversationId id() {
        return id;
    }

    /** Shows the newest messages and follows the runs that go on. */
    void start() {
        View view = read(null);
        previous = view.slice().previous();
        apply(view);
    }

    /** What the store and the agent know at one moment; runs first, so that a turn missing there is in the store. */
    private record View(List<AgentRun> runs, Slice slice) {}

    private View read(@Nullable MessageId downTo) {
        List<AgentRun> runs = workspace.agent().active(id);
        return new View(runs, transcript.read(null, downTo));
    }

    private void apply(View view) {
        List<TurnId> active = view.runs().stream().map(AgentRun::turnId).toList();
        view.slice().exchanges().stream()
                .filter(exchange -> exchange.turnId() == null
                        || (!active.contains(exchange.turnId()) && !readers.containsKey(exchange.turnId())))
                .forEach(timeline::put);
        view.runs().forEach(this::follow);
        newest = view.slice().newest();
    }

    /** Brings in what has changed elsewhere. */
    void refresh(Runnable whenDone) {
        if (!open || refreshing) {
            refreshAgain = true;
            return;
        }
        refreshing = true;
        MessageId known = newest;
        Background.run(
                page,
                () -> read(known),
                view -> {
                    refreshing = false;
                    if (open) {
                        apply(view);
                        whenDone.run();
                        if (refreshAgain) {
                            refreshAgain = false;
                            refresh(whenDone);
                        }
                    }
                },
                failed -> refreshing = false);
    }

    boolean hasOlder() {
        return previous != null;
    }

    /** Reads what came before, and puts it on top. */
    void loadOlder(Runnable whenDone) {
        MessageId before = previous;
        if (before == null || readingOlder) {
            return;
        }
        readingOlder = true;
        Background.run(
                page,
                () -> transcript.read(before, null),
                slice -> {
                    readingOlder = false;
                    if (open) {
                        previous = slice.previous();
                        timeline.prepend(slice.exchanges());
                        whenDone.run();
                    }
                },
                failed -> readingOlder = false);
    }

    /** Shows a run from its events, from the first one on; does nothing when it does so already. */
    void follow(AgentRun run) {
        if (!open || readers.containsKey(run.turnId())) {
            return;
        }
        State state = run.status() == TurnStatus.QUEUED ? new State.Queued() : new State.Working();
        timeline.put(new Exchange(
                StoredExchanges.key(run.turnId()),
                run.turnId(),
                StoredExchanges.question(run),
                List.of(),
                state,
                null));
        readers.put(run.turnId(), RunReader.start(run, exchange -> display(run.turnId(), exchange), this::settled));
    }

    /** Not on the thread of the session. */
    private Exchange settled(Exchange live) {
        try {
            return live.state() instanceof State.Withdrawn ? live : transcript.settled(live);
        } catch (RuntimeException failed) {
            LOG.warn("The end of the turn {} could not be read again", live.key(), failed);
            return live;
        }
    }

    /** Not on the thread of the session: waits until the browser's side has it, so that a slow tab is not flooded. */
    private int display(TurnId turnId, Exchange exchange) {
        int[] sent = {0};
        try {
            Future<Void> done = ui.access(() -> sent[0] = displayNow(turnId, exchange));
            done.get(SCREEN_SECONDS, TimeUnit.SECONDS);
        } catch (UIDetachedException | CancellationException | TimeoutException tabIsGone) {
            LOG.debug("A tab does not listen any more: {}", tabIsGone.toString());
        } catch (ExecutionException failed) {
            LOG.warn("A state of the turn {} could not be shown", turnId, failed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return sent[0];
    }

    private int displayNow(TurnId turnId, Exchange exchange) {
        if (!open || !readers.containsKey(turnId)) {
            return 0;
        }
        int sent = timeline.put(exchange);
        if (exchange.state().isOver()) {
            readers.remove(turnId);
        }
        changed.accept(exchange);
        return sent;
    }

    boolean isRunning() {
        return !readers.isEmpty();
    }

    /** Ends the first run that is not over yet; those that wait follow it. */
    void stop() {
        workspace.agent().active(id).stream()
                .filter(run -> !run.status().isOver())
                .findFirst()
                .ifPresent(AgentRun::stop);
    }

    void withdraw(TurnId turnId) {
        RunReader reader = readers.get(turnId);
        if (reader != null) {
            reader.run().stop();
        }
    }

    /** Ends the following; the runs go on. */
    void close() {
        open = false;
        readers.values().forEach(RunReader::close);
        readers.clear();
    }
}
