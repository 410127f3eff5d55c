package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase.Watch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings changes of conversations to a component while it is attached: in its session, gathered, at most about twenty times
 * a second, equal events once. Detaching the component, also by closing the tab, ends the subscription; attaching it again
 * starts a new one.
 */
public final class LiveUpdates {
    private static final long GATHER_MILLIS = 50;

    private LiveUpdates() {}

    /** @param listener runs with the session lock held and should be quick; events are in the order they happened */
    public static void bind(
            Component component, ReadConversationsUseCase conversations, Consumer<List<ConversationEvent>> listener) {
        component.addAttachListener(event -> subscribe(component, event.getUI(), conversations, listener));
        component.getUI().ifPresent(ui -> subscribe(component, ui, conversations, listener));
    }

    private static void subscribe(
            Component component,
            UI ui,
            ReadConversationsUseCase conversations,
            Consumer<List<ConversationEvent>> listener) {
        Subscription subscription = new Subscription(ui, listener);
        Watch watch = conversations.watch(subscription::add);
        Registration[] registration = new Registration[1];
        registration[0] = component.addDetachListener(event -> {
            watch.close();
            subscription.end();
            registration[0].remove();
        });
    }

    /** Gathers what any thread tells, and hands it over in the session of the tab. */
    private static final class Subscription {
        private final UI ui;
        private final Consumer<List<ConversationEvent>> listener;
        private @Nullable Set<ConversationEvent> gathered = new LinkedHashSet<>();

        Subscription(UI ui, Consumer<List<ConversationEvent>> listener) {
            this.ui = ui;
            this.listener = listener;
        }

        synchronized void add(ConversationEvent event) {
            if (gathered == null) {
                return;
            }
            boolean first = gathered.isEmpty();
            gathered.add(event);
            if (first) {
                CompletableFuture.delayedExecutor(
                                GATHER_MILLIS, TimeUnit.MILLISECONDS, command -> Thread.startVirtualThread(command))
                        .execute(this::handOver);
            }
        }

        synchronized void end() {
            gathered = null;
        }

        private void handOver() {
            if (!Background.inSession(ui, this::tell)) {
                end();
            }
        }

        private void tell() {
            List<ConversationEvent> events = drain();
            if (!events.isEmpty()) {
                listener.accept(events);
            }
        }

        private synchronized List<ConversationEvent> drain() {
            if (gathered == null) {
                return List.of();
            }
            List<ConversationEvent> events = List.copyOf(gathered);
            gathered.clear();
            return events;
        }
    }
}
