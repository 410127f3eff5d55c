package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * What a person thinks of an answer.
 *
 * @param reason at most {@value #MAX_REASON} characters after trimming; null when none was given
 */
public record Feedback(Rating rating, @Nullable String reason) {
    public static final int MAX_REASON = 1_000;

    public enum Rating {
        UP,
        DOWN
    }

    /** @throws FailureException INVALID with the field */
    public Feedback {
        if (reason != null) {
            String trimmed = reason.strip();
            if (trimmed.codePointCount(0, trimmed.length()) > MAX_REASON) {
                throw FailureException.invalid("reason", "The reason must have at most 1,000 characters.");
            }
            reason = trimmed.isEmpty() ? null : trimmed;
        }
    }
}
