package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationCursor;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConversationRepository;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Conversations in SQLite. */
@Transactional
class JpaConversationRepository implements ConversationRepository {
    /** Greater than every value of {@code pinned}: no row comes before it. */
    private static final int BEFORE_ALL = 2;

    private final EntityManager entities;
    private final ConversationRows rows;
    private final ConnectionRows connections;
    private final JdbcClient readers;

    JpaConversationRepository(
            EntityManager entities,
            ConversationRows rows,
            ConnectionRows connections,
            @Qualifier("storeReaders") DataSource readers) {
        this.readers = JdbcClient.create(readers);
        this.entities = entities;
        this.rows = rows;
        this.connections = connections;
    }

    @Override
    public void add(Conversation conversation) {
        if (!connections.existsById(conversation.connectionId().value())) {
            throw FailureException.notFound("connection", conversation.connectionId());
        }
        entities.persist(ConversationEntity.of(conversation));
    }

    /** Plain SQL: every question pays for it. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ConversationSummary> find(ConversationId id) {
        return readers.sql("SELECT * FROM conversation WHERE id = ?")
                .param(id.toString())
                .query((row, index) -> ConversationEntity.of(new StoredRow(row)))
                .optional()
                .map(ConversationEntity::toSummary);
    }

    @Override
    public ConversationSummary update(ConversationId id, UnaryOperator<Conversation> change) {
        ConversationEntity entity =
                rows.findById(id.toString()).orElseThrow(() -> FailureException.notFound("conversation", id));
        entity.apply(change.apply(entity.toDomain()));
        return entity.toSummary();
    }

    @Override
    public boolean delete(ConversationId id) {
        return rows.delete(id.toString()) > 0;
    }

    @Override
    @Transactional(readOnly = true)
    public ConversationPage list(ConversationQuery query) {
        String connection = query.connectionId().value();
        String view = query.view().name();
        String search = query.search() == null ? null : ConversationTitle.searchForm(query.search());
        List<ConversationSummary> found = rowsAfter(query.after(), connection, view, search, query.limit() + 1).stream()
                .map(ConversationEntity::toSummary)
                .toList();
        List<ConversationSummary> items = found.subList(0, Math.min(found.size(), query.limit()));
        long total =
                search == null ? rows.count(connection, view).orElse(0L) : rows.countMatching(connection, view, search);
        return new ConversationPage(
                items,
                total,
                found.size() > items.size()
                        ? ConversationCursor.of(items.getLast().conversation())
                        : null);
    }

    @Override
    @Transactional(readOnly = true)
    public long countUnread() {
        return rows.countUnread();
    }

    private List<ConversationEntity> rowsAfter(
            @Nullable ConversationCursor after, String connection, String view, @Nullable String search, int limit) {
        return after == null
                ? rows.list(connection, view, search, BEFORE_ALL, 0, "", limit)
                : rows.list(
                        connection,
                        view,
                        search,
                        after.pinned() ? 1 : 0,
                        StoredInstant.encode(after.lastActivityAt()),
                        after.id().toString(),
                        limit);
    }
}
