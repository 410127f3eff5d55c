package dev.tabletalk.adapter.web.ui.workspace;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.VaadinSession;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.tabletalk.adapter.web.ui.none")
class LiveUpdatesTest extends ViewTest {
    private final Counting conversations = new Counting(workspace.conversationService);
    private final List<List<ConversationEvent>> told = new ArrayList<>();

    @Test
    void gathersEventsAndTellsEqualOnesOnce() {
        Div component = new Div();
        LiveUpdates.bind(component, conversations, told::add);
        UI.getCurrent().add(component);
        ConversationId first = ConversationId.create(workspace.clock.instant());
        ConversationEvent event = new ConversationEvent.Changed(first, SHOP);
        for (int i = 0; i < 1_000; i++) {
            workspace.events.publish(event);
        }
        ConversationEvent last = new ConversationEvent.Deleted(first, SHOP);
        workspace.events.publish(last);
        eventually(() -> told.stream().anyMatch(events -> events.contains(last)));
        assertThat(told.size()).as("updates").isLessThan(20);
        assertThat(told.getFirst()).first().isEqualTo(event);
    }

    @Test
    void endsWhenTheComponentLeavesThePage() {
        Div component = new Div();
        LiveUpdates.bind(component, conversations, told::add);
        assertThat(conversations.watchers).hasValue(0);
        UI.getCurrent().add(component);
        assertThat(conversations.watchers).hasValue(1);
        UI.getCurrent().remove(component);
        assertThat(conversations.watchers).hasValue(0);
        UI.getCurrent().add(component);
        assertThat(conversations.watchers).hasValue(1);
    }

    /** A closed tab must leave nothing behind. */
    @Test
    void endsWhenTheTabIsClosed() {
        Div component = new Div();
        UI tab = new UI();
        tab.getInternals().setSession(VaadinSession.getCurrent());
        tab.add(component);
        LiveUpdates.bind(component, conversations, told::add);
        assertThat(conversations.watchers).hasValue(1);
        tab.getInternals().setSession(null);
        assertThat(conversations.watchers).hasValue(0);
    }

    /** Counts who is watching. */
    private record Counting(ReadConversationsUseCase all, AtomicInteger watchers) implements ReadConversationsUseCase {
        Counting(ReadConversationsUseCase all) {
            this(all, new AtomicInteger());
        }

        @Override
        public ConversationPage list(ConversationQuery query) {
            return all.list(query);
        }

        @Override
        public ConversationSummary get(ConversationId id) {
            return all.get(id);
        }

        @Override
        public MessagePage messages(ConversationId id, @Nullable MessageId before, int limit) {
            return all.messages(id, before, limit);
        }

        @Override
        public long countUnread() {
            return all.countUnread();
        }

        @Override
        public Watch watch(Consumer<ConversationEvent> listener) {
            Watch watch = all.watch(listener);
            watchers.incrementAndGet();
            return () -> {
                watchers.decrementAndGet();
                watch.close();
            };
        }
    }
}
