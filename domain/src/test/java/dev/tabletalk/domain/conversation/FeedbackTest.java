package dev.tabletalk.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.conversation.Feedback.Rating;
import dev.tabletalk.domain.failure.FailureException;
import org.junit.jupiter.api.Test;

class FeedbackTest {
    @Test
    void trimsTheReason() {
        assertThat(new Feedback(Rating.UP, " Good. \n").reason()).isEqualTo("Good.");
        assertThat(new Feedback(Rating.UP, " \n").reason()).isNull();
        assertThat(new Feedback(Rating.DOWN, "🙂".repeat(Feedback.MAX_REASON)).reason())
                .isEqualTo("🙂".repeat(Feedback.MAX_REASON));
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        assertThatThrownBy(() -> new Feedback(Rating.DOWN, "x".repeat(Feedback.MAX_REASON + 1)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().field()).isEqualTo("reason"));
    }
}
