package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.TurnId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is said beside the answer of a turn.
 *
 * @param model null when it never began
 * @param inputTokens zero where the model did not say
 * @param steps how often the model has said something
 * @param durationMs null while it is not over
 * @param followUps what could be asked next; empty when nothing is offered
 * @param feedback null when nobody said anything
 */
record AnswerJson(
        String turnId,
        @Nullable String model,
        long inputTokens,
        long outputTokens,
        int steps,
        @Nullable Long durationMs,
        List<String> followUps,
        @Nullable FeedbackJson feedback) {
    static AnswerJson of(TurnId turn, AnswerNote note) {
        return new AnswerJson(
                turn.toString(),
                note.model(),
                note.usage().input(),
                note.usage().output(),
                note.steps(),
                note.elapsed() == null ? null : note.elapsed().toMillis(),
                note.followUps().questions(),
                note.feedback() == null ? null : FeedbackJson.of(note.feedback()));
    }

    /**
     * What a person thinks of an answer.
     *
     * @param rating up or down
     * @param reason at most 1,000 characters
     */
    record FeedbackJson(@Nullable String rating, @Nullable String reason) {
        static FeedbackJson of(Feedback feedback) {
            return new FeedbackJson(feedback.rating().name().toLowerCase(Locale.ROOT), feedback.reason());
        }
    }
}
