package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.InMemoryStore.Beside;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes that are forgotten with the process. */
public final class InMemoryAnswerNotes implements AnswerNotes {
    private final InMemoryStore store;

    public InMemoryAnswerNotes(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Map<TurnId, AnswerNote> of(Collection<TurnId> turns) {
        synchronized (store) {
            Map<TurnId, AnswerNote> notes = new HashMap<>();
            for (TurnId id : turns) {
                InMemoryStore.QueuedTurn known = store.turns.get(id);
                if (known != null) {
                    notes.put(id, note(known.turn(), asked(id), store.beside.getOrDefault(id, Beside.NOTHING)));
                }
            }
            return notes;
        }
    }

    private int asked(TurnId turn) {
        return store.modelCalls.getOrDefault(turn, List.of()).stream()
                .mapToInt(made -> made.call().step())
                .max()
                .orElse(0);
    }

    private static AnswerNote note(Turn turn, int asked, Beside beside) {
        boolean over = turn.startedAt() != null && turn.endedAt() != null;
        return new AnswerNote(
                turn.model(),
                turn.usage(),
                Math.max(turn.replies(), asked),
                over ? Duration.between(turn.startedAt(), turn.endedAt()) : null,
                beside.followUps(),
                beside.toldWithinRun(),
                beside.feedback());
    }

    @Override
    public void keep(TurnId turn, FollowUps followUps, boolean toldWithinRun) {
        synchronized (store) {
            if (store.turns.containsKey(turn)) {
                Beside known = store.beside.getOrDefault(turn, Beside.NOTHING);
                store.beside.put(turn, new Beside(followUps, toldWithinRun, known.feedback()));
            }
        }
    }

    @Override
    public void rate(TurnId turn, @Nullable Feedback feedback) {
        synchronized (store) {
            if (!store.turns.containsKey(turn)) {
                throw FailureException.notFound("turn", turn);
            }
            Beside known = store.beside.getOrDefault(turn, Beside.NOTHING);
            store.beside.put(turn, new Beside(known.followUps(), known.toldWithinRun(), feedback));
        }
    }
}
