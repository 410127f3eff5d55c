package dev.tabletalk.adapter.web.ui.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TsvTest {
    private static String row(@Nullable Object... cells) {
        return new Tsv().row(Arrays.asList(cells)).toString();
    }

    @Test
    void numbersKeepAllDigitsAndNullIsNothing() {
        assertThat(row(new BigDecimal("12345678901234567890123456789012345678.90"), -1_234L, 0.1, null, "", true))
                .isEqualTo("12345678901234567890123456789012345678.90\t-1234\t0.1\t\t\ttrue");
    }

    @Test
    void whatWouldBreakRowsOrColumnsIsQuoted() {
        assertThat(row("a\tb", "c\nd", "e\r\nf", "say \"g\"", "plain, text"))
                .isEqualTo("\"a\tb\"\t\"c\nd\"\t\"e\r\nf\"\t\"say \"\"g\"\"\"\tplain, text");
        assertThat(new Tsv()
                        .row(Arrays.asList("a", "b"))
                        .row(Arrays.asList("c", null))
                        .toString())
                .isEqualTo("a\tb\nc\t");
    }

    @Test
    void textsDoNotBecomeFormulas() {
        assertThat(row("=HYPERLINK(\"x\")", "@SUM(1)", "+1 (555) 0100", "-2+3", "-5", "+49.5", "-", "a=b"))
                .isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"\t'@SUM(1)\t'+1 (555) 0100\t'-2+3\t-5\t+49.5\t-\ta=b");
    }
}
