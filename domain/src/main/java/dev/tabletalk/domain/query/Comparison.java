package dev.tabletalk.domain.query;

import dev.tabletalk.domain.failure.FailureException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A comparison in the making.
 *
 * @param operator one of {@code = != > >= < <=}, or {@code ..} with one operand or two
 */
record Comparison(String operator, String first, String second) {
    private static final Pattern RANGE = Pattern.compile("(.*?)\\s*\\.\\.\\s*(.*)");
    private static final Pattern OPERATOR = Pattern.compile("(>=|<=|!=|<>|=|>|<|≥|≤|≠)\\s*(.*)");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+|\\d{1,3}(,\\d{3})+)?(\\.\\d*)?([eE][+-]?\\d{1,4})?");
    private static final Pattern PERIOD = Pattern.compile("(\\d{4})(?:-(\\d\\d?)(?:-(\\d\\d?))?)?");
    private static final Pattern WORDS = Pattern.compile("(?:(\\d{1,2})\\.? )?([A-Za-z]{3,9})\\.?,? (\\d{4})");
    private static final Pattern WORDS_AND_TIME = Pattern.compile("(.*\\d{4}),? (\\d\\d?:.*)");
    private static final String HOW_NUMBERS = "Write a number, such as 100, >100, 10..20, NULL or not NULL.";
    private static final String HOW_TIMES = "Write a time, such as 14:30, >14:30, 9:00..17:30, NULL or not NULL.";
    private static final String HOW_DATES =
            "Write a date, such as 2026-03-05, 2026-03, >2026, 2025..2026, NULL or not NULL.";

    static Comparison parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return new Comparison("..", range.group(1), range.group(2));
        }
        Matcher operator = OPERATOR.matcher(text);
        return operator.matches()
                ? new Comparison(operator.group(1), operator.group(2), "")
                : new Comparison("=", text, "");
    }

    CellFilter numbers() {
        return switch (operator) {
            case ".." -> {
                BigDecimal from = first.isEmpty() ? null : number(first);
                BigDecimal to = second.isEmpty() ? null : number(second);
                if ((from == null && to == null) || (from != null && to != null && from.compareTo(to) > 0)) {
                    throw FailureException.invalid("filter", "Write the smaller number first: 10..20.");
                }
                yield new CellFilter.Numbers(from, true, to, true, true);
            }
            case ">" -> new CellFilter.Numbers(number(first), false, null, true, true);
            case ">=", "≥" -> new CellFilter.Numbers(number(first), true, null, true, true);
            case "<" -> new CellFilter.Numbers(null, true, number(first), false, true);
            case "<=", "≤" -> new CellFilter.Numbers(null, true, number(first), true, true);
            case "!=", "<>", "≠" -> new CellFilter.Numbers(number(first), true, number(first), true, false);
            default -> new CellFilter.Numbers(number(first), true, number(first), true, true);
        };
    }

    private static BigDecimal number(String text) {
        if (NUMBER.matcher(text).matches() && text.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            try {
                return new BigDecimal(text.replace(",", ""));
            } catch (NumberFormatException none) {
                throw unclear(text, HOW_NUMBERS);
            }
        }
        throw unclear(text, HOW_NUMBERS);
    }

    CellFilter moments(ResultColumn.Kind kind) {
        return switch (operator) {
            case ".." -> {
                Period from = first.isEmpty() ? null : period(first, kind);
                Period to = second.isEmpty() ? null : period(second, kind);
                if ((from == null && to == null) || (from != null && to != null && from.from.compareTo(to.end) >= 0)) {
                    throw FailureException.invalid("filter", "Write the earlier one first: 2025..2026.");
                }
                yield new CellFilter.Moments(from == null ? null : from.from, to == null ? null : to.end, true);
            }
            case ">" -> new CellFilter.Moments(period(first, kind).end, null, true);
            case ">=", "≥" -> new CellFilter.Moments(period(first, kind).from, null, true);
            case "<" -> new CellFilter.Moments(null, period(first, kind).from, true);
            case "<=", "≤" -> new CellFilter.Moments(null, period(first, kind).end, true);
            case "!=", "<>", "≠" -> {
                Period period = period(first, kind);
                yield new CellFilter.Moments(period.from, period.end, false);
            }
            default -> {
                Period period = period(first, kind);
                yield new CellFilter.Moments(period.from, period.end, true);
            }
        };
    }

    /** All moments that what was written may mean: a year, a month, a day, a minute, a second. */
    private record Period(Moment from, Moment end) {
        static Period days(LocalDate from, LocalDate end) {
            return new Period(midnight(from), midnight(end));
        }

        private static Moment midnight(LocalDate day) {
            return new Moment(day.toEpochDay() * Moment.DAY_SECONDS, 0, day, "", "");
        }

        static Period of(Moment exact) {
            if (exact.date() != null && exact.time().isEmpty()) {
                return days(exact.date(), exact.date().plusDays(1));
            }
            if (exact.time().indexOf('.') >= 0) {
                return new Period(exact, later(exact, 0, 1));
            }
            boolean second = exact.time().indexOf(':') != exact.time().lastIndexOf(':');
            return new Period(exact, later(exact, second ? 1 : 60, 0));
        }

        private static Moment later(Moment moment, long seconds, int nanos) {
            long nano = moment.nano() + (long) nanos;
            return new Moment(
                    moment.second() + seconds + nano / 1_000_000_000,
                    (int) (nano % 1_000_000_000),
                    moment.date(),
                    moment.time(),
                    moment.offset());
        }
    }

    private static Period period(String text, ResultColumn.Kind kind) {
        boolean time = kind == ResultColumn.Kind.TIME;
        try {
            Optional<Period> period = time ? Optional.empty() : days(text).or(() -> withTime(text));
            return period.or(() -> Moment.parse(text)
                            .filter(moment -> (moment.date() == null) == time)
                            .map(Period::of))
                    .orElseThrow(() -> unclear(text, time ? HOW_TIMES : HOW_DATES));
        } catch (DateTimeException noDay) {
            throw unclear(text, HOW_DATES);
        }
    }

    private static Optional<Period> days(String text) {
        Matcher iso = PERIOD.matcher(text);
        if (iso.matches()) {
            int year = Integer.parseInt(iso.group(1));
            return Optional.of(
                    iso.group(2) == null
                            ? Period.days(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1))
                            : monthOrDay(year, Integer.parseInt(iso.group(2)), iso.group(3)));
        }
        Matcher words = WORDS.matcher(text);
        if (words.matches()) {
            String month = words.group(2).toLowerCase(Locale.ROOT).substring(0, 3);
            for (int i = 0; i < Moment.MONTHS.size(); i++) {
                if (Moment.MONTHS.get(i).toLowerCase(Locale.ROOT).equals(month)) {
                    return Optional.of(monthOrDay(Integer.parseInt(words.group(3)), i + 1, words.group(1)));
                }
            }
        }
        return Optional.empty();
    }

    private static Period monthOrDay(int year, int month, @Nullable String day) {
        if (day == null) {
            LocalDate first = LocalDate.of(year, month, 1);
            return Period.days(first, first.plusMonths(1));
        }
        LocalDate date = LocalDate.of(year, month, Integer.parseInt(day));
        return Period.days(date, date.plusDays(1));
    }

    /** A day in words with a time behind it, as cells are shown. */
    private static Optional<Period> withTime(String text) {
        Matcher both = WORDS_AND_TIME.matcher(text);
        if (!both.matches()) {
            return Optional.empty();
        }
        return days(both.group(1))
                .flatMap(day -> Optional.ofNullable(day.from.date()))
                .flatMap(day -> Moment.parse(day + "T" + both.group(2).replace(" UTC", "Z")))
                .map(Period::of);
    }

    private static FailureException unclear(String text, String how) {
        return FailureException.invalid("filter", text.isEmpty() ? how : "\"" + text + "\" is not understood. " + how);
    }
}
