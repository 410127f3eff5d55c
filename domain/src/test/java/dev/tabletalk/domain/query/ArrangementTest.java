package dev.tabletalk.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Arrangement.SortKey;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrangementTest {
    private static final String DIGITS_38 = "12345678901234567890123456789012345678";

    private static List<ResultColumn> columns(Kind... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> new ResultColumn("c", kind.name(), kind))
                .toList();
    }

    private static List<Integer> order(Arrangement arrangement, List<ResultColumn> columns, Row... rows) {
        return arrangement.order(columns, List.of(rows)).places(0, Integer.MAX_VALUE);
    }

    /** The cells of a column in order. */
    private static List<@Nullable Object> sorted(Kind kind, boolean descending, @Nullable Object... cells) {
        Row[] rows = Arrays.stream(cells).map(cell -> Row.of(cell)).toArray(Row[]::new);
        return order(new Arrangement(List.of(new SortKey(0, descending)), "", Map.of()), columns(kind), rows).stream()
                .<@Nullable Object>map(place -> cells[place])
                .toList();
    }

    @Test
    void sortsNumbersOfAllTypesExactly() {
        BigDecimal large = new BigDecimal(DIGITS_38 + ".5");
        BigDecimal larger = new BigDecimal(DIGITS_38 + ".6");
        assertThat(sorted(
                        Kind.NUMBER,
                        false,
                        larger,
                        9_007_199_254_740_993L,
                        9_007_199_254_740_992.0,
                        large,
                        new BigInteger("-" + DIGITS_38),
                        10L,
                        9.5,
                        new BigDecimal("1E+2"),
                        -3L))
                .containsExactly(
                        new BigInteger("-" + DIGITS_38),
                        -3L,
                        9.5,
                        10L,
                        new BigDecimal("1E+2"),
                        9_007_199_254_740_992.0,
                        9_007_199_254_740_993L,
                        large,
                        larger);
    }

    @Test
    void hugeExponentsCostNothing() {
        assertThat(sorted(Kind.NUMBER, true, 1L, new BigDecimal("1E+1000000000"), new BigDecimal("1E-1000000000")))
                .containsExactly(new BigDecimal("1E+1000000000"), 1L, new BigDecimal("1E-1000000000"));
    }

    @Test
    void whatIsNoFiniteNumberHasItsPlace() {
        assertThat(sorted(Kind.NUMBER, false, "NaN", Double.POSITIVE_INFINITY, 1L, "-Infinity", "text"))
                .containsExactly("-Infinity", 1L, Double.POSITIVE_INFINITY, "NaN", "text");
    }

    @Test
    void nullComesLastInBothDirections() {
        assertThat(sorted(Kind.NUMBER, false, null, 2L, null, 1L)).containsExactly(1L, 2L, null, null);
        assertThat(sorted(Kind.NUMBER, true, null, 2L, null, 1L)).containsExactly(2L, 1L, null, null);
        assertThat(sorted(Kind.TEXT, true, null, "", "a")).containsExactly("a", "", null);
    }

    @Test
    void equalRowsKeepTheirOrderInBothDirections() {
        Row[] rows = {Row.of(1L, "first"), Row.of(1.0, "second"), Row.of(new BigDecimal("1.00"), "third")};
        for (boolean descending : new boolean[] {false, true}) {
            assertThat(order(
                            new Arrangement(List.of(new SortKey(0, descending)), "", Map.of()),
                            columns(Kind.NUMBER, Kind.TEXT),
                            rows))
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void sortsByTheFirstKeyAndThenByTheNext() {
        Row[] rows = {Row.of("b", 1L), Row.of("a", 1L), Row.of("b", 2L), Row.of("a", 2L)};
        assertThat(order(
                        new Arrangement(List.of(new SortKey(0, false), new SortKey(1, true)), "", Map.of()),
                        columns(Kind.TEXT, Kind.NUMBER),
                        rows))
                .containsExactly(3, 1, 2, 0);
    }

    @Test
    void sortsTimesAsTimesWhateverWayTheyAreWritten() {
        assertThat(sorted(
                        Kind.TIMESTAMP,
                        false,
                        "2026-03-05T12:00:00+02:00",
                        "2026-03-05T10:30:00Z",
                        "2026-03-05 09:59:59.999",
                        "2026-03-05",
                        "+12026-01-01T00:00:00",
                        "-0044-03-15T00:00:00",
                        "infinity"))
                .containsExactly(
                        "-0044-03-15T00:00:00",
                        "2026-03-05",
                        "2026-03-05 09:59:59.999",
                        "2026-03-05T12:00:00+02:00",
                        "2026-03-05T10:30:00Z",
                        "+12026-01-01T00:00:00",
                        "infinity");
        assertThat(sorted(Kind.TIME, false, "100:00:00", "9:30", "-01:00:00.5", "-01:00:00"))
                .containsExactly("-01:00:00.5", "-01:00:00", "9:30", "100:00:00");
    }

    @Test
    void sortsTextsAsPeopleDo() {
        assertThat(sorted(Kind.TEXT, false, "Zebra", "äpfel", "apple", "Beta", "Äpfel", ""))
                .containsExactly("", "Äpfel", "äpfel", "apple", "Beta", "Zebra");
    }

    @Test
    void sortsMixedColumnsNumbersFirst() {
        assertThat(sorted(Kind.TEXT, false, "10", 9L, true, 10.5)).containsExactly(9L, 10.5, true, "10");
        assertThat(sorted(Kind.BOOLEAN, true, false, null, true)).containsExactly(true, false, null);
        assertThat(sorted(Kind.BINARY, false, "10 bytes", "9 bytes")).containsExactly("9 bytes", "10 bytes");
    }

    @Test
    void searchesAllColumnsForEveryWord() {
        List<ResultColumn> columns = columns(Kind.TEXT, Kind.NUMBER, Kind.TIMESTAMP);
        Row[] rows = {
            Row.of("Zoë Müller", 1_234_567L, "2026-03-05T14:30:00"),
            Row.of("zoe miller", new BigDecimal("1E+3"), "2026-04-05T00:00:00"),
            Row.of(null, null, null)
        };
        assertThat(search("ZOE", columns, rows)).containsExactly(0, 1);
        assertThat(search("zoe MULLER", columns, rows)).containsExactly(0);
        assertThat(search("1,234", columns, rows)).containsExactly(0);
        assertThat(search("1000", columns, rows)).containsExactly(1);
        assertThat(search("5 mar 2026", columns, rows)).containsExactly(0);
        assertThat(search("2026-04", columns, rows)).containsExactly(1);
        assertThat(search("null", columns, rows)).isEmpty();
        assertThat(search("  ", columns, rows)).containsExactly(0, 1, 2);
    }

    private static List<Integer> search(String words, List<ResultColumn> columns, Row... rows) {
        return order(new Arrangement(List.of(), words, Map.of()), columns, rows);
    }

    @Test
    void filtersSearchAndSortTogether() {
        List<ResultColumn> columns = columns(Kind.TEXT, Kind.NUMBER);
        Arrangement arrangement = new Arrangement(
                List.of(new SortKey(1, true)),
                "a",
                Map.of(1, CellFilter.parse(Kind.NUMBER, ">1").orElseThrow()));
        assertThat(arrangement.isFiltered()).isTrue();
        assertThat(order(
                        arrangement,
                        columns,
                        Row.of("a", 1L),
                        Row.of("ab", 2L),
                        Row.of("b", 3L),
                        Row.of("ba", 4L),
                        Row.of("a", null)))
                .containsExactly(3, 1);
    }

    @Test
    void asksForColumnsThatAreThere() {
        Arrangement tooFar = new Arrangement(List.of(new SortKey(1, false)), "", Map.of());
        assertThatThrownBy(() -> order(tooFar, columns(Kind.TEXT), Row.of("a")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("The result has no column 2.");
        assertThatThrownBy(() -> new Arrangement(List.of(), "x".repeat(1_001), Map.of()))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void givesPlacesByPages() {
        Row[] rows = IntStream.range(0, 10).mapToObj(i -> Row.of((long) -i)).toArray(Row[]::new);
        RowOrder order = new Arrangement(List.of(new SortKey(0, false)), "", Map.of())
                .order(columns(Kind.NUMBER), List.of(rows));
        assertThat(order.size()).isEqualTo(10);
        assertThat(order.places(8, 5)).containsExactly(1, 0);
        assertThat(order.places(20, 5)).isEmpty();
        assertThat(order.places(2, 0)).isEmpty();
    }
}
