package dev.tabletalk.adapter.llm.offline;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads spans of time such as "last month", "in 2025", "since March" or "between May and July 2025". Weeks start on Monday. */
final class PeriodReader {
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final DateTimeFormatter MONTH_NAME = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private static final String MONTH =
            "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
                    + "|nov(?:ember)?|dec(?:ember)?)";
    private static final String NTH = "\\d{1,2}(?:st|nd|rd|th)?";
    private static final String YEAR = "(?:19|20)\\d\\d";
    private static final String UNIT = "(?:day|week|month|quarter|year)";
    private static final String DATE =
            "(?:\\d{4}-\\d{2}-\\d{2}|\\d{4}-\\d{2}|" + NTH + " (?:of )?" + MONTH + "(?: ,)?(?: "
                    + YEAR + ")?|" + MONTH + " " + NTH + "(?: ,)?(?: " + YEAR + ")?|" + MONTH + "(?: of)?(?: " + YEAR
                    + ")?|q[1-4](?: of)?(?: "
                    + YEAR + ")?|" + YEAR + "|today|yesterday|(?:the )?(?:this|last|previous|current) " + UNIT + ")";
    private static final String COUNT = "(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
    private static final String END = "(?= |$)";

    private static final Pattern BETWEEN =
            Pattern.compile("^(?:between|from) (" + DATE + ") (?:and|to|until|till|through) (" + DATE + ")" + END);
    private static final Pattern OPEN = Pattern.compile("^(?:(since|after|before|until|till|up to)(?: the)? (" + DATE
            + ")|from(?: the)? (" + DATE + ") on(?:wards?)?)" + END);
    private static final Pattern ROLLING =
            Pattern.compile("^(?:(?:in|over|during|for|within|of|from) )?(?:the )?(?:last|past|previous) (" + COUNT
                    + ") (" + UNIT + ")s?" + END);
    private static final Pattern ROLLING_ONE =
            Pattern.compile("^(?:(?:in|over|during|within) the (?:last|past)|(?:the )?past) (" + UNIT + ")" + END);
    private static final Pattern AGO = Pattern.compile("^(" + COUNT + ") (" + UNIT + ")s? ago" + END);
    private static final Pattern TO_DATE =
            Pattern.compile("^(?:year to date|ytd|so far this year|this year so far)" + END);
    private static final Pattern HALF =
            Pattern.compile("^(?:(?:in|during|for) )?(?:the )?(first|second) half of (" + YEAR + ")" + END);
    private static final Pattern SPAN =
            Pattern.compile("^(?:(?:in|during|for|on|of|from|over|within) )?(?:the )?(" + DATE + ")" + END);
    private static final Pattern LOOSE_MAY = Pattern.compile("^may(?! " + YEAR + ")(?: |$)");

    private final LocalDate today;

    PeriodReader(LocalDate today) {
        this.today = today;
    }

    /** @param words how many tokens it took */
    record Found(Period period, int words) {}

    /** @param rest the tokens from some place on, lower case, one space between them */
    Optional<Found> at(String rest) {
        if (LOOSE_MAY.matcher(rest).find()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(read(rest));
        } catch (DateTimeException impossible) {
            // Such as February 30th: no period, so the words stay unknown and are reported.
            return Optional.empty();
        }
    }

    private @Nullable Found read(String rest) {
        Matcher matcher = BETWEEN.matcher(rest);
        if (matcher.find()) {
            Period to = span(matcher.group(2));
            Period from = span(matcher.group(1), to);
            if (from.start() != null && to.end() != null && from.start().isBefore(to.end())) {
                return found(matcher, new Period(from.start(), to.end(), from.label() + " to " + to.label()));
            }
        }
        matcher = TO_DATE.matcher(rest);
        if (matcher.find()) {
            return found(matcher, unit("this", "year"));
        }
        matcher = HALF.matcher(rest);
        if (matcher.find()) {
            int year = Integer.parseInt(matcher.group(2));
            LocalDate start = LocalDate.of(year, matcher.group(1).equals("first") ? 1 : 7, 1);
            return found(
                    matcher, new Period(start, start.plusMonths(6), "the " + matcher.group(1) + " half of " + year));
        }
        matcher = ROLLING.matcher(rest);
        if (matcher.find()) {
            return found(matcher, rolling(count(matcher.group(1)), matcher.group(2)));
        }
        matcher = ROLLING_ONE.matcher(rest);
        if (matcher.find()) {
            return found(matcher, rolling(1, matcher.group(1)));
        }
        matcher = AGO.matcher(rest);
        if (matcher.find()) {
            return found(matcher, around(minus(today, count(matcher.group(1)), matcher.group(2)), matcher.group(2)));
        }
        matcher = OPEN.matcher(rest);
        if (matcher.find()) {
            return matcher.group(1) == null
                    ? found(matcher, open("since", span(matcher.group(3))))
                    : found(matcher, open(matcher.group(1), span(matcher.group(2))));
        }
        matcher = SPAN.matcher(rest);
        return matcher.find() ? found(matcher, span(matcher.group(1))) : null;
    }

