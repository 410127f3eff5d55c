package dev.tabletalk.adapter.llm;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often and after what pause a call is made again.
 *
 * @param retries after the first try
 * @param pause before the first retry, about; it doubles with each
 */
record RetryPolicy(int retries, Duration pause) {
    /** No person waits longer for a sign of life, whatever the server asks for. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final int MAX_DOUBLINGS = 6;

    /**
     * The pause before a retry, with a random part, so that those who failed together do not come back together.
     *
     * @param failures so far, at least 1
     * @param asked what the server asked for; never less than this, up to the longest pause
     */
    Duration before(int failures, @Nullable Duration asked) {
        long backOff = pause.toNanos() << Math.min(failures - 1, MAX_DOUBLINGS);
        long random = ThreadLocalRandom.current().nextLong(backOff / 2 + 1);
        Duration wait = asked == null
                ? Duration.ofNanos(backOff - random)
                : Limits.shorter(asked, LONGEST_PAUSE).plusNanos(Math.min(random, pause.toNanos()));
        return Limits.shorter(wait, LONGEST_PAUSE.plus(pause));
    }

    /** What a server asks for in {@code Retry-After}, as seconds or as a date; null when it does not or not legibly. */
    static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("retry-after").map(String::strip).orElse("");
        if (value.isEmpty()) {
            return null;
        }
        try {
            Duration wait = Character.isDigit(value.charAt(0))
                    ? Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000))
                    : Duration.between(Instant.now(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
