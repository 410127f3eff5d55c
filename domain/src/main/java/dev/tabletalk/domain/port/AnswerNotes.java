package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said beside answers; deleted and copied with their turns. Safe for any thread; each call is one transaction. */
public interface AnswerNotes {
    /** Costs one statement however many there are; an unknown turn is left out. */
    Map<TurnId, AnswerNote> of(Collection<TurnId> turns);

    /**
     * Takes the place of what was kept before; does nothing when the turn is gone.
     *
     * @param toldWithinRun whether they came before the run had ended
     */
    void keep(TurnId turn, FollowUps followUps, boolean toldWithinRun);

    /**
     * Takes the place of what was said before.
     *
     * @param feedback null to take it back
     * @throws FailureException NOT_FOUND when there is no such turn
     */
    void rate(TurnId turn, @Nullable Feedback feedback);
}
