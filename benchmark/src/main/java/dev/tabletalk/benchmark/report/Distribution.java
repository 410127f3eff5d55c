package dev.tabletalk.benchmark.report;

import java.util.Arrays;
import java.util.Collection;

/** Many measurements of the same thing, in nanoseconds. */
public final class Distribution {
    private static final double NANOS_A_MILLI = 1e6;

    private final long[] sorted;

    private Distribution(long[] sorted) {
        this.sorted = sorted;
        Arrays.sort(sorted);
    }

    public static Distribution of(Collection<Long> nanos) {
        return new Distribution(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    public static Distribution joining(Collection<long[]> parts) {
        return new Distribution(parts.stream().flatMapToLong(Arrays::stream).toArray());
    }

    public int size() {
        return sorted.length;
    }

    /**
     * The smallest measurement that is not less than so many of all, in milliseconds; not a number when there is none.
     *
     * @param percent above 0, at most 100
     */
    public double millisAt(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be above 0 and at most 100, not " + percent);
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[rank - 1] / NANOS_A_MILLI;
    }
}
