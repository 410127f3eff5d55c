package dev.tabletalk.adapter.web.ui.conversation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes cells of a result for people, without changing a digit. */
final class CellText {
    static final String NULL = "NULL";

    private static final int LONGEST = 300;
    private static final Pattern NO_QUANTITY = Pattern.compile(
            "(.*[^a-z])?(id|ids|year|yr|zip|postcode|postal_code|zipcode|code|phone|no|nr|number|key|version)"
                    + "|.*[a-z]Id|.*[a-z]Year");

    private CellText() {}

    /** The text of a cell on one line; digits in groups of three where the column counts something. */
    static String of(@Nullable Object cell, String column) {
        return switch (cell) {
            case null -> NULL;
            case Long number -> isQuantity(column) ? group(number.toString()) : number.toString();
            case BigInteger number -> isQuantity(column) ? group(number.toString()) : number.toString();
            case BigDecimal number -> isQuantity(column) ? group(number.toPlainString()) : number.toPlainString();
            case Double number -> real(number, column);
            default -> shorten(cell.toString());
        };
    }

    private static String real(Double number, String column) {
        String raw = number.toString();
        if (!Double.isFinite(number) || raw.indexOf('E') >= 0) {
            return raw;
        }
        String plain = raw.endsWith(".0") ? raw.substring(0, raw.length() - 2) : raw;
        return isQuantity(column) ? group(plain) : plain;
    }

    private static boolean isQuantity(String column) {
        return !NO_QUANTITY.matcher(column).matches()
                && !NO_QUANTITY.matcher(column.toLowerCase(Locale.ROOT)).matches();
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
        return line.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }
}
