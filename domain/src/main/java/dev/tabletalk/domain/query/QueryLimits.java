package dev.tabletalk.domain.query;

import dev.tabletalk.domain.failure.FailureException;
import java.time.Duration;

/**
 * How much of a result is read, and how long a statement may take.
 *
 * @param maxRows 1 to {@value #MOST_ROWS}
 * @param maxBytes bytes of the cells as text, at least 1
 * @param timeout 1 second to 1 hour
 */
public record QueryLimits(int maxRows, int maxBytes, Duration timeout) {
    public static final int MOST_ROWS = 10_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    public static final QueryLimits DEFAULT = new QueryLimits(1_000, 1 << 20, Duration.ofSeconds(30));

    public QueryLimits {
        if (maxRows < 1 || maxRows > MOST_ROWS) {
            throw FailureException.invalid("limits.maxRows", "The row limit must be 1 to 10,000.");
        }
        if (maxBytes < 1) {
            throw FailureException.invalid("limits.maxBytes", "The byte limit must be positive.");
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw FailureException.invalid("limits.timeoutSeconds", "The time limit must be 1 to 3,600 seconds.");
        }
    }

    public QueryLimits withMaxRows(int rows) {
        return new QueryLimits(rows, maxBytes, timeout);
    }
}
