package dev.tabletalk.adapter.web.ui.result;

import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.query.Moment;
import dev.tabletalk.domain.query.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the cells of one column of a result for people, without changing a digit. */
final class CellText {
    static final String NULL = "NULL";
    static final String EMPTY = "empty";

    /** Characters of a cell that are shown on its line. */
    static final int LONGEST = 300;

    private static final int LONGEST_PLAIN = 1_000;
    private static final int MOST_FILLED_DECIMALS = 6;
    private static final Pattern PLAIN_REAL = Pattern.compile("-?\\d+\\.\\d+");
    private static final Pattern NO_QUANTITY = Pattern.compile(
            "(.*[^a-z])?(id|ids|year|yr|zip|postcode|postal_code|zipcode|code|phone|no|nr|number|key|version)"
                    + "|.*[a-z]Id|.*[a-z]Year");

    private final boolean moments;
    private final boolean quantity;
    private final int decimals;
    private final boolean times;
    private final boolean seconds;

    private CellText(boolean moments, boolean quantity, int decimals, boolean times, boolean seconds) {
        this.moments = moments;
        this.quantity = quantity;
        this.decimals = decimals;
        this.times = times;
        this.seconds = seconds;
    }

    /**
     * For a column: the digits of what it counts come in groups of three, its numbers get as many decimals as the one among the
     * sample that has most, and its times are as exact, so that they stand below each other.
     *
     * @param sample some cells of the column
     */
    static CellText of(ResultColumn column, List<? extends @Nullable Object> sample) {
        return switch (column.kind()) {
            case DATE, TIME, TIMESTAMP -> {
                List<Moment> found = sample.stream()
                        .map(CellText::moment)
                        .flatMap(Optional::stream)
                        .toList();
                yield new CellText(
                        true,
                        false,
                        0,
                        found.stream().anyMatch(Moment::hasTime),
                        found.stream().anyMatch(Moment::hasSeconds));
            }
            case TEXT, NUMBER, BOOLEAN, BINARY -> ofOthers(column.name(), sample);
        };
    }

    private static CellText ofOthers(String column, List<? extends @Nullable Object> sample) {
        boolean quantity = !NO_QUANTITY.matcher(column).matches()
                && !NO_QUANTITY.matcher(column.toLowerCase(Locale.ROOT)).matches();
        int most = sample.stream()
                .mapToInt(cell -> decimals(digits(cell)))
                .filter(count -> count <= MOST_FILLED_DECIMALS)
                .max()
                .orElse(0);
        return new CellText(false, quantity, most, false, false);
    }

    private static Optional<Moment> moment(@Nullable Object cell) {
        return cell instanceof String text ? Moment.parse(text) : Optional.empty();
    }

    /** The text of a cell on one line. */
    String write(@Nullable Object cell) {
        if (cell == null) {
            return NULL;
        }
        String digits = digits(cell);
        if (digits != null) {
            return quantity ? group(fill(digits)) : digits;
        }
        String text = cell.toString();
        if (text.isEmpty()) {
            return EMPTY;
        }
        return moments
                ? moment(cell).map(moment -> moment.words(times, seconds)).orElseGet(() -> shorten(text))
                : shorten(text);
    }

    /** What a cell is, all of it and to the last digit; nothing for NULL. */
    static String exact(@Nullable Object cell) {
        String digits = digits(cell);
        return digits != null ? digits : cell == null ? "" : cell.toString();
    }

    /** Whether there is more to a cell than its line shows, or can show well. */
    static boolean isLong(@Nullable Object cell, int comfortable) {
        return cell instanceof String text
                && (text.length() > comfortable || text.indexOf('\n') >= 0 || JsonText.looksLikeIt(text));
    }

    /** All digits of a number written without an exponent; null for anything else. */
    private static @Nullable String digits(@Nullable Object cell) {
        return switch (cell) {
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            // An exponent of a million is a few characters, but a million when written out.
            case BigDecimal number when Math.abs((long) number.scale()) <= LONGEST_PLAIN -> number.toPlainString();
            case BigDecimal number -> number.toString();
            case Double number -> plain(number.toString());
            case null, default -> null;
        };
    }

    private static @Nullable String plain(String real) {
        if (!PLAIN_REAL.matcher(real).matches()) {
            return null;
        }
        return real.endsWith(".0") ? real.substring(0, real.length() - 2) : real;
    }

    private static int decimals(@Nullable String digits) {
        int point = digits == null ? -1 : digits.indexOf('.');
        return digits == null || point < 0 ? 0 : digits.length() - point - 1;
    }

    private String fill(String digits) {
        int missing = decimals - decimals(digits);
        if (missing <= 0) {
            return digits;
        }
        return digits + (digits.indexOf('.') < 0 ? "." : "") + "0".repeat(missing);
    }

    private static String group(String digits) {
        int start = digits.startsWith("-") ? 1 : 0;
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = end - 3; i > start; i -= 3) {
            grouped.insert(i, ',');
        }
        return grouped.toString();
    }

    private static String shorten(String text) {
        String line = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return VisibleText.of(line.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
    }
}
