package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.application.agent.AgentRun;
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

/** The runs that a page shows from their events, from the first one on. Needs the session lock unless a method says otherwise. */
final class FollowedRuns {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedRuns.class);
    private static final int SCREEN_SECONDS = 10;

    private final UI ui;
    private final Timeline timeline;
    private final TranscriptReader transcript;
    private final Consumer<Exchange> changed;
    private final Map<TurnId, RunReader> readers = new LinkedHashMap<>();

    /** @param changed told of each new state of an exchange that is followed, after it is shown */
    FollowedRuns(UI ui, Timeline timeline, TranscriptReader transcript, Consumer<Exchange> changed) {
        this.ui = ui;
        this.timeline = timeline;
        this.transcript = transcript;
        this.changed = changed;
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    boolean has(@Nullable TurnId turnId) {
        return turnId != null && readers.containsKey(turnId);
    }

    /** Does nothing when it is followed already. */
    void follow(AgentRun run) {
        if (readers.containsKey(run.turnId())) {
            return;
        }
        if (!timeline.has(StoredExchanges.key(run.turnId()))) {
            timeline.put(first(run));
        }
        readers.put(run.turnId(), RunReader.start(run, exchange -> display(run.turnId(), exchange), this::settled));
    }

    private static Exchange first(AgentRun run) {
        State state = run.status() == TurnStatus.QUEUED ? new State.Queued(run.ahead()) : new State.Working();
        return new Exchange(
                StoredExchanges.key(run.turnId()), run.turnId(), StoredExchanges.question(run), List.of(), state);
    }

    /** Shows anew how many are before those that wait. */
    void recount() {
        readers.values().stream()
                .map(RunReader::run)
                .filter(run -> run.status() == TurnStatus.QUEUED)
                .forEach(run -> timeline.put(first(run)));
    }

    boolean waits(@Nullable TurnId turnId) {
        RunReader reader = turnId == null ? null : readers.get(turnId);
        return reader != null && reader.run().status() == TurnStatus.QUEUED;
    }

    /** Ends the following of those that are not on the page any more. */
    void leaveWhatIsNotShown() {
        readers.entrySet().removeIf(entry -> {
            boolean gone = !timeline.has(StoredExchanges.key(entry.getKey()));
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    /** Takes back a question that waits. */
    void withdraw(TurnId turnId) {
        RunReader reader = readers.get(turnId);
        if (reader != null) {
            reader.run().stop();
        }
    }

    /** Ends the following; the runs go on. */
    void close() {
        readers.values().forEach(RunReader::close);
        readers.clear();
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
        if (!readers.containsKey(turnId)) {
            return 0;
        }
        int sent = timeline.put(exchange);
        if (exchange.state().isOver()) {
            readers.remove(turnId);
        }
        changed.accept(exchange);
        return sent;
    }
}
