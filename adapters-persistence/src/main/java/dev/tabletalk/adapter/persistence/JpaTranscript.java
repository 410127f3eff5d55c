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
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** Messages and their tool calls in SQLite. */
@Transactional
class JpaTranscript implements Transcript {
    private final EntityManager entities;
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final ToolCallRows calls;
    private final TurnRows turns;

    JpaTranscript(
            EntityManager entities,
            ConversationRows conversations,
            MessageRows messages,
            ToolCallRows calls,
            TurnRows turns) {
        this.entities = entities;
        this.conversations = conversations;
        this.messages = messages;
        this.calls = calls;
        this.turns = turns;
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
        TurnEntity known = turns.findById(id).orElse(null);
        if (known == null) {
            entities.persist(TurnEntity.of(turn, null));
            // the message is inserted at once and refers to it
            entities.flush();
        } else {
            known.apply(turn);
        }
        Message appended = add(message, head);
        if (!begins) {
            turns.dropPartialText(id);
        }
        if (turn.status().isOver()) {
            calls.cancelOpen(id);
        }
        return appended;
    }

    /** @return the head of the conversation, empty for none */
    private String touch(NewMessage message, @Nullable String head, @Nullable String mark) {
        long at = StoredInstant.encode(message.createdAt());
        return conversations
                .touch(message.conversationId().toString(), at, head, mark)
                .orElseThrow(() -> FailureException.notFound("conversation", message.conversationId()));
    }

    private Message add(NewMessage message, String head) {
        MessageEntity entity = MessageEntity.of(message, head);
        entities.persist(entity);
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
