package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Transcript;
import jakarta.persistence.EntityManager;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages and their tool calls in SQLite. Appending is plain SQL but for tool calls: every question and every step of an
 * answer pays for it.
 */
@Transactional
class JpaTranscript implements Transcript {
    private static final String TOUCH = """
            UPDATE conversation SET message_count = message_count + 1, last_activity_at = ?,
                head_turn_id = coalesce(?, head_turn_id), mark = coalesce(?, mark)
            WHERE id = ?
            RETURNING coalesce(head_turn_id, '')
            """;

    private static final String CANCEL_OPEN_CALLS = """
            UPDATE tool_call SET status = 'CANCELLED', elapsed = 0
            WHERE status = 'OPEN' AND message_id IN (SELECT id FROM message WHERE turn_id = ?)
            """;

    private static final String DROP_PARTIAL_TEXT = "DELETE FROM turn_partial_text WHERE turn_id = ?";

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final TurnWrites turns;
    private final MessageRows messages;
    private final ToolCallRows calls;

    JpaTranscript(EntityManager entities, DataSource store, MessageRows messages, ToolCallRows calls) {
        this.entities = entities;
        this.jdbc = new JdbcTemplate(store);
        this.turns = new TurnWrites(jdbc);
        this.messages = messages;
        this.calls = calls;
    }

    @Override
    public Message append(NewMessage message) {
        return add(message, touch(message, null, null));
    }

    @Override
    public Message append(NewMessage message, Turn turn) {
        String id = turn.id().toString();
        boolean begins = message instanceof NewMessage.User;
        String head = touch(
                message,
                begins ? id : null,
                ConversationMark.after(turn.status()).name());
        turns.save(turn, null);
        Message appended = add(message, head);
        if (!begins) {
            jdbc.update(DROP_PARTIAL_TEXT, id);
        }
        if (turn.status().isOver()) {
            jdbc.update(CANCEL_OPEN_CALLS, id);
        }
        return appended;
    }

    /** @return the head of the conversation, empty for none */
    private String touch(NewMessage message, @Nullable String head, @Nullable String mark) {
        List<String> heads = jdbc.query(
                TOUCH,
                (row, index) -> row.getString(1),
                StoredInstant.encode(message.createdAt()),
                head,
                mark,
                message.conversationId().toString());
        if (heads.isEmpty()) {
            throw FailureException.notFound("conversation", message.conversationId());
        }
        return heads.getFirst();
    }

    private Message add(NewMessage message, String head) {
        MessageEntity entity = MessageEntity.of(message, head);
        entity.insert(jdbc);
        List<ToolCall> toolCalls = switch (message) {
            case NewMessage.User user -> List.of();
            case NewMessage.Assistant said -> said.toolCalls();
        };
        for (int position = 0; position < toolCalls.size(); position++) {
            entities.persist(ToolCallEntity.of(entity.id(), position, toolCalls.get(position)));
        }
        return entity.toDomain(toolCalls);
    }

    @Override
    public void answer(MessageId message, ToolCall answered) {
        ToolOutcome outcome = answered.outcome();
        ToolCallEntity call = calls.open(message.value(), answered.id()).orElse(null);
        if (call == null && !messages.existsById(message.value())) {
            throw FailureException.notFound("message", message);
        }
        if (call == null || outcome == null) {
            throw new IllegalStateException(
                    "Message " + message + " has no open call " + answered.id() + " to answer with " + outcome);
        }
        call.apply(outcome);
    }

    @Override
    @Transactional(readOnly = true)
    public MessagePage page(ConversationId conversationId, @Nullable MessageId before, int limit) {
        String conversation = conversationId.toString();
        List<MessageEntity> newestFirst = before == null
                ? messages.newest(conversation, limit + 1)
                : messages.newestBefore(conversation, before.value(), limit + 1);
        List<MessageEntity> page =
                newestFirst.subList(0, Math.min(newestFirst.size(), limit)).reversed();
        return new MessagePage(
                Transcripts.withCalls(page, calls),
                newestFirst.size() > limit ? new MessageId(page.getFirst().id()) : null);
    }
}
