package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn, with its question if it had to wait in the queue. */
@Entity
@Table(name = "turn")
class TurnEntity {
    @Id
    private String id;

    @Column(name = "queue_number", insertable = false, updatable = false, columnDefinition = "integer")
    private long queueNumber;

    @Column(name = "conversation_id", updatable = false)
    private String conversationId;

    @Column(name = "parent_id")
    private @Nullable String parentId;

    @Column(updatable = false)
    private @Nullable String question;

    @Enumerated(EnumType.STRING)
    private TurnStatus status;

    @Convert(converter = StoredText.class)
    private @Nullable String model;

    @Column(name = "input_tokens")
    private long inputTokens;

    @Column(name = "output_tokens")
    private long outputTokens;

    private int replies;

    @Column(name = "open_calls")
    @Convert(converter = StoredText.class)
    private String openCalls;

    @Embedded
    private @Nullable FailureColumns failure;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Convert(converter = StoredText.class)
    private @Nullable String title;

    @Enumerated(EnumType.STRING)
    @Column(name = "title_source")
    private @Nullable TitleSource titleSource;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected TurnEntity() {}

    static TurnEntity of(StoredRow row) throws SQLException {
        TurnEntity entity = new TurnEntity();
        entity.id = row.plain("id");
        entity.conversationId = row.plain("conversation_id");
        entity.parentId = row.text("parent_id");
        entity.status = row.constant(TurnStatus.class, "status");
        entity.model = row.text("model");
        entity.inputTokens = row.number("input_tokens");
        entity.outputTokens = row.number("output_tokens");
        entity.replies = (int) row.number("replies");
        entity.openCalls = String.valueOf(row.text("open_calls"));
        entity.failure = row.failure();
        entity.createdAt = row.time("created_at");
        entity.startedAt = row.optionalTime("started_at");
        entity.endedAt = row.optionalTime("ended_at");
        entity.title = row.text("title");
        entity.titleSource = row.optionalConstant(TitleSource.class, "title_source");
        return entity;
    }

    void apply(Turn turn) {
        TurnId parent = turn.parentId();
        ConversationTitle given = turn.title();
        parentId = parent == null ? null : parent.toString();
        status = turn.status();
        model = turn.model();
        inputTokens = turn.usage().input();
        outputTokens = turn.usage().output();
        replies = turn.replies();
        openCalls = StoreJson.ofTexts(List.copyOf(turn.openCalls()));
        failure = FailureColumns.of(turn.failure());
        startedAt = turn.startedAt();
        endedAt = turn.endedAt();
        title = given == null ? null : given.text();
        titleSource = given == null ? null : given.source();
    }

    Turn toDomain() {
        return new Turn(
                TurnId.parse(id),
                ConversationId.parse(conversationId),
                parentId == null ? null : TurnId.parse(parentId),
                status,
                model,
                new TokenUsage(inputTokens, outputTokens),
                replies,
                new LinkedHashSet<>(StoreJson.texts(openCalls)),
                failure == null ? null : failure.toDomain(),
                createdAt,
                startedAt,
                endedAt,
                title == null || titleSource == null ? null : new ConversationTitle(title, titleSource));
    }
}
