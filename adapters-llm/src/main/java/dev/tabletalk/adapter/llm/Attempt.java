package dev.tabletalk.adapter.llm;

import dev.tabletalk.domain.port.ModelReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call.
 *
 * @param worthRepeating whether the same call may well succeed a little later, and nothing of the answer came yet
 * @param retryAfter how long the server asked us to wait
 * @param detail for the log; null when all went well
 */
record Attempt(
        ModelReply reply,
        boolean worthRepeating,
        @Nullable Duration retryAfter,
        @Nullable String detail) {
    static Attempt done(ModelReply reply) {
        return new Attempt(reply, false, null, null);
    }

    static Attempt failed(ModelReply reply, String detail) {
        return new Attempt(reply, false, null, detail);
    }

    Attempt repeatable(@Nullable Duration after) {
        return new Attempt(reply, true, after, detail);
    }
}
