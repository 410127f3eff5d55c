package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The exchanges of a conversation from top to bottom, each once; there may be a gap between two of them. */
final class Timeline extends Composite<Div> {
    private final Workspace workspace;
    private final ExchangeView.Actions actions;
    private final List<ExchangeView> views = new ArrayList<>();
    /** Keys of those that were put at the end; only the path tells where they belong. */
    private final Set<String> loose = new HashSet<>();

    Timeline(Workspace workspace, ExchangeView.Actions actions) {
        this.workspace = workspace;
        this.actions = actions;
        getContent().addClassName("tt-timeline");
    }

    boolean isEmpty() {
        return views.isEmpty();
    }

    /**
     * What is on the page.
     *
     * @param keys of those whose place is known
     * @param turns those that have begun
     */
    record Shown(Set<String> keys, Set<TurnId> turns) {}

    Shown shown() {
        List<Exchange> all = views.stream().map(ExchangeView::shown).toList();
        Set<String> keys = keys(all);
        keys.removeAll(loose);
        return new Shown(keys, Snapshot.turns(all));
    }

    boolean has(String key) {
        return find(key) != null;
    }

    void clear() {
        views.clear();
        loose.clear();
        getContent().removeAll();
    }

    /**
     * Shows a state of an exchange at its place; a new one goes to the end, but before those that wait.
     *
     * @return about how many characters were sent to the browser
     */
    int put(Exchange exchange) {
        ExchangeView view = find(exchange.key());
        if (exchange.state() instanceof State.Withdrawn) {
            if (view != null) {
                remove(view);
                markNewest();
            }
            return 0;
        }
        if (view == null) {
            insert(endFor(exchange), exchange);
            loose.add(exchange.key());
            markNewest();
            return exchange.prose().length();
        }
        return update(view, exchange);
    }

    private int endFor(Exchange exchange) {
        int index = views.size();
        while (!(exchange.state() instanceof State.Queued)
                && index > 0
                && views.get(index - 1).shown().state() instanceof State.Queued) {
            index--;
        }
        return index;
    }

    private static int update(ExchangeView view, Exchange exchange) {
        // What is over stays over: a slower reader may still bring an older state.
        boolean outdated = view.shown().state().isOver() && !exchange.state().isOver();
        return outdated || view.shown().equals(exchange) ? 0 : view.show(exchange);
    }

    /** The place of the first that is one of these, among those whose place is known; -1 when none is. */
    int firstOf(List<Exchange> some) {
        Set<String> keys = keys(some);
        keys.removeAll(loose);
        for (int i = 0; i < views.size(); i++) {
            if (keys.contains(views.get(i).shown().key())) {
                return i;
            }
        }
        return -1;
    }

    boolean isFirst(Exchange exchange) {
        return !views.isEmpty() && views.getFirst().shown().key().equals(exchange.key());
    }

    /** Whether it is the first one below the gap. */
    boolean isBelowGap(Exchange exchange) {
        int gap = gap();
        return gap >= 0
                && gap + 1 < views.size()
                && views.get(gap + 1).shown().key().equals(exchange.key());
    }

    /**
     * Puts these from a place on, and nothing else but what waits; those already here stay what they are. A run that is
     * followed is brought up to date by its events alone.
     */
    void replace(int from, List<Exchange> path, FollowedRuns runs) {
        Set<String> keys = keys(path);
        for (ExchangeView view : List.copyOf(views.subList(from, views.size()))) {
            view.setGapBelow(false);
            if (!keys.contains(view.shown().key()) && !runs.waits(view.shown().turnId())) {
                remove(view);
            }
        }
        int index = from;
        for (Exchange exchange : path) {
            ExchangeView view = find(exchange.key());
            if (view == null) {
                insert(index, exchange);
            } else {
                move(view, index);
                if (!runs.has(exchange.turnId())) {
                    update(view, exchange);
                }
            }
            index++;
        }
        loose.removeAll(keys);
        markNewest();
    }

    /** Puts an exchange in the place of another, and below it, after a gap, the end of its path. */
    void replaceWithGap(String place, Exchange exchange, List<Exchange> path, FollowedRuns runs) {
        List<Exchange> all = new ArrayList<>();
        all.add(exchange);
        all.addAll(path);
        int index = indexOf(place);
        replace(index, all, runs);
        views.get(index).setGapBelow(true);
    }

    private int gap() {
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).hasGapBelow()) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Puts these, oldest first, at the lower end of the gap.
     *
     * @return whether the gap is closed
     */
    boolean fillGap(List<Exchange> older) {
        int gap = gap();
        if (gap < 0) {
            return true;
        }
        boolean closed = older.isEmpty() || older.stream().anyMatch(exchange -> has(exchange.key()));
        insertNew(gap + 1, older);
        views.get(gap).setGapBelow(!closed);
        return closed;
    }

    /** Puts older exchanges, oldest first, before all others; those already here stay where they are. */
    void prepend(List<Exchange> older) {
        insertNew(0, older);
    }

    private void insertNew(int at, List<Exchange> exchanges) {
        int index = at;
        for (Exchange exchange : exchanges) {
            if (!has(exchange.key())) {
                insert(index++, exchange);
            }
        }
    }

    /** Takes an exchange away and all below it, but what waits. */
    void cutFrom(String key) {
        int index = indexOf(key);
        if (index >= 0) {
            List.copyOf(views.subList(index, views.size())).stream()
                    .filter(view -> !(view.shown().state() instanceof State.Queued))
                    .forEach(this::remove);
            markNewest();
        }
    }

    /** Says of these turns where they stand among their versions. */
    void showVersions(Map<TurnId, TurnVersions> versions) {
        for (ExchangeView view : views) {
            TurnId turn = view.shown().turnId();
            TurnVersions known = turn == null ? null : versions.get(turn);
            if (known != null) {
                view.showVersions(known);
            }
        }
    }

    /** Says beside these turns what is known of them. */
    void showNotes(Map<TurnId, AnswerNote> notes) {
        for (ExchangeView view : views) {
            TurnId turn = view.shown().turnId();
            AnswerNote known = turn == null ? null : notes.get(turn);
            if (known != null) {
                view.showNote(known);
            }
        }
    }

    @Nullable
    ExchangeView find(String key) {
        int index = indexOf(key);
        return index < 0 ? null : views.get(index);
    }

    private int indexOf(String key) {
        for (int i = views.size() - 1; i >= 0; i--) {
            if (views.get(i).shown().key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private static Set<String> keys(List<Exchange> exchanges) {
        return exchanges.stream().map(Exchange::key).collect(Collectors.toCollection(HashSet::new));
    }

    private void insert(int index, Exchange exchange) {
        ExchangeView view = new ExchangeView(workspace, actions, exchange);
        views.add(index, view);
        getContent().addComponentAtIndex(index, view);
    }

    private void move(ExchangeView view, int index) {
        if (views.get(index) != view) {
            remove(view);
            views.add(index, view);
            getContent().addComponentAtIndex(index, view);
        }
    }

    private void remove(ExchangeView view) {
        views.remove(view);
        loose.remove(view.shown().key());
        getContent().remove(view);
    }

    private void markNewest() {
        for (int i = 0; i < views.size(); i++) {
            views.get(i).setNewest(i == views.size() - 1);
        }
    }
}
