package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns that are forgotten with the process. */
public final class InMemoryTurns implements TurnRepository {
    private final InMemoryStore store;

    public InMemoryTurns(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void enqueue(Turn turn, MessageText question) {
        synchronized (store) {
            if (!store.conversations.containsKey(turn.conversationId())) {
                throw FailureException.notFound("conversation", turn.conversationId());
            }
            if (store.turns.putIfAbsent(turn.id(), new InMemoryStore.QueuedTurn(turn, question)) != null) {
                throw new IllegalStateException("Turn " + turn.id() + " is stored already");
            }
        }
    }

    @Override
    public void save(Turn turn) {
        synchronized (store) {
            store.save(turn);
        }
    }

    @Override
    public Optional<Turn> find(TurnId id) {
        synchronized (store) {
            return Optional.ofNullable(store.turns.get(id)).map(InMemoryStore.QueuedTurn::turn);
        }
    }

    @Override
    public Optional<Turn> newest(ConversationId conversationId) {
        synchronized (store) {
            return store.turns.values().stream()
                    .map(InMemoryStore.QueuedTurn::turn)
                    .filter(turn -> turn.conversationId().equals(conversationId))
                    .filter(turn -> turn.status() != TurnStatus.QUEUED)
                    .reduce((older, newer) -> newer);
        }
    }

    @Override
    public List<Message> messages(TurnId id) {
        synchronized (store) {
            InMemoryStore.QueuedTurn known = store.turns.get(id);
            return known == null
                    ? List.of()
                    : store.transcript(known.turn().conversationId()).values().stream()
                            .filter(message -> id.equals(message.turnId()))
                            .toList();
        }
    }

    @Override
    public int interruptAbandoned(Instant now) {
        synchronized (store) {
            List<InMemoryStore.QueuedTurn> abandoned = store.turns.values().stream()
                    .filter(known -> !known.turn().status().isOver())
                    .toList();
            abandoned.forEach(known -> interrupt(known.turn(), known.question(), now));
            return abandoned.size();
        }
    }

    private void interrupt(Turn turn, @Nullable MessageText question, Instant now) {
        if (question != null && messages(turn.id()).stream().noneMatch(Message.UserMessage.class::isInstance)) {
            store.append(new NewMessage.User(turn.conversationId(), turn.id(), question, now));
        }
        Failure failure = new Failure(
                FailureCode.SERVER_STOPPED, "The server was stopped before the answer was complete. Ask again.");
        store.append(new NewMessage.Assistant(
                turn.conversationId(), turn.id(), "", List.of(), MessageStatus.INTERRUPTED, failure, now));
        store.save(turn.interrupt(failure, now));
    }
}
