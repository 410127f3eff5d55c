package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.annotation.Transactional;

/** Results in SQLite. */
@Transactional
class JpaQueryResultRepository implements QueryResultRepository {
    private final EntityManager entities;
    private final QueryResultRows rows;
    private final ConnectionRows connections;
    private final ConversationRows conversations;

    JpaQueryResultRepository(
            EntityManager entities, QueryResultRows rows, ConnectionRows connections, ConversationRows conversations) {
        this.entities = entities;
        this.rows = rows;
        this.connections = connections;
        this.conversations = conversations;
    }

    @Override
    public void add(ConnectionId connectionId, @Nullable ConversationId conversationId, QueryResult result) {
        if (!connections.existsById(connectionId.value())) {
            throw FailureException.notFound("connection", connectionId);
        }
        if (conversationId != null && !conversations.existsById(conversationId.toString())) {
            throw FailureException.notFound("conversation", conversationId);
        }
        entities.persist(QueryResultEntity.of(connectionId, conversationId, result));
        List<Row> stored = result.rows();
        for (int first = 0; first < stored.size(); first += ResultChunkEntity.ROWS) {
            int end = Math.min(stored.size(), first + ResultChunkEntity.ROWS);
            entities.persist(ResultChunkEntity.of(result.id(), first, stored.subList(first, end)));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ResultPage> page(ResultId id, int offset, int limit) {
        return rows.findById(id.toString()).map(result -> {
            int from = Math.min(offset, result.rowCount());
            int to = (int) Math.min((long) from + limit, result.rowCount());
            return result.toPage(offset, from == to ? List.of() : rowsBetween(id, from, to));
        });
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ResultId> find(ConversationId conversationId, String start) {
        return rows.idsThatStart(conversationId.toString(), start.toLowerCase(Locale.ROOT), Limit.of(1)).stream()
                .findFirst()
                .map(ResultId::parse);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ConnectionId> connectionOf(ResultId id) {
        return rows.findById(id.toString()).map(QueryResultEntity::connectionId);
    }

    private List<Row> rowsBetween(ResultId id, int from, int to) {
        int firstChunk = from - from % ResultChunkEntity.ROWS;
        return rows.chunks(id.toString(), firstChunk, to - 1).stream()
                .flatMap(chunk -> chunk.rows().stream())
                .skip((long) from - firstChunk)
                .limit((long) to - from)
                .toList();
    }
}
