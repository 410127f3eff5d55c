package dev.tabletalk.domain.conversation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said beside an answer: how it was made, what a person thinks of it and what could be asked next.
 *
 * @param model null when it never began
 * @param usage zero where the model did not say
 * @param steps how often the model was asked for it, also in vain
 * @param elapsed from its beginning to its end; null while it is not over
 * @param followUps none until they are known
 * @param toldWithinRun whether the follow-ups came before the run had ended
 * @param feedback null when nobody said anything
 */
public record AnswerNote(
        @Nullable String model,
        TokenUsage usage,
        int steps,
        @Nullable Duration elapsed,
        FollowUps followUps,
        boolean toldWithinRun,
        @Nullable Feedback feedback) {
    /** The same with other feedback. */
    public AnswerNote with(@Nullable Feedback said) {
        return new AnswerNote(model, usage, steps, elapsed, followUps, toldWithinRun, said);
    }
}
