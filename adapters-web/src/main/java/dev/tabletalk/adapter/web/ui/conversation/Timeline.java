package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.application.query.ReadResultsUseCase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exchanges of a conversation from top to bottom, each once. */
final class Timeline extends Composite<Div> {
    private final ReadResultsUseCase results;
    private final ExchangeView.Actions actions;
    private final List<ExchangeView> views = new ArrayList<>();

    Timeline(ReadResultsUseCase results, ExchangeView.Actions actions) {
        this.results = results;
        this.actions = actions;
        getContent().addClassName("tt-timeline");
    }

    boolean isEmpty() {
        return views.isEmpty();
    }

    void clear() {
        views.clear();
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
            }
            return 0;
        }
        if (view == null) {
            add(exchange);
            return exchange.prose().length();
        }
        // What is over stays over: a slower reader may still bring an older state.
        boolean outdated = view.shown().state().isOver() && !exchange.state().isOver();
        return outdated || view.shown().equals(exchange) ? 0 : view.show(exchange);
    }

    /** Puts older exchanges, oldest first, before all others; those already here stay where they are. */
    void prepend(List<Exchange> older) {
        int index = 0;
        for (Exchange exchange : older) {
            if (find(exchange.key()) == null) {
                ExchangeView view = new ExchangeView(results, actions, exchange);
                views.add(index, view);
                getContent().addComponentAtIndex(index, view);
                index++;
            }
        }
    }

    private void add(Exchange exchange) {
        int index = views.size();
        while (!(exchange.state() instanceof State.Queued)
                && index > 0
                && views.get(index - 1).shown().state() instanceof State.Queued) {
            index--;
        }
        ExchangeView view = new ExchangeView(results, actions, exchange);
        views.add(index, view);
        getContent().addComponentAtIndex(index, view);
    }

    private void remove(ExchangeView view) {
        views.remove(view);
        getContent().remove(view);
    }

    private @Nullable ExchangeView find(String key) {
        for (ExchangeView view : views.reversed()) {
            if (view.shown().key().equals(key)) {
                return view;
            }
        }
        return null;
    }
}
