package dev.tabletalk.domain.chart;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises points of time as databases and queries write them: ISO dates and times, months, quarters, weeks and years. */
final class Moment {
    private static final Pattern TEXT = Pattern.compile(
            "[12]\\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])([T ]\\d{2}:\\d{2}.*)?)?|-?Q[1-4]|-W[0-5]\\d)?");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private Moment() {}

    static boolean isText(String text) {
        return TEXT.matcher(text).matches();
    }

    static boolean isYear(@Nullable Object cell) {
        return cell instanceof Long year && year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
