package dev.tabletalk.domain.trace;

import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one call to a model that is over, without the request itself.
 *
 * @param step which step of the answer, from 1; 0 when it was none
 * @param model as the request named it
 * @param server where the request went; null when nothing left this server
 * @param elapsed of all attempts and the pauses between them
 * @param firstText how long after the start the first text came; null when none came
 * @param usage zero where the model did not say
 * @param failure why it failed or was interrupted
 * @param attempts how often the request was sent; 0 when it was cancelled before
 */
public record ModelCall(
        CallPurpose purpose,
        int step,
        String model,
        @Nullable String server,
        Instant startedAt,
        Duration elapsed,
        @Nullable Duration firstText,
        TokenUsage usage,
        CallEnd end,
        @Nullable Failure failure,
        int attempts) {
    public ModelCall {
        if (step < 0 || attempts < 0 || elapsed.isNegative()) {
            throw new IllegalArgumentException("A step, a number of attempts and a time are not negative: " + step
                    + ", " + attempts + ", " + elapsed);
        }
        if (purpose == CallPurpose.ANSWER && step == 0) {
            throw new IllegalArgumentException("The steps of an answer count from 1");
        }
    }
}