    private static Found found(Matcher matcher, Period period) {
        return new Found(
                period,
                (int) matcher.group().strip().chars().filter(c -> c == ' ').count() + 1);
    }

    private static Period open(String word, Period span) {
        return switch (word) {
            case "after" -> new Period(span.end(), null, "after " + span.label());
            case "before" -> new Period(null, span.start(), "before " + span.label());
            case "until", "till", "up to" -> new Period(null, span.end(), "until " + span.label());
            default -> new Period(span.start(), null, "since " + span.label());
        };
    }

    private Period rolling(int count, String unit) {
        LocalDate start = minus(today, count, unit).plusDays(1);
        String name = count == 1 ? unit : count + " " + unit + "s";
        return new Period(start, today.plusDays(1), "the last " + name);
    }

    private Period span(String text) {
        return span(text, null);
    }

    /** @param later gives the year to a month that has none, as in "between May and July 2025" */
    private Period span(String text, @Nullable Period later) {
        String span = text.replace("the ", "").replace(" of", "").replace(" ,", "");
        if (span.equals("today")) {
            return day(today);
        }
        if (span.equals("yesterday")) {
            return day(today.minusDays(1));
        }
        if (span.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return day(LocalDate.parse(span));
        }
        if (span.matches("\\d{4}-\\d{2}")) {
            return month(YearMonth.parse(span));
        }
        if (span.matches(YEAR)) {
            return around(LocalDate.of(Integer.parseInt(span), 1, 1), "year");
        }
        List<String> words = List.of(span.split(" ", -1));
        if (words.getFirst().matches("this|last|previous|current")) {
            return unit(words.getFirst(), words.get(1));
        }
        int year = words.stream()
                .filter(word -> word.matches(YEAR))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(-1);
        if (words.getFirst().matches("q[1-4]")) {
            int month = (words.getFirst().charAt(1) - '1') * 3 + 1;
            return around(latest(year, month, 1, later), "quarter");
        }
        int month = words.stream().mapToInt(PeriodReader::monthNumber).max().orElse(1);
        Optional<Integer> dayOfMonth = words.stream()
                .filter(word -> word.matches(NTH))
                .map(word -> Integer.valueOf(word.replaceAll("\\D", "")))
                .findFirst();
        return dayOfMonth.isPresent()
                ? day(latest(year, month, dayOfMonth.get(), later))
                : month(YearMonth.from(latest(year, month, 1, later)));
    }

    /** Without a year the latest such day that is not in the future. */
    private LocalDate latest(int year, int month, int day, @Nullable Period later) {
        if (year > 0) {
            return LocalDate.of(year, month, day);
        }
        LocalDate limit = later == null || later.start() == null ? today : later.start();
        LocalDate thisYear = LocalDate.of(limit.getYear(), month, day);
        return thisYear.isAfter(limit) ? thisYear.minusYears(1) : thisYear;
    }

    private Period unit(String which, String unit) {
        boolean current = which.equals("this") || which.equals("current");
        return around(current ? today : minus(today, 1, unit), unit);
    }

    private static Period around(LocalDate day, String unit) {
        LocalDate start = switch (unit) {
            case "day" -> day;
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            case "quarter" -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            default -> LocalDate.of(day.getYear(), 1, 1);
        };
        LocalDate end = minus(start, -1, unit);
        return new Period(start, end, nameOf(start, end));
    }

    private static Period day(LocalDate day) {
        return around(day, "day");
    }

    private static Period month(YearMonth month) {
        return around(month.atDay(1), "month");
    }

    static String nameOf(LocalDate start, LocalDate end) {
        if (end.equals(start.plusDays(1))) {
            return start.toString();
        }
        if (start.getDayOfYear() == 1 && end.equals(start.plusYears(1))) {
            return String.valueOf(start.getYear());
        }
        if (start.getDayOfMonth() == 1 && end.equals(start.plusMonths(1))) {
            return MONTH_NAME.format(start);
        }
        if (start.getDayOfMonth() == 1 && start.getMonthValue() % 3 == 1 && end.equals(start.plusMonths(3))) {
            return "Q" + (start.getMonthValue() / 3 + 1) + " " + start.getYear();
        }
        return start + " to " + end.minusDays(1);
    }

    private static LocalDate minus(LocalDate day, int count, String unit) {
        return switch (unit) {
            case "day" -> day.minusDays(count);
            case "week" -> day.minusWeeks(count);
            case "month" -> day.minusMonths(count);
            case "quarter" -> day.minusMonths(3L * count);
            default -> day.minusYears(count);
        };
    }

    private static int count(String word) {
        int number = Words.number(word);
        return number >= 0 ? number : Integer.parseInt(word.length() > 4 ? "9999" : word);
    }

    private static int monthNumber(String word) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (word.length() >= 3 && MONTHS.get(i).startsWith(word.equals("sept") ? "sep" : word)) {
                return i + 1;
            }
        }
        return -1;
    }
}
