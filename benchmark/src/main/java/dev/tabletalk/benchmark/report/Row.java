package dev.tabletalk.benchmark.report;

import java.util.List;
import java.util.Locale;

/** A line of a report. */
public record Row(List<String> cells) {
    private static final String NOTHING = "–";

    public Row {
        cells = List.copyOf(cells);
    }

    public static Row of(String... cells) {
        return new Row(List.of(cells));
    }

    /** Two figures and how many times the second the first may be. */
    public static Row compared(String measure, double ours, double floor, double mostTimes) {
        double ratio = ours / floor;
        return of(
                measure,
                number(ours),
                number(floor),
                number(ratio),
                "≤ " + number(mostTimes) + " × floor",
                verdict(ratio <= mostTimes));
    }

    /** Two figures of which nothing is asked. */
    public static Row reported(String measure, double ours, double floor) {
        return of(measure, number(ours), number(floor), number(ours / floor), NOTHING, NOTHING);
    }

    public static String verdict(boolean met) {
        return met ? "met" : "**missed**";
    }

    /** With as many digits as mean something. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return NOTHING;
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
