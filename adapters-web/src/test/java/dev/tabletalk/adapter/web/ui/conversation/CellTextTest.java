package dev.tabletalk.adapter.web.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class CellTextTest {
    @Test
    void groupsTheDigitsOfWhatIsCounted() {
        assertThat(CellText.of(1_234_567L, "orders")).isEqualTo("1,234,567");
        assertThat(CellText.of(-1_234L, "balance")).isEqualTo("-1,234");
        assertThat(CellText.of(999L, "n")).isEqualTo("999");
        assertThat(CellText.of(-999L, "n")).isEqualTo("-999");
        assertThat(CellText.of(new BigDecimal("48210.40"), "revenue")).isEqualTo("48,210.40");
        assertThat(CellText.of(1234.5, "avg")).isEqualTo("1,234.5");
        assertThat(CellText.of(20_000.0, "total")).isEqualTo("20,000");
    }

    @Test
    void changesNoDigit() {
        assertThat(CellText.of(new BigDecimal("12345678901234567890123456789012345.678"), "x"))
                .isEqualTo("12,345,678,901,234,567,890,123,456,789,012,345.678");
        assertThat(CellText.of(new BigInteger("99999999999999999999"), "x")).isEqualTo("99,999,999,999,999,999,999");
        assertThat(CellText.of(0.1 + 0.2, "x")).isEqualTo("0.30000000000000004");
        assertThat(CellText.of(1.0E30, "x")).isEqualTo("1.0E30");
        assertThat(CellText.of(Double.NaN, "x")).isEqualTo("NaN");
    }

    @Test
    void leavesNamesForThingsAlone() {
        assertThat(CellText.of(2024L, "year")).isEqualTo("2024");
        assertThat(CellText.of(2024L, "order_year")).isEqualTo("2024");
        assertThat(CellText.of(12_345L, "customer_id")).isEqualTo("12345");
        assertThat(CellText.of(12_345L, "customerId")).isEqualTo("12345");
        assertThat(CellText.of(12_345L, "ID")).isEqualTo("12345");
        assertThat(CellText.of(12_345L, "paid")).isEqualTo("12,345");
    }

    @Test
    void showsTextsAsTheyAreOnOneLine() {
        assertThat(CellText.of("<b>x</b>", "a")).isEqualTo("<b>x</b>");
        assertThat(CellText.of("", "a")).isEmpty();
        assertThat(CellText.of("a\nb\tc", "a")).isEqualTo("a b c");
        assertThat(CellText.of("x".repeat(1_000), "a")).hasSize(301).endsWith("…");
        assertThat(CellText.of(true, "a")).isEqualTo("true");
        assertThat(CellText.of(null, "a")).isEqualTo("NULL");
    }
}
