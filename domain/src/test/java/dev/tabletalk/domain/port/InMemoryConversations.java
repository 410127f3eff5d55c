package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationCursor;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Conversations that are forgotten with the process. */
public final class InMemoryConversations implements ConversationRepository {
    private static final Comparator<ConversationCursor> ORDER = Comparator.comparing(ConversationCursor::pinned)
            .thenComparing(ConversationCursor::lastActivityAt)
            .thenComparing(ConversationCursor::id)
            .reversed();
    private final InMemoryStore store;

    public InMemoryConversations(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(Conversation conversation) {
        synchronized (store) {
            if (!store.connections.containsKey(conversation.connectionId())) {
                throw FailureException.notFound("connection", conversation.connectionId());
            }
            if (store.conversations.putIfAbsent(conversation.id(), conversation) != null) {
                throw new IllegalStateException("Conversation " + conversation.id() + " is stored already");
            }
        }
    }

    @Override
    public Optional<ConversationSummary> find(ConversationId id) {
        synchronized (store) {
            return Optional.ofNullable(store.conversations.get(id)).map(store::summary);
        }
    }

    @Override
    public ConversationSummary update(ConversationId id, UnaryOperator<Conversation> change) {
        synchronized (store) {
            Conversation old = store.conversations.get(id);
            if (old == null) {
                throw FailureException.notFound("conversation", id);
            }
            Conversation wish = change.apply(old);
            Conversation changed = new Conversation(
                    id,
                    old.connectionId(),
                    wish.title(),
                    wish.pinned(),
                    wish.archived(),
                    wish.trashed(),
                    old.createdAt(),
                    old.lastActivityAt(),
                    wish.head(),
                    wish.mark());
            store.conversations.put(id, changed);
            return store.summary(changed);
        }
    }

    @Override
    public boolean delete(ConversationId id) {
        synchronized (store) {
            return store.deleteConversation(id);
        }
    }

    @Override
    public ConversationPage list(ConversationQuery query) {
        synchronized (store) {
            List<Conversation> matching = store.conversations.values().stream()
                    .filter(conversation -> matches(query, conversation))
                    .sorted(Comparator.comparing(ConversationCursor::of, ORDER))
                    .toList();
            ConversationCursor after = query.after();
            List<Conversation> rest = matching.stream()
                    .filter(conversation ->
                            after == null || ORDER.compare(ConversationCursor.of(conversation), after) > 0)
                    .toList();
            List<ConversationSummary> items =
                    rest.stream().limit(query.limit()).map(store::summary).toList();
            return new ConversationPage(
                    items,
                    matching.size(),
                    rest.size() > items.size()
                            ? ConversationCursor.of(items.getLast().conversation())
                            : null);
        }
    }

    @Override
    public long countUnread() {
        synchronized (store) {
            return store.conversations.values().stream()
                    .filter(conversation -> viewOf(conversation) == ConversationView.ACTIVE
                            && conversation.mark() == ConversationMark.UNREAD)
                    .count();
        }
    }

    private static boolean matches(ConversationQuery query, Conversation conversation) {
        String search = query.search();
        return conversation.connectionId().equals(query.connectionId())
                && viewOf(conversation) == query.view()
                && (search == null || conversation.title().searchForm().contains(ConversationTitle.searchForm(search)));
    }

    private static ConversationView viewOf(Conversation conversation) {
        if (conversation.trashed()) {
            return ConversationView.TRASH;
        }
        return conversation.archived() ? ConversationView.ARCHIVED : ConversationView.ACTIVE;
    }
}
