package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
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
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A message without its tool calls, which lie in rows of their own. */
@Entity
@Immutable
@Table(name = "message")
class MessageEntity {
    /** Who said it. */
    enum Role {
        USER,
        ASSISTANT
    }

    private static final String INSERT = """
            INSERT INTO message (conversation_id, turn_id, after_turn_id, role, text, status, failure_code,
                failure_message, failure_field, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING id
            """;

    @Id
    @Column(columnDefinition = "integer")
    private @Nullable Long id;

    @Column(name = "conversation_id")
    private String conversationId;

    @Column(name = "turn_id")
    private @Nullable String turnId;

    /** For a message from outside: the head when it came. */
    @Column(name = "after_turn_id")
    private @Nullable String afterTurnId;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Convert(converter = StoredText.class)
    private String text;

    @Enumerated(EnumType.STRING)
    private MessageStatus status;

    @Embedded
    private @Nullable FailureColumns failure;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected MessageEntity() {}

    /** @param head the last turn of the version it is appended to; empty for none */
    static MessageEntity of(NewMessage message, String head) {
        MessageEntity entity = new MessageEntity();
        TurnId turn = message.turnId();
        entity.conversationId = message.conversationId().toString();
        entity.turnId = turn == null ? null : turn.toString();
        entity.afterTurnId = turn == null && !head.isEmpty() ? head : null;
        entity.createdAt = message.createdAt();
        switch (message) {
            case NewMessage.User user -> {
                entity.role = Role.USER;
                entity.text = user.text().value();
                entity.status = MessageStatus.COMPLETED;
            }
            case NewMessage.Assistant said -> {
                entity.role = Role.ASSISTANT;
                entity.text = said.text();
                entity.status = said.status();
                entity.failure = FailureColumns.of(said.failure());
            }
        }
        return entity;
    }

    /** A message as it was somewhere else, without its calls and its id. */
    static MessageEntity of(Message message, @Nullable TurnId place) {
        MessageEntity entity = new MessageEntity();
        TurnId turn = message.turnId();
        entity.conversationId = message.conversationId().toString();
        entity.turnId = turn == null ? null : turn.toString();
        entity.afterTurnId = turn == null && place != null ? place.toString() : null;
        entity.createdAt = message.createdAt();
        entity.text = message.text();
        switch (message) {
            case Message.UserMessage user -> {
                entity.role = Role.USER;
                entity.status = MessageStatus.COMPLETED;
            }
            case Message.AssistantMessage said -> {
                entity.role = Role.ASSISTANT;
                entity.status = said.status();
                entity.failure = FailureColumns.of(said.failure());
            }
        }
        return entity;
    }

    static MessageEntity of(StoredRow row) throws SQLException {
        MessageEntity entity = new MessageEntity();
        entity.id = row.number("id");
        entity.conversationId = row.plain("conversation_id");
        entity.turnId = row.text("turn_id");
        entity.afterTurnId = row.text("after_turn_id");
        entity.role = row.constant(Role.class, "role");
        entity.text = String.valueOf(row.text("text"));
        entity.status = row.constant(MessageStatus.class, "status");
        entity.failure = row.failure();
        entity.createdAt = row.time("created_at");
        return entity;
    }

    void insert(JdbcTemplate jdbc) {
        id = jdbc.queryForObject(
                INSERT,
                Long.class,
                conversationId,
                turnId,
                afterTurnId,
                role.name(),
                StoredText.encode(text),
                status.name(),
                failure == null ? null : failure.code().name(),
                failure == null ? null : StoredText.encode(failure.message()),
                failure == null || failure.field() == null ? null : StoredText.encode(failure.field()),
                StoredInstant.encode(createdAt));
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("Not stored yet");
        }
        return id;
    }

    /** The turn it belongs to or stands behind; null before the first. */
    @Nullable
    TurnId place() {
        String place = turnId == null ? afterTurnId : turnId;
        return place == null ? null : TurnId.parse(place);
    }

    boolean mayHaveCalls() {
        return role == Role.ASSISTANT;
    }

    Message toDomain(List<ToolCall> calls) {
        MessageId messageId = new MessageId(id());
        ConversationId conversation = ConversationId.parse(conversationId);
        TurnId turn = turnId == null ? null : TurnId.parse(turnId);
        return switch (role) {
            case USER -> new Message.UserMessage(messageId, conversation, turn, text, createdAt);
            case ASSISTANT ->
                new Message.AssistantMessage(
                        messageId,
                        conversation,
                        turn,
                        text,
                        calls,
                        status,
                        failure == null ? null : failure.toDomain(),
                        createdAt);
        };
    }
}
