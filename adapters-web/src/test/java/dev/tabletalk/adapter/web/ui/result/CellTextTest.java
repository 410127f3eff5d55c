package dev.tabletalk.adapter.web.ui.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellTextTest {
    private static String write(@Nullable Object cell, String column) {
        return CellText.of(column(column, Kind.NUMBER), List.of()).write(cell);
    }

    private static ResultColumn column(String name, Kind kind) {
        return new ResultColumn(name, "any", kind);
    }

    @Test
    void theNumbersOfAColumnHaveEquallyManyDecimals() {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(12_106.9);
        cells.add(8_954.0);
        cells.add(new BigDecimal("7644.25"));
        cells.add(3L);
        cells.add(null);
        cells.add(0.1 + 0.2);
        CellText text = CellText.of(column("revenue", Kind.NUMBER), cells);
        assertThat(cells.stream().map(text::write))
                .containsExactly("12,106.90", "8,954.00", "7,644.25", "3.00", "NULL", "0.30000000000000004");
        assertThat(CellText.of(column("orders", Kind.NUMBER), List.of(1L, 2L)).write(1_000L))
                .isEqualTo("1,000");
        assertThat(CellText.of(column("year", Kind.NUMBER), List.of(2024.5, 2024L))
                        .write(2024L))
                .isEqualTo("2024");
    }

    @Test
    void groupsTheDigitsOfWhatIsCounted() {
        assertThat(write(1_234_567L, "orders")).isEqualTo("1,234,567");
        assertThat(write(-1_234L, "balance")).isEqualTo("-1,234");
        assertThat(write(999L, "n")).isEqualTo("999");
        assertThat(write(-999L, "n")).isEqualTo("-999");
        assertThat(write(new BigDecimal("48210.40"), "revenue")).isEqualTo("48,210.40");
        assertThat(write(1234.5, "avg")).isEqualTo("1,234.5");
        assertThat(write(20_000.0, "total")).isEqualTo("20,000");
    }

    @Test
    void changesNoDigit() {
        assertThat(write(new BigDecimal("12345678901234567890123456789012345.678"), "x"))
                .isEqualTo("12,345,678,901,234,567,890,123,456,789,012,345.678");
        assertThat(write(new BigInteger("99999999999999999999"), "x")).isEqualTo("99,999,999,999,999,999,999");
        assertThat(write(0.1 + 0.2, "x")).isEqualTo("0.30000000000000004");
        assertThat(write(1.0E30, "x")).isEqualTo("1.0E30");
        assertThat(write(Double.NaN, "x")).isEqualTo("NaN");
    }

    @Test
    void leavesNamesForThingsAlone() {
        assertThat(write(2024L, "year")).isEqualTo("2024");
        assertThat(write(2024L, "order_year")).isEqualTo("2024");
        assertThat(write(12_345L, "customer_id")).isEqualTo("12345");
        assertThat(write(12_345L, "customerId")).isEqualTo("12345");
        assertThat(write(12_345L, "ID")).isEqualTo("12345");
        assertThat(write(12_345L, "paid")).isEqualTo("12,345");
    }

    @Test
    void showsTextsAsTheyAreOnOneLine() {
        assertThat(write("<b>x</b>", "a")).isEqualTo("<b>x</b>");
        assertThat(write("", "a")).isEqualTo("empty");
        assertThat(write("a\nb\tc", "a")).isEqualTo("a b c");
        assertThat(write("x".repeat(1_000), "a")).hasSize(301).endsWith("…");
        assertThat(write(true, "a")).isEqualTo("true");
        assertThat(write(null, "a")).isEqualTo("NULL");
    }

    @Test
    void saysTimesAsExactlyAsTheMostExactOfTheColumn() {
        List<String> cells = List.of("2026-03-05T00:00:00", "2026-03-06T14:30:00");
        CellText text = CellText.of(column("at", Kind.TIMESTAMP), cells);
        assertThat(cells.stream().map(text::write)).containsExactly("5 Mar 2026, 00:00", "6 Mar 2026, 14:30");
        assertThat(CellText.of(column("at", Kind.TIMESTAMP), cells.subList(0, 1))
                        .write(cells.getFirst()))
                .isEqualTo("5 Mar 2026");
        assertThat(CellText.of(column("day", Kind.DATE), List.of()).write("2026-03-05"))
                .isEqualTo("5 Mar 2026");
        assertThat(CellText.of(column("day", Kind.DATE), List.of()).write("infinity"))
                .isEqualTo("infinity");
        assertThat(CellText.of(column("day", Kind.TEXT), List.of()).write("2026-03-05"))
                .isEqualTo("2026-03-05");
    }

    @Test
    void knowsWhatACellIsExactly() {
        assertThat(CellText.exact(new BigDecimal("12345678901234567890123456789012345678.90")))
                .isEqualTo("12345678901234567890123456789012345678.90");
        assertThat(CellText.exact(1_234L)).isEqualTo("1234");
        assertThat(CellText.exact(20.0)).isEqualTo("20");
        assertThat(CellText.exact(new BigDecimal("1E+1000000"))).isEqualTo("1E+1000000");
        assertThat(CellText.exact("2026-03-05T00:00:00Z")).isEqualTo("2026-03-05T00:00:00Z");
        assertThat(CellText.exact(null)).isEmpty();
    }

    @Test
    void knowsOfWhichCellsThereIsMoreToSee() {
        assertThat(CellText.isLong("short", 40)).isFalse();
        assertThat(CellText.isLong("x".repeat(41), 40)).isTrue();
        assertThat(CellText.isLong("two\nlines", 40)).isTrue();
        assertThat(CellText.isLong("{}", 40)).isTrue();
        assertThat(CellText.isLong(new BigDecimal("1".repeat(60)), 40)).isFalse();
        assertThat(CellText.isLong(null, 40)).isFalse();
    }
}
