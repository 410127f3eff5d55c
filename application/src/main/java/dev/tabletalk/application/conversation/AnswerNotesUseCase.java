package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said beside answers: how they were made, what people think of them, what could be asked next. Safe for any thread. */
public interface AnswerNotesUseCase {
    /** Costs one statement however many there are; an unknown turn is left out. */
    Map<TurnId, AnswerNote> notes(Collection<TurnId> turns);

    /**
     * Says what a person thinks of an answer; takes the place of what was said before. Who watches the conversation hears of it.
     *
     * @param feedback null to take it back
     * @throws FailureException NOT_FOUND when there is no such turn; CONFLICT while it has no answer
     */
    void rate(TurnId turn, @Nullable Feedback feedback);
}
