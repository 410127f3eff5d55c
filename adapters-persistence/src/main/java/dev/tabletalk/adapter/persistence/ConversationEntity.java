package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.conversation.TurnId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A conversation and how many messages it has. Appending changes the count and the last activity, saving never does. */
@Entity
@Table(name = "conversation")
class ConversationEntity {
    @Id
    private String id;

    @Column(name = "connection_id", updatable = false)
    private String connectionId;

    private String title;

    @Column(name = "title_search")
    private String titleSearch;

    @Enumerated(EnumType.STRING)
    @Column(name = "title_source")
    private TitleSource titleSource;

    private boolean pinned;
    private boolean archived;
    private boolean trashed;

    @Enumerated(EnumType.STRING)
    @Column(name = "view")
    private ConversationView view;

    @Column(name = "message_count", updatable = false)
    private long messageCount;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "last_activity_at", updatable = false)
    private Instant lastActivityAt;

    @Column(name = "head_turn_id")
    private @Nullable String headTurnId;

    @Enumerated(EnumType.STRING)
    private ConversationMark mark;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ConversationEntity() {}

    static ConversationEntity of(Conversation conversation) {
        ConversationEntity entity = new ConversationEntity();
        entity.id = conversation.id().toString();
        entity.connectionId = conversation.connectionId().value();
        entity.createdAt = conversation.createdAt();
        entity.lastActivityAt = conversation.lastActivityAt();
        entity.apply(conversation);
        return entity;
    }

    static ConversationEntity of(StoredRow row) throws SQLException {
        ConversationEntity entity = new ConversationEntity();
        entity.id = row.plain("id");
        entity.connectionId = row.plain("connection_id");
        entity.title = row.plain("title");
        entity.titleSource = row.constant(TitleSource.class, "title_source");
        entity.pinned = row.flag("pinned");
        entity.archived = row.flag("archived");
        entity.trashed = row.flag("trashed");
        entity.messageCount = row.number("message_count");
        entity.createdAt = row.time("created_at");
        entity.lastActivityAt = row.time("last_activity_at");
        entity.headTurnId = row.text("head_turn_id");
        entity.mark = row.constant(ConversationMark.class, "mark");
        return entity;
    }

    /** Outside of JPA, without messages yet. */
    void insert(JdbcTemplate jdbc) {
        jdbc.update(
                """
                INSERT INTO conversation (id, connection_id, title, title_search, title_source, pinned, archived, trashed, view,
                    message_count, created_at, last_activity_at, head_turn_id, mark)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
                """,
                id,
                connectionId,
                title,
                titleSearch,
                titleSource.name(),
                pinned,
                archived,
                trashed,
                view.name(),
                StoredInstant.encode(createdAt),
                StoredInstant.encode(lastActivityAt),
                headTurnId,
                mark.name());
    }

    /** Takes title, marks and head over. */
    void apply(Conversation conversation) {
        TurnId head = conversation.head();
        title = conversation.title().text();
        titleSearch = conversation.title().searchForm();
        titleSource = conversation.title().source();
        pinned = conversation.pinned();
        archived = conversation.archived();
        trashed = conversation.trashed();
        headTurnId = head == null ? null : head.toString();
        mark = conversation.mark();
        if (trashed) {
            view = ConversationView.TRASH;
        } else {
            view = archived ? ConversationView.ARCHIVED : ConversationView.ACTIVE;
        }
    }

    Conversation toDomain() {
        return new Conversation(
                ConversationId.parse(id),
                new ConnectionId(connectionId),
                new ConversationTitle(title, titleSource),
                pinned,
                archived,
                trashed,
                createdAt,
                lastActivityAt,
                headTurnId == null ? null : TurnId.parse(headTurnId),
                mark);
    }

    ConversationSummary toSummary() {
        return new ConversationSummary(toDomain(), messageCount);
    }
}
