package dev.tabletalk.application.conversation;

import dev.tabletalk.application.conversation.ReadConversationsUseCase.Watch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody who watches of each change, on the thread that made it. */
public final class ConversationEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationEvents.class);

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    public void publish(ConversationEvent event) {
        for (Subscription subscription : subscriptions) {
            try {
                subscription.listener.accept(event);
            } catch (RuntimeException failed) {
                LOG.warn("A watcher of conversations failed on {}", event, failed);
            }
        }
    }

    /** Whether anybody would hear of an event, so that it is worth looking up what it is about. */
    boolean isWatched() {
        return !subscriptions.isEmpty();
    }

    Watch watch(Consumer<ConversationEvent> listener) {
        Subscription subscription = new Subscription(listener);
        subscriptions.add(subscription);
        return subscription;
    }

    /** Not a record: two subscriptions of one listener are two. */
    private final class Subscription implements Watch {
        private final Consumer<ConversationEvent> listener;

        private Subscription(Consumer<ConversationEvent> listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
