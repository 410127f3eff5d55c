package dev.tabletalk.domain.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells by position. A cell is null, String, Boolean, Long, Double, BigInteger or BigDecimal; dates and times are ISO-8601
 * strings, binary values the string "N bytes".
 */
public record Row(List<@Nullable Object> cells) {
    // Not compact: javac loses the type annotations of a compact constructor's parameters in the class file.
    public Row(List<@Nullable Object> cells) {
        this.cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    public static Row of(@Nullable Object... cells) {
        List<@Nullable Object> list = new ArrayList<>();
        Collections.addAll(list, cells);
        return new Row(list);
    }
}
