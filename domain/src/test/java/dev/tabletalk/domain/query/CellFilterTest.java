package dev.tabletalk.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellFilterTest {
    /** The cells that pass. */
    private static List<@Nullable Object> pass(Kind kind, String filter, @Nullable Object... cells) {
        CellFilter read = CellFilter.parse(kind, filter).orElseThrow();
        return Arrays.stream(cells).filter(read::accepts).toList();
    }

    private static void refuses(Kind kind, String filter, String message) {
        assertThatThrownBy(() -> CellFilter.parse(kind, filter))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure().message()).contains(message));
    }

    @Test
    void nothingWrittenFiltersNothing() {
        for (Kind kind : Kind.values()) {
            assertThat(CellFilter.parse(kind, "  ")).isEmpty();
        }
    }

    @Test
    void everyKindOfColumnCanBeAskedForNull() {
        for (Kind kind : Kind.values()) {
            assertThat(pass(kind, "NULL", null, "", "null", 0L)).containsExactly((Object) null);
            assertThat(pass(kind, "not null", null, "", "null", 0L)).containsExactly("", "null", 0L);
        }
    }

    @Test
    void textsContainWhatIsWritten() {
        Object[] cells = {"Straße", "Müller & Söhne", "null", "", ">100", null, "5"};
        assertThat(pass(Kind.TEXT, "STRASSE", cells)).containsExactly("Straße");
        assertThat(pass(Kind.TEXT, "muller", cells)).containsExactly("Müller & Söhne");
        assertThat(pass(Kind.TEXT, "\"null\"", cells)).containsExactly("null");
        assertThat(pass(Kind.TEXT, ">100", cells)).containsExactly(">100");
        assertThat(pass(Kind.TEXT, "=", cells)).containsExactly("");
        assertThat(pass(Kind.TEXT, "= \"NULL\"", cells)).containsExactly("null");
        assertThat(pass(Kind.TEXT, "!= null", cells))
                .containsExactly("Straße", "Müller & Söhne", "null", "", ">100", "5");
        assertThat(pass(Kind.TEXT, "!=5", cells)).containsExactly("Straße", "Müller & Söhne", "null", "", ">100");
        assertThat(pass(Kind.TEXT, "5", 5L, 15.5, true)).containsExactly(5L, 15.5);
    }

    @Test
    void numbersAreComparedExactly() {
        BigDecimal large = new BigDecimal("12345678901234567890123456789012345678");
        BigDecimal larger = large.add(new BigDecimal("0.01"));
        assertThat(pass(Kind.NUMBER, ">12345678901234567890123456789012345678", large, larger, 5L))
                .containsExactly(larger);
        assertThat(pass(Kind.NUMBER, "12,345,678,901,234,567,890,123,456,789,012,345,678", large, larger))
                .containsExactly(large);
        assertThat(pass(Kind.NUMBER, "= 0.1", 0.1, new BigDecimal("0.10"), new BigDecimal("0.11")))
                .containsExactly(0.1, new BigDecimal("0.10"));
        assertThat(pass(Kind.NUMBER, "10..20", 9L, 10L, 15.5, BigInteger.valueOf(20), 20.01))
                .containsExactly(10L, 15.5, BigInteger.valueOf(20));
        assertThat(pass(Kind.NUMBER, "-5 .. -1", -6L, -5L, -1L, 0L)).containsExactly(-5L, -1L);
        assertThat(pass(Kind.NUMBER, "10..", 9L, 10L)).containsExactly(10L);
        assertThat(pass(Kind.NUMBER, "..10", 9L, 10L, 11L)).containsExactly(9L, 10L);
        assertThat(pass(Kind.NUMBER, ">= 10", 9L, 10L)).containsExactly(10L);
        assertThat(pass(Kind.NUMBER, "<=10", 10L, 11L)).containsExactly(10L);
        assertThat(pass(Kind.NUMBER, "<1e3", 999L, 1000L)).containsExactly(999L);
        assertThat(pass(Kind.NUMBER, "!=1", 1L, 1.0, 2L, null, "text")).containsExactly(2L);
        assertThat(pass(Kind.NUMBER, ".5", 0.5, 5L)).containsExactly(0.5);
    }

    @Test
    void saysHowToWriteNumbers() {
        refuses(Kind.NUMBER, "abc", "\"abc\" is not understood. Write a number, such as 100, >100, 10..20");
        for (String wrong : List.of("1,5", ">", "=", "..", "1e", "e5", "1e99999", "1 2", "- 5", "0x10", "NaN")) {
            refuses(Kind.NUMBER, wrong, "");
        }
        refuses(Kind.NUMBER, "20..10", "smaller number first");
        refuses(Kind.NUMBER, "9".repeat(1_001), "at most 1,000");
    }

    @Test
    void datesMeanAllOfAYearAMonthOrADay() {
        Object[] cells = {"2025-12-31", "2026-01-01", "2026-03-05", "2026-03-31", "2026-04-01", null, "soon"};
        assertThat(pass(Kind.DATE, "2026", cells))
                .containsExactly("2026-01-01", "2026-03-05", "2026-03-31", "2026-04-01");
        assertThat(pass(Kind.DATE, "2026-03", cells)).containsExactly("2026-03-05", "2026-03-31");
        assertThat(pass(Kind.DATE, "Mar 2026", cells)).containsExactly("2026-03-05", "2026-03-31");
        assertThat(pass(Kind.DATE, "5 March 2026", cells)).containsExactly("2026-03-05");
        assertThat(pass(Kind.DATE, "> 2026-03", cells)).containsExactly("2026-04-01");
        assertThat(pass(Kind.DATE, ">=2026-03", cells)).containsExactly("2026-03-05", "2026-03-31", "2026-04-01");
        assertThat(pass(Kind.DATE, "<2026", cells)).containsExactly("2025-12-31");
        assertThat(pass(Kind.DATE, "<=2026-01-01", cells)).containsExactly("2025-12-31", "2026-01-01");
        assertThat(pass(Kind.DATE, "2025..2026-01", cells)).containsExactly("2025-12-31", "2026-01-01");
        assertThat(pass(Kind.DATE, "!=2026", cells)).containsExactly("2025-12-31");
    }

    @Test
    void timesMeanAllOfAMinuteOrASecond() {
        Object[] cells = {
            "2026-03-05T14:29:59.999", "2026-03-05T14:30:00", "2026-03-05T14:30:59.5", "2026-03-05T16:30:15+02:00"
        };
        assertThat(pass(Kind.TIMESTAMP, "2026-03-05 14:30", cells)).containsExactly(cells[1], cells[2], cells[3]);
        assertThat(pass(Kind.TIMESTAMP, "5 Mar 2026, 14:30 UTC", cells)).containsExactly(cells[1], cells[2], cells[3]);
        assertThat(pass(Kind.TIMESTAMP, "2026-03-05T14:30:59", cells)).containsExactly(cells[2]);
        assertThat(pass(Kind.TIMESTAMP, ">=2026-03-05 14:30:59.5", cells)).containsExactly(cells[2]);
        assertThat(pass(Kind.TIMESTAMP, "2026-03-05", cells)).containsExactly(cells);
        assertThat(pass(Kind.TIME, "9:00..17:30", "08:59:59", "09:00:00", "17:30:59", "17:31:00"))
                .containsExactly("09:00:00", "17:30:59");
    }

    @Test
    void saysHowToWriteDatesAndTimes() {
        refuses(Kind.DATE, "yesterday", "\"yesterday\" is not understood. Write a date, such as 2026-03-05");
        for (String wrong : List.of("2026-13", "2026-02-30", ">", "05/03/2026", "12:00", "30 Foo 2026")) {
            refuses(Kind.TIMESTAMP, wrong, "Write a date");
        }
        refuses(Kind.DATE, "2026..2025", "earlier one first");
        refuses(Kind.TIME, "2026-03-05", "Write a time");
    }

    @Test
    void yesAndNoMayBeWrittenInManyWays() {
        for (String yes : List.of("true", "T", "yes", "y", "1", "= true", "!=false")) {
            assertThat(pass(Kind.BOOLEAN, yes, true, false, null)).as(yes).containsExactly(true);
        }
        for (String no : List.of("false", "No", "0", "=f", "<> true")) {
            assertThat(pass(Kind.BOOLEAN, no, true, false, null)).as(no).containsExactly(false);
        }
        refuses(Kind.BOOLEAN, "maybe", "Write true, false");
    }
}
