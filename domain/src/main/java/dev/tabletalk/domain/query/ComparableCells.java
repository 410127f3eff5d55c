package dev.tabletalk.domain.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells in a form in which equal numbers are equal, whatever type a database gave them. */
final class ComparableCells {
    private static final int LONG_DIGITS = 18;

    private ComparableCells() {}

    static List<List<@Nullable Object>> of(List<Row> rows) {
        List<List<@Nullable Object>> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<@Nullable Object> cells = new ArrayList<>(row.cells().size());
            row.cells().forEach(cell -> cells.add(of(cell)));
            all.add(cells);
        }
        return all;
    }

    private static @Nullable Object of(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Double number when Double.isFinite(number) -> exact(BigDecimal.valueOf(number));
            case BigInteger number -> exact(new BigDecimal(number));
            case BigDecimal number -> exact(number);
            default -> cell;
        };
    }

    private static Object exact(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean small = (long) stripped.precision() - stripped.scale() <= LONG_DIGITS;
        return stripped.scale() <= 0 && small ? (Object) stripped.longValue() : stripped;
    }
}
