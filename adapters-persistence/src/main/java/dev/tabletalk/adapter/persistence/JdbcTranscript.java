package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Transcript;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Messages and their tool calls in SQLite. Writing is plain SQL: every question and every step of an answer pays for it. */
@Transactional(PersistenceConfiguration.WRITES)
class JdbcTranscript implements Transcript {
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

    private final JdbcTemplate jdbc;
    private final TurnWrites turns;
    private final MessageRows messages;
    private final ToolCallRows calls;

    JdbcTranscript(@Qualifier("storeWriter") DataSource writer, MessageRows messages, ToolCallRows calls) {
        this.jdbc = new JdbcTemplate(writer);
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
        ToolCallEntity.insert(jdbc, entity.id(), toolCalls);
        return entity.toDomain(toolCalls);
    }

    @Override
    public void answer(MessageId message, ToolCall answered) {
        if (ToolCallEntity.answer(jdbc, message.value(), answered)) {
            return;
        }
        if (jdbc.queryForList("SELECT 1 FROM message WHERE id = ?", message.value())
                .isEmpty()) {
            throw FailureException.notFound("message", message);
        }
        throw new IllegalStateException("Message " + message + " has no open call " + answered.id() + " to answer");
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
