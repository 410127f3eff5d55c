package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Messages that are forgotten with the process. */
public final class InMemoryTranscript implements Transcript {
    private final InMemoryStore store;

    public InMemoryTranscript(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Message append(NewMessage message) {
        synchronized (store) {
            return store.append(message, null);
        }
    }

    @Override
    public Message append(NewMessage message, Turn turn) {
        synchronized (store) {
            if (store.conversations.containsKey(turn.conversationId())) {
                store.turns.putIfAbsent(turn.id(), new InMemoryStore.QueuedTurn(turn, null));
            }
            Message appended = store.append(message, turn);
            store.save(turn);
            return appended;
        }
    }

    @Override
    public void answer(MessageId id, ToolCall answered) {
        synchronized (store) {
            NavigableMap<MessageId, Message> transcript = store.transcripts.values().stream()
                    .filter(messages -> messages.containsKey(id))
                    .findFirst()
                    .orElseThrow(() -> FailureException.notFound("message", id));
            transcript.computeIfPresent(id, (same, message) -> withOutcome(message, answered));
        }
    }

    private static Message withOutcome(Message message, ToolCall answered) {
        if (!(message instanceof Message.AssistantMessage said)
                || answered.isOpen()
                || said.toolCalls().stream()
                        .noneMatch(call -> call.isOpen() && call.id().equals(answered.id()))) {
            throw new IllegalStateException(
                    "Message " + message.id() + " has no open call " + answered.id() + " to answer");
        }
        List<ToolCall> calls = said.toolCalls().stream()
                .map(call -> call.id().equals(answered.id())
                        ? new ToolCall(call.id(), call.tool(), call.arguments(), answered.outcome())
                        : call)
                .toList();
        return new Message.AssistantMessage(
                said.id(),
                said.conversationId(),
                said.turnId(),
                said.text(),
                calls,
                said.status(),
                said.failure(),
                said.createdAt());
    }

    @Override
    public MessagePage page(ConversationId conversationId, @Nullable MessageId before, int limit) {
        synchronized (store) {
            Conversation conversation = store.conversations.get(conversationId);
            if (conversation == null) {
                return new MessagePage(List.of(), null);
            }
            TurnId end = before != null && store.transcript(conversationId).containsKey(before)
                    ? store.placeOf(before)
                    : conversation.head();
            List<Message> newestFirst = store.messagesOf(conversationId, end).reversed().stream()
                    .filter(message -> before == null || message.id().compareTo(before) < 0)
                    .limit(limit + 1L)
                    .toList();
            List<Message> page = newestFirst.stream().limit(limit).toList().reversed();
            return new MessagePage(
                    page, newestFirst.size() > limit ? page.getFirst().id() : null);
        }
    }
}
