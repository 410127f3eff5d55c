package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.AnswerNotes;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.TurnRepository;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what is said beside answers. */
public final class AnswerNoteService implements AnswerNotesUseCase {
    private final AnswerNotes notes;
    private final TurnRepository turns;
    private final ConversationRepository conversations;
    private final ConversationEvents events;

    public AnswerNoteService(
            AnswerNotes notes, TurnRepository turns, ConversationRepository conversations, ConversationEvents events) {
        this.notes = notes;
        this.turns = turns;
        this.conversations = conversations;
        this.events = events;
    }

    @Override
    public Map<TurnId, AnswerNote> notes(Collection<TurnId> ids) {
        return ids.isEmpty() ? Map.of() : notes.of(ids);
    }

    @Override
    public void rate(TurnId id, @Nullable Feedback feedback) {
        Turn turn = turns.find(id).orElseThrow(() -> FailureException.notFound("turn", id));
        if (feedback != null && (turn.startedAt() == null || !turn.status().isOver())) {
            throw FailureException.of(
                    FailureCode.CONFLICT, "Wait until the answer is complete, then say what you think.");
        }
        notes.rate(id, feedback);
        if (events.isWatched()) {
            conversations
                    .find(turn.conversationId())
                    .map(found -> found.conversation().connectionId())
                    .ifPresent(connection ->
                            events.publish(new ConversationEvent.Changed(turn.conversationId(), connection)));
        }
    }
}
