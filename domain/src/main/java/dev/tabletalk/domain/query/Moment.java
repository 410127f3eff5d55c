package dev.tabletalk.domain.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time or both, as a database wrote it. What has no offset is taken as UTC and a time of day as one of 1 January
 * 1970, so that the cells of a column can be compared.
 *
 * @param second seconds since the epoch
 * @param nano nanoseconds after that, 0 to 999,999,999
 * @param date the day as it was written; null for a time of day
 * @param time the time as it was written, without its offset; empty for a day
 * @param offset such as "+02:00" or "Z"; empty when none was written
 */
public record Moment(long second, int nano, @Nullable LocalDate date, String time, String offset)
        implements Comparable<Moment> {
    static final long DAY_SECONDS = 86_400;
    static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final int LONGEST = 64;
    private static final int LAST_COMMON_YEAR = 9_999;
    private static final int NANO_DIGITS = 9;
    private static final int HOUR_SECONDS = 3_600;
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_AND_MINUTE = 5;
    private static final String CLOCK = "(\\d{1,3}):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d+))?)?";
    private static final String OFFSET = "\\s?(Z|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)?";
    private static final Pattern DATE = Pattern.compile("([+-]?\\d{4,9})-(\\d\\d)-(\\d\\d)");
    private static final Pattern DATE_AND_TIME = Pattern.compile(DATE.pattern() + "[T ](" + CLOCK + ")" + OFFSET);
    private static final Pattern TIME = Pattern.compile("-?(" + CLOCK + ")" + OFFSET);

    /** Empty when the text is none of these in ISO 8601; a space may stand for the T. */
    public static Optional<Moment> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher date = DATE.matcher(text);
            if (date.matches()) {
                LocalDate day = day(date);
                return Optional.of(new Moment(day.toEpochDay() * DAY_SECONDS, 0, day, "", ""));
            }
            Matcher both = DATE_AND_TIME.matcher(text);
            if (both.matches()) {
                LocalDate day = day(both);
                return Optional.of(of(day, day.toEpochDay() * DAY_SECONDS, 1, both, 4));
            }
            Matcher time = TIME.matcher(text);
            return time.matches() ? Optional.of(of(null, 0, text.startsWith("-") ? -1 : 1, time, 1)) : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static LocalDate day(Matcher date) {
        return LocalDate.of(
                Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
    }

    /** @param clock the group of the whole time; those of its parts and of the offset follow */
    private static Moment of(@Nullable LocalDate day, long midnight, int sign, Matcher found, int clock) {
        long seconds = number(found.group(clock + 1)) * HOUR_SECONDS
                + number(found.group(clock + 2)) * MINUTE_SECONDS
                + number(found.group(clock + 3));
        String fraction = found.group(clock + 4);
        int nanos =
                fraction == null ? 0 : Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
        String offset = found.group(clock + 5) == null ? "" : found.group(clock + 5);
        String written = (sign < 0 ? "-" : "") + found.group(clock);
        long at = midnight + sign * seconds - offsetSeconds(offset);
        // before zero the fraction counts downwards
        return sign < 0 && nanos > 0
                ? new Moment(at - 1, 1_000_000_000 - nanos, day, written, offset)
                : new Moment(at, nanos, day, written, offset);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long offsetSeconds(String offset) {
        if (offset.length() < 3) {
            return 0;
        }
        String digits = offset.substring(1).replace(":", "");
        long seconds = number(digits.substring(0, 2)) * HOUR_SECONDS
                + (digits.length() >= 4 ? number(digits.substring(2, 4)) * MINUTE_SECONDS : 0)
                + (digits.length() >= 6 ? number(digits.substring(4, 6)) : 0);
        return offset.startsWith("-") ? -seconds : seconds;
    }

    @Override
    public int compareTo(Moment other) {
        int seconds = Long.compare(second, other.second);
        return seconds == 0 ? Integer.compare(nano, other.nano) : seconds;
    }

    /** Whether there is more to say of its time than that it is midnight, which is what a day as a timestamp has. */
    public boolean hasTime() {
        return time.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    /** Whether its seconds or their fraction are not zero. */
    public boolean hasSeconds() {
        return time.length() > HOUR_AND_MINUTE
                && time.substring(HOUR_AND_MINUTE).chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    /**
     * For people: "5 Mar 2026" or "5 Mar 2026, 14:30", with its offset when it was written with one. Years that are not written
     * with four digits, and times of day, stay as they are.
     *
     * @param withTime whether to say the time although it is midnight
     * @param withSeconds whether to say the seconds although they are zero
     */
    public String words(boolean withTime, boolean withSeconds) {
        String clock = hasSeconds() || withSeconds || time.length() <= HOUR_AND_MINUTE
                ? time
                : time.substring(0, HOUR_AND_MINUTE);
        if (date == null) {
            return time + offset;
        }
        String day = date.getYear() < 0 || date.getYear() > LAST_COMMON_YEAR
                ? date.toString()
                : String.format(
                        Locale.ROOT,
                        "%d %s %04d",
                        date.getDayOfMonth(),
                        MONTHS.get(date.getMonthValue() - 1),
                        date.getYear());
        if (clock.isEmpty() || !(withTime || hasTime())) {
            return day + (clock.isEmpty() ? "" : zone());
        }
        return day + ", " + clock + zone();
    }

    private String zone() {
        return switch (offset) {
            case "" -> "";
            case "Z", "+00", "+00:00", "+0000" -> " UTC";
            default -> " " + offset;
        };
    }
}
