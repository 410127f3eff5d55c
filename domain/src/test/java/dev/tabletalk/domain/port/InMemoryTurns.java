package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.PartialText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
            if (turn.status() == TurnStatus.STOPPED && turn.startedAt() == null) {
                store.turns.replaceAll((id, known) -> known.turn().status() == TurnStatus.QUEUED
                                && turn.id().equals(known.turn().parentId())
                        ? new InMemoryStore.QueuedTurn(known.turn().following(turn.parentId()), known.question())
                        : known);
            }
        }
    }

    @Override
    public Optional<Turn> find(TurnId id) {
        synchronized (store) {
            return Optional.ofNullable(store.turns.get(id)).map(InMemoryStore.QueuedTurn::turn);
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
    public void savePartialTexts(List<PartialText> pieces) {
        synchronized (store) {
            pieces.stream()
                    .filter(this::isCurrent)
                    .forEach(piece -> store.partialTexts
                            .computeIfAbsent(piece.turnId(), id -> new TreeMap<>())
                            .put(piece.offset(), piece.text()));
        }
    }

    private boolean isCurrent(PartialText piece) {
        InMemoryStore.QueuedTurn known = store.turns.get(piece.turnId());
        return known != null
                && known.turn().status() == TurnStatus.RUNNING
                && known.turn().replies() == piece.step();
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
        ConversationId id = turn.conversationId();
        Failure failure = new Failure(
                FailureCode.SERVER_STOPPED,
                "The server ended before the answer was complete. What had been said is kept.");
        Turn interrupted = turn.interrupt(failure, now);
        if (question != null && messages(turn.id()).stream().noneMatch(Message.UserMessage.class::isInstance)) {
            Conversation conversation = Objects.requireNonNull(store.conversations.get(id));
            boolean follows = Objects.equals(conversation.head(), turn.parentId());
            store.append(new NewMessage.User(id, turn.id(), question, now), interrupted);
            TurnId head = conversation.head();
            if (!follows && head != null) {
                store.conversations.computeIfPresent(id, (same, appended) -> appended.showing(head));
            }
        }
        String text = String.join(
                "", store.partialTexts.getOrDefault(turn.id(), new TreeMap<>()).values());
        store.append(
                new NewMessage.Assistant(id, turn.id(), text, List.of(), MessageStatus.INTERRUPTED, failure, now),
                interrupted);
        store.save(interrupted);
    }
}
