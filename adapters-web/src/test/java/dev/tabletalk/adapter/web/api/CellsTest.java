package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CellsTest {
    private static final long EXACT = 1L << 53;

    @Test
    void keepsWhatADoubleHoldsExactlyAsNumbers() {
        BigDecimal price = new BigDecimal("1234567890123.45");
        assertThat(cells(EXACT, -EXACT, 0L, 1.5, price, BigInteger.TEN, true, "x", null))
                .containsExactly(EXACT, -EXACT, 0L, 1.5, price, BigInteger.TEN, true, "x", null);
    }

    @Test
    void makesStringsOfNumbersThatAClientWouldChange() {
        assertThat(cells(
                        EXACT + 1,
                        -EXACT - 1,
                        Long.MIN_VALUE,
                        BigInteger.TWO.pow(64),
                        new BigDecimal("0.1234567890123456"),
                        new BigDecimal("1E+400")))
                .containsExactly(
                        "9007199254740993",
                        "-9007199254740993",
                        "-9223372036854775808",
                        "18446744073709551616",
                        "0.1234567890123456",
                        "1" + "0".repeat(400));
    }

    @Test
    void makesStringsOfWhatJsonHasNoNumberFor() {
        assertThat(cells(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .containsExactly("NaN", "Infinity", "-Infinity");
    }

    @Test
    void doesNotWriteOutAnExponentOfAMillion() {
        assertThat(cells(new BigDecimal("1E+1000000"))).containsExactly("1E+1000000");
    }

    private static List<@Nullable Object> cells(@Nullable Object... cells) {
        return Cells.of(List.of(Row.of(cells))).getFirst();
    }
}
