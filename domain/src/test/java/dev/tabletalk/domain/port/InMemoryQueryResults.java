package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results that are forgotten with the process. */
public final class InMemoryQueryResults implements QueryResultRepository {
    private final InMemoryStore store;

    public InMemoryQueryResults(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(ConnectionId connectionId, @Nullable ConversationId conversationId, QueryResult result) {
        synchronized (store) {
            if (!store.connections.containsKey(connectionId)) {
                throw FailureException.notFound("connection", connectionId);
            }
            if (conversationId != null && !store.conversations.containsKey(conversationId)) {
                throw FailureException.notFound("conversation", conversationId);
            }
            store.results.put(result.id(), new InMemoryStore.ShownResult(connectionId, conversationId, result));
        }
    }

    @Override
    public Optional<ResultPage> page(ResultId id, int offset, int limit) {
        synchronized (store) {
            return Optional.ofNullable(store.results.get(id)).map(shown -> page(shown.result(), offset, limit));
        }
    }

    @Override
    public Optional<ResultId> find(ConversationId conversationId, String start) {
        synchronized (store) {
            return store.results.values().stream()
                    .filter(shown -> conversationId.equals(shown.conversationId()))
                    .map(InMemoryStore.ShownResult::result)
                    .filter(result -> result.id().toString().startsWith(start.toLowerCase(Locale.ROOT)))
                    .max(Comparator.comparing(QueryResult::executedAt))
                    .map(QueryResult::id);
        }
    }

    @Override
    public Optional<ConnectionId> connectionOf(ResultId id) {
        synchronized (store) {
            return Optional.ofNullable(store.results.get(id)).map(InMemoryStore.ShownResult::connectionId);
        }
    }

    private static ResultPage page(QueryResult result, int offset, int limit) {
        return new ResultPage(
                result.id(),
                result.sql(),
                result.columns(),
                offset,
                result.rows().stream().skip(offset).limit(limit).toList(),
                result.rowCount(),
                result.truncated(),
                result.elapsed(),
                result.executedAt());
    }
}
