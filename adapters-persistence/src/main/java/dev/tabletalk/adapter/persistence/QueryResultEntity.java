package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** All about a result but its rows. */
@Entity
@Immutable
@Table(name = "query_result")
class QueryResultEntity {
    @Id
    private String id;

    @Column(name = "connection_id")
    private String connectionId;

    @Column(name = "conversation_id")
    private @Nullable String conversationId;

    @Convert(converter = StoredText.class)
    private String sql;

    @Convert(converter = StoredText.class)
    private String columns;

    @Column(name = "row_count")
    private int rowCount;

    private boolean truncated;
    private Duration elapsed;

    @Column(name = "executed_at")
    private Instant executedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected QueryResultEntity() {}

    static QueryResultEntity of(
            ConnectionId connectionId, @Nullable ConversationId conversationId, QueryResult result) {
        QueryResultEntity entity = new QueryResultEntity();
        entity.id = result.id().toString();
        entity.connectionId = connectionId.value();
        entity.conversationId = conversationId == null ? null : conversationId.toString();
        entity.sql = result.sql();
        entity.columns = StoreJson.ofColumns(result.columns());
        entity.rowCount = result.rowCount();
        entity.truncated = result.truncated();
        entity.elapsed = result.elapsed();
        entity.executedAt = result.executedAt();
        return entity;
    }

    /** Outside of JPA. */
    void insert(JdbcTemplate jdbc) {
        jdbc.update(
                """
                INSERT INTO query_result
                    (id, connection_id, conversation_id, sql, columns, row_count, truncated, elapsed, executed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                connectionId,
                conversationId,
                StoredText.encode(sql),
                StoredText.encode(columns),
                rowCount,
                truncated,
                elapsed.toNanos(),
                StoredInstant.encode(executedAt));
    }

    ConnectionId connectionId() {
        return new ConnectionId(connectionId);
    }

    int rowCount() {
        return rowCount;
    }

    ResultPage toPage(int offset, List<Row> rows) {
        return new ResultPage(
                ResultId.parse(id),
                sql,
                StoreJson.columns(columns),
                offset,
                rows,
                rowCount,
                truncated,
                elapsed,
                executedAt);
    }
}
