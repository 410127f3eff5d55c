package dev.tabletalk.adapter.llm.offline;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of days.
 *
 * @param start its first day; null when it has none
 * @param end the day after its last; null when it has none
 * @param label how to call it in a sentence, such as "2025" or "since March 2026"
 */
record Period(@Nullable LocalDate start, @Nullable LocalDate end, String label) {
    boolean includes(LocalDate day) {
        return (start == null || !day.isBefore(start)) && (end == null || day.isBefore(end));
    }

    /** The span of the same length before it: the month before a month, the year before a year. */
    Period previous() {
        if (start == null || end == null) {
            return this;
        }
        boolean wholeMonths = start.getDayOfMonth() == 1 && end.getDayOfMonth() == 1;
        LocalDate before = wholeMonths
                ? start.minusMonths(ChronoUnit.MONTHS.between(start, end))
                : start.minusDays(ChronoUnit.DAYS.between(start, end));
        return new Period(before, start, PeriodReader.nameOf(before, start));
    }
}
