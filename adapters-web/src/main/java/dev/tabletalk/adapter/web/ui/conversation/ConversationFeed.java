package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.tabletalk.adapter.web.ui.conversation.TranscriptReader.Slice;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one page shows of one conversation up to date: the version that the conversation shows, and the questions that
 * wait. A turn comes either from the events of its run, while that goes on, or from the transcript, never from both. All
 * methods are to be called with the session lock held.
 */
final class ConversationFeed {
    private final Workspace workspace;
    private final ConversationId id;
    private final Component page;
    private final Timeline timeline;
    private final TranscriptReader transcript;
    private final FollowedRuns runs;
    private @Nullable MessageId previous;
    private @Nullable MessageId beforeGap;
    private @Nullable TurnId elsewhere;
    private boolean open = true;
    private boolean refreshing;
    private boolean refreshAgain;
    private boolean readingMore;
    /** Counts what this page changed itself: what was read before that is not shown any more. */
    private int changes;

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
        this.timeline = timeline;
        this.transcript = new TranscriptReader(workspace, id);
        this.runs = new FollowedRuns(ui, timeline, transcript, changed);
    }

    /** Shows the newest messages and follows the runs that go on. */
    void start() {
        apply(Snapshot.take(workspace, id, transcript, timeline.shown(), null));
    }

    /** What is on the page from the first exchange on that is in the new path too is replaced by it; above they are the same. */
    private void apply(Snapshot now) {
        List<Exchange> path = now.path().exchanges();
        int from = timeline.firstOf(path);
        timeline.replace(Math.max(0, from), path, runs);
        if (!path.isEmpty() && timeline.isFirst(path.getFirst())) {
            previous = now.path().previous();
        } else if (!path.isEmpty() && timeline.isBelowGap(path.getFirst())) {
            beforeGap = now.path().previous();
        }
        finish(now);
    }

    private void finish(Snapshot now) {
        runs.leaveWhatIsNotShown();
        now.shownRuns().forEach(runs::follow);
        runs.recount();
        timeline.show(now.beside());
        elsewhere = now.elsewhere().orElse(null);
    }

    /** Brings in what has changed elsewhere. */
    void refresh(Runnable whenDone) {
        if (!open || refreshing) {
            refreshAgain = true;
            return;
        }
        refreshing = true;
        int before = changes;
        Timeline.Shown shown = timeline.shown();
        Background.run(
                page,
                () -> Snapshot.take(workspace, id, transcript, shown, null),
                now -> {
                    refreshing = false;
                    if (open) {
                        if (before == changes) {
                            apply(now);
                            whenDone.run();
                        } else {
                            refreshAgain = true;
                        }
                        refreshAgain(whenDone);
                    }
                },
                failed -> refreshing = false);
    }

    private void refreshAgain(Runnable whenDone) {
        if (refreshAgain) {
            refreshAgain = false;
            refresh(whenDone);
        }
    }

    boolean hasOlder() {
        return previous != null;
    }

    /** Reads what came before, and puts it on top. */
    void loadOlder(Runnable whenDone) {
        readMore(previous, older -> {
            if (older.before().equals(previous)) {
                previous = older.slice().previous();
                timeline.prepend(older.slice().exchanges());
                whenDone.run();
            }
        });
    }

    /** Reads the end of what is left out in the middle. */
    void loadIntoGap(Runnable whenDone) {
        readMore(beforeGap, between -> {
            if (between.before().equals(beforeGap)) {
                beforeGap = timeline.fillGap(between.slice().exchanges())
                        ? null
                        : between.slice().previous();
                whenDone.run();
            }
        });
    }

    /** @param before where the page went on when it was read; when it goes on elsewhere now, it is of no use */
    private record More(MessageId before, Slice slice, Beside beside) {}

    private void readMore(@Nullable MessageId before, Consumer<More> show) {
        if (before == null || readingMore) {
            return;
        }
        readingMore = true;
        Background.run(
                page,
                () -> more(before, transcript.read(before, Set.of())),
                more -> {
                    readingMore = false;
                    if (open) {
                        show.accept(more);
                        timeline.show(more.beside());
                    }
                },
                failed -> readingMore = false);
    }

    /** With what is said beside these exchanges; not on the thread of the session. */
    private More more(MessageId before, Slice slice) {
        return new More(before, slice, Beside.read(workspace, Snapshot.turns(slice.exchanges())));
    }

    /**
     * Brings a turn onto the page, wherever it is: reads older ones until it comes, and shows another version when it is not in
     * the one that is shown.
     *
     * @param whenDone told whether there is such a turn in this conversation
     */
    void reach(TurnId turn, Consumer<Boolean> whenDone) {
        reach(turn, false, whenDone);
    }

    private void reach(TurnId turn, boolean versionShown, Consumer<Boolean> whenDone) {
        String key = StoredExchanges.key(turn);
        MessageId before = previous;
        if (timeline.has(key)) {
            whenDone.accept(true);
        } else if (before != null && !readingMore) {
            readingMore = true;
            Background.run(
                    page,
                    () -> more(before, transcript.readUntil(before, key)),
                    more -> {
                        readingMore = false;
                        if (open) {
                            if (before.equals(previous)) {
                                previous = more.slice().previous();
                                timeline.prepend(more.slice().exchanges());
                                timeline.show(more.beside());
                            }
                            reach(turn, versionShown, whenDone);
                        }
                    },
                    failed -> readingMore = false);
        } else if (!versionShown && before == null) {
            Background.run(page, () -> isHere(turn), here -> {
                if (open && here) {
                    show(turn, null, () -> reach(turn, true, whenDone));
                } else if (open) {
                    whenDone.accept(false);
                }
            });
        } else {
            whenDone.accept(false);
        }
    }

    private boolean isHere(TurnId turn) {
        try {
            AgentRun found = workspace.agent().find(turn);
            return found.conversationId().equals(id)
                    && found.status() != TurnStatus.QUEUED
                    && found.turn().startedAt() != null;
        } catch (FailureException unknown) {
            return false;
        }
    }

    void ask(MessageText question) {
        changes++;
        runs.follow(workspace.agent().ask(id, question));
    }

    /**
     * Asks in the place of another exchange. The new version takes that place at once; when it has to wait, it does so at the
     * end.
     *
     * @param question null for the same one
     */
    void askInstead(TurnId version, @Nullable MessageText question) {
        AgentRun run = workspace.agent().askInstead(version, question);
        changes++;
        if (run.status() != TurnStatus.QUEUED) {
            timeline.cutFrom(StoredExchanges.key(version));
            runs.leaveWhatIsNotShown();
            elsewhere = null;
        }
        runs.follow(run);
    }

    /**
     * Shows another version from its place down; what is above stays as it is.
     *
     * @param insteadOf what is at that place now; null when the place is not on the page
     */
    void show(TurnId version, @Nullable Exchange insteadOf, Runnable whenDone) {
        changes++;
        Timeline.Shown shown = timeline.shown();
        Background.run(
                page,
                () -> {
                    workspace.versions().show(version);
                    Snapshot now = Snapshot.take(workspace, id, transcript, shown, version);
                    boolean read =
                            now.path().exchanges().stream().anyMatch(exchange -> version.equals(exchange.turnId()));
                    return new Version(
                            now,
                            read ? null : StoredExchanges.of(workspace.agent().find(version)));
                },
                shownVersion -> {
                    if (open) {
                        changes++;
                        put(shownVersion, insteadOf);
                        whenDone.run();
                    }
                });
    }

    /** @param far the version itself, when its end is too far away from it to read all in between */
    private record Version(Snapshot now, @Nullable Exchange far) {}

    private void put(Version version, @Nullable Exchange insteadOf) {
        Exchange far = version.far();
        if (far == null || insteadOf == null || !timeline.has(insteadOf.key())) {
            apply(version.now());
            return;
        }
        timeline.replaceWithGap(insteadOf.key(), far, version.now().path().exchanges(), runs);
        beforeGap = version.now().path().previous();
        finish(version.now());
    }

    /** The run that answers in another version than the one that is shown; null when none does. */
    @Nullable
    TurnId elsewhere() {
        return elsewhere;
    }

    boolean isRunning() {
        return !runs.isEmpty();
    }

    /** Some run began or ended anywhere: those that wait may have come nearer. */
    void recount() {
        runs.recount();
    }

    /** Ends the first run on the page that is not over yet; those that wait follow it. */
    void stop() {
        workspace.agent().active(id).stream()
                .filter(run -> runs.has(run.turnId()))
                .findFirst()
                .ifPresent(AgentRun::stop);
    }

    void withdraw(TurnId turnId) {
        runs.withdraw(turnId);
    }

    /** Ends the following; the runs go on. */
    void close() {
        open = false;
        runs.close();
    }
}
