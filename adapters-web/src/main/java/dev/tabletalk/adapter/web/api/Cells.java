package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells as JSON. What a double cannot hold exactly is a string, so that no client changes a number by reading it. */
public final class Cells {
    private static final long EXACT = 1L << 53;
    private static final int EXACT_DIGITS = 15;
    private static final int LARGEST_EXPONENT = 300;
    private static final int LONGEST_PLAIN = 1_000;

    private Cells() {}

    static List<List<@Nullable Object>> of(List<Row> rows) {
        return rows.stream().map(row -> of(row)).toList();
    }

    private static List<@Nullable Object> of(Row row) {
        List<@Nullable Object> cells = new ArrayList<>(row.cells().size());
        for (Object cell : row.cells()) {
            cells.add(of(cell));
        }
        return cells;
    }

    /** One cell. */
    public static @Nullable Object of(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Long number when number > EXACT || number < -EXACT -> number.toString();
            case BigInteger number when number.abs().compareTo(BigInteger.valueOf(EXACT)) > 0 -> number.toString();
            case Double number when !Double.isFinite(number) -> number.toString();
            case BigDecimal number when !isExact(number) -> text(number);
            default -> cell;
        };
    }

    /** Whether a double says the same number. */
    public static boolean isExact(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.precision() <= EXACT_DIGITS && Math.abs(stripped.scale()) <= LARGEST_EXPONENT;
    }

    /** All digits; an exponent of a million is a few characters, but a million when written out. */
    public static String text(BigDecimal number) {
        return Math.abs(number.scale()) > LONGEST_PLAIN ? number.toString() : number.toPlainString();
    }
}
