package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.Transcript;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps and finds conversations. */
public final class ConversationService implements ManageConversationsUseCase, ReadConversationsUseCase {
    private final ConnectionRepository connections;
    private final ConversationRepository conversations;
    private final Transcript transcript;
    private final ConversationTitler titler;
    private final ActiveRuns runs;
    private final ConversationEvents events;
    private final Clock clock;

    public ConversationService(
            ConnectionRepository connections,
            ConversationRepository conversations,
            Transcript transcript,
            ConversationTitler titler,
            ActiveRuns runs,
            ConversationEvents events,
            Clock clock) {
        this.connections = connections;
        this.conversations = conversations;
        this.transcript = transcript;
        this.titler = titler;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ConversationSummary create(ConnectionId connectionId, @Nullable ConversationTitle title) {
        return add(Conversation.start(
                connectionId, title == null ? ConversationTitle.untitled() : title, clock.instant()));
    }

    @Override
    public ConversationSummary open(ConnectionId connectionId, ConversationId id) {
        ConversationSummary found = conversations.find(id).orElseGet(() -> addWithId(connectionId, id));
        if (!found.conversation().connectionId().equals(connectionId)) {
            throw FailureException.of(
                    FailureCode.CONFLICT,
                    "The conversation belongs to the connection \""
                            + found.conversation().connectionId() + "\", not to \"" + connectionId + "\".");
        }
        return found;
    }

    private ConversationSummary addWithId(ConnectionId connectionId, ConversationId id) {
        Conversation fresh = Conversation.start(connectionId, ConversationTitle.untitled(), clock.instant());
        return add(fresh.withId(id));
    }

    private ConversationSummary add(Conversation conversation) {
        if (connections.find(conversation.connectionId()).isEmpty()) {
            throw FailureException.notFound("connection", conversation.connectionId());
        }
        conversations.add(conversation);
        publishChange(conversation);
        return new ConversationSummary(conversation, 0);
    }

    @Override
    public ConversationSummary change(ConversationId id, ConversationChange change) {
        if (Boolean.TRUE.equals(change.trashed())) {
            runs.stopAll(id);
        }
        ConversationSummary changed = conversations.update(id, change::applyTo);
        publishChange(changed.conversation());
        return changed;
    }

    @Override
    public void delete(ConversationId id) {
        Conversation conversation = get(id).conversation();
        runs.stopAll(id);
        conversations.delete(id);
        events.publish(new ConversationEvent.Deleted(id, conversation.connectionId()));
    }

    @Override
    public Message append(NewMessage message) {
        Message appended = transcript.append(message);
        if (events.isWatched()) {
            conversations.find(message.conversationId()).ifPresent(found -> publishChange(found.conversation()));
        }
        return appended;
    }

    @Override
    public ConversationTitle generateTitle(ConversationId id, String firstMessage) {
        return titler.titleByModel(id, get(id).conversation().head(), firstMessage);
    }

    @Override
    public ConversationPage list(ConversationQuery query) {
        ConversationPage page = conversations.list(query);
        if (page.items().isEmpty() && connections.find(query.connectionId()).isEmpty()) {
            throw FailureException.notFound("connection", query.connectionId());
        }
        return page;
    }

    @Override
    public ConversationSummary get(ConversationId id) {
        return conversations.find(id).orElseThrow(() -> FailureException.notFound("conversation", id));
    }

    @Override
    public MessagePage messages(ConversationId id, @Nullable MessageId before, int limit) {
        if (limit < 1 || limit > MAX_MESSAGE_LIMIT) {
            throw FailureException.invalid("messageLimit", "The message limit must be 1 to 10,000.");
        }
        return transcript.page(id, before, limit);
    }

    @Override
    public long countUnread() {
        return conversations.countUnread();
    }

    @Override
    public Watch watch(Consumer<ConversationEvent> listener) {
        return events.watch(listener);
    }

    private void publishChange(Conversation conversation) {
        events.publish(new ConversationEvent.Changed(conversation.id(), conversation.connectionId()));
    }
}
