package dev.tabletalk.adapter.web.ui.result;

import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the cells of one column of a result for people, without changing a digit. */
final class CellText {
    static final String NULL = "NULL";

    private static final int LONGEST = 300;
    private static final int MOST_FILLED_DECIMALS = 6;
    private static final Pattern PLAIN_REAL = Pattern.compile("-?\\d+\\.\\d+");
    private static final Pattern NO_QUANTITY = Pattern.compile(
            "(.*[^a-z])?(id|ids|year|yr|zip|postcode|postal_code|zipcode|code|phone|no|nr|number|key|version)"
                    + "|.*[a-z]Id|.*[a-z]Year");

    private final boolean quantity;
    private final int decimals;

    private CellText(boolean quantity, int decimals) {
        this.quantity = quantity;
        this.decimals = decimals;
    }

    /**
     * For a column: the digits of what it counts come in groups of three, and its numbers get as many decimals as the one
     * among the sample that has most, so that they stand below each other.
     *
     * @param sample some cells of the column
     */
    static CellText of(String column, List<? extends @Nullable Object> sample) {
        boolean quantity = !NO_QUANTITY.matcher(column).matches()
                && !NO_QUANTITY.matcher(column.toLowerCase(Locale.ROOT)).matches();
        int most = sample.stream()
                .mapToInt(cell -> decimals(digits(cell)))
                .filter(count -> count <= MOST_FILLED_DECIMALS)
                .max()
                .orElse(0);
        return new CellText(quantity, most);
    }

    /** The text of a cell on one line. */
    String write(@Nullable Object cell) {
        if (cell == null) {
            return NULL;
        }
        String digits = digits(cell);
        if (digits == null) {
            return shorten(cell.toString());
        }
        return quantity ? group(fill(digits)) : digits;
    }

    /** All digits of a number written without an exponent; null for anything else. */
    private static @Nullable String digits(@Nullable Object cell) {
        return switch (cell) {
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            case BigDecimal number -> number.toPlainString();
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
