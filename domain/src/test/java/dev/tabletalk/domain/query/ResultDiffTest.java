package dev.tabletalk.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.ResultDiff.Change;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResultDiffTest {
    private static final Instant NOW = Instant.parse("2026-03-03T10:15:00Z");

    /** Columns as "name:KIND"; TEXT when there is no kind. */
    private static ResultPage page(List<String> columns, Row... rows) {
        return page(columns, false, List.of(rows));
    }

    private static ResultPage page(List<String> columns, boolean truncated, List<Row> rows) {
        List<ResultColumn> described = columns.stream()
                .map(text -> text.split(":", 2))
                .map(parts ->
                        new ResultColumn(parts[0], "type", parts.length == 1 ? Kind.TEXT : Kind.valueOf(parts[1])))
                .toList();
        return new ResultPage(
                ResultId.create(), "SELECT", described, 0, rows, rows.size(), truncated, Duration.ZERO, NOW);
    }

    private static final List<String> SALES = List.of("name", "revenue:NUMBER");

    @Test
    void tellsRowsAddedGoneAndCellsChanged() {
        ResultDiff diff = ResultDiff.between(
                page(SALES, Row.of("tea", 5L), Row.of("mug", 7L), Row.of("pot", 9L)),
                page(SALES, Row.of("mug", 8L), Row.of("jar", 1L), Row.of("tea", 5L)));
        assertThat(diff.key()).containsExactly("name");
        assertThat(diff.changes())
                .containsExactly(
                        new Change.Changed(Row.of("mug", 7L), Row.of("mug", 8L), List.of(1)),
                        new Change.Added(Row.of("jar", 1L)),
                        new Change.Gone(Row.of("pot", 9L)));
        assertThat(diff.rowsAdded()).isEqualTo(1);
        assertThat(diff.rowsGone()).isEqualTo(1);
        assertThat(diff.cellsChanged()).isEqualTo(1);
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void anotherOrderIsNoChange() {
        assertThat(ResultDiff.between(
                                page(SALES, Row.of("tea", 5L), Row.of("mug", 7L)),
                                page(SALES, Row.of("mug", 7L), Row.of("tea", 5L)))
                        .isEmpty())
                .isTrue();
        assertThat(ResultDiff.between(
                                page(List.of("n:NUMBER"), Row.of(1L), Row.of(2L), Row.of(1L)),
                                page(List.of("n:NUMBER"), Row.of(2L), Row.of(1L), Row.of(1L)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void comparesNumbersAsNumbers() {
        List<String> columns = List.of("name", "a:NUMBER", "b:NUMBER", "c:NUMBER", "d:NUMBER");
        assertThat(ResultDiff.between(
                                page(columns, Row.of("x", 1L, 0.1, -0.0, new BigInteger("9".repeat(38)))),
                                page(
                                        columns,
                                        Row.of(
                                                "x",
                                                1.0,
                                                new BigDecimal("0.10"),
                                                0L,
                                                new BigDecimal("9".repeat(38) + ".00"))))
                        .isEmpty())
                .isTrue();
        assertThat(ResultDiff.between(
                                page(columns, Row.of("x", 1L, "1", 1e300, new BigInteger("9".repeat(38)))),
                                page(columns, Row.of("x", 2L, 1L, Double.NaN, new BigDecimal("9".repeat(37) + "8"))))
                        .cellsChanged())
                .isEqualTo(4);
    }

    @Test
    void tellsNullFromEmpty() {
        ResultDiff diff = ResultDiff.between(
                page(List.of("id:NUMBER", "note"), Row.of(1L, null), Row.of(2L, ""), Row.of(3L, null)),
                page(List.of("id:NUMBER", "note"), Row.of(1L, ""), Row.of(2L, null), Row.of(3L, null)));
        assertThat(diff.key()).containsExactly("id");
        assertThat(diff.cellsChanged()).isEqualTo(2);
    }

    @Test
    void takesAnIdForTheKeyBeforeAName() {
        List<String> columns = List.of("name", "customer_id:NUMBER", "total:NUMBER");
        ResultDiff diff = ResultDiff.between(
                page(columns, Row.of("Ann", 1L, 5L), Row.of("Bob", 2L, 5L)),
                page(columns, Row.of("Anna", 1L, 5L), Row.of("Bob", 2L, 6L)));
        assertThat(diff.key()).containsExactly("customer_id");
        assertThat(diff.cellsChanged()).isEqualTo(2);
    }

    @Test
    void takesSeveralColumnsWhereOneIsNotEnough() {
        List<String> columns = List.of("month", "category", "revenue:NUMBER");
        ResultDiff diff = ResultDiff.between(
                page(columns, Row.of("Jan", "tea", 1L), Row.of("Jan", "mug", 2L), Row.of("Feb", "tea", 3L)),
                page(columns, Row.of("Jan", "tea", 1L), Row.of("Jan", "mug", 20L), Row.of("Feb", "mug", 3L)));
        assertThat(diff.key()).containsExactly("month", "category");
        assertThat(diff.changes())
                .containsExactly(
                        new Change.Changed(Row.of("Jan", "mug", 2L), Row.of("Jan", "mug", 20L), List.of(2)),
                        new Change.Added(Row.of("Feb", "mug", 3L)),
                        new Change.Gone(Row.of("Feb", "tea", 3L)));
    }

    @Test
    void aMeasureIsNoKey() {
        List<String> columns = List.of("city", "revenue:NUMBER");
        ResultDiff diff = ResultDiff.between(
                page(columns, Row.of("Bonn", 1L), Row.of("Bonn", 2L)),
                page(columns, Row.of("Bonn", 1L), Row.of("Bonn", 3L)));
        assertThat(diff.key()).isEmpty();
        assertThat(diff.changes())
                .containsExactly(new Change.Added(Row.of("Bonn", 3L)), new Change.Gone(Row.of("Bonn", 2L)));
    }

    @Test
    void yearsAndLeadingWholeNumbersMayBeKeys() {
        assertThat(ResultDiff.between(
                                page(List.of("n:NUMBER", "year:NUMBER"), Row.of(5L, 2024L), Row.of(5L, 2025L)),
                                page(List.of("n:NUMBER", "year:NUMBER"), Row.of(6L, 2024L), Row.of(5L, 2025L)))
                        .key())
                .containsExactly("year");
        assertThat(ResultDiff.between(
                                page(List.of("stars:NUMBER", "n:NUMBER"), Row.of(1L, 9L), Row.of(2L, 8L)),
                                page(List.of("stars:NUMBER", "n:NUMBER"), Row.of(1L, 9L), Row.of(2L, 7L)))
                        .key())
                .containsExactly("stars");
    }

    @Test
    void aColumnWithNullsOrRepetitionsIsNoKey() {
        List<String> columns = List.of("id:NUMBER", "name");
        ResultDiff diff = ResultDiff.between(
                page(columns, Row.of(null, "a"), Row.of(2L, "b")), page(columns, Row.of(1L, "a"), Row.of(2L, "b")));
        assertThat(diff.key()).containsExactly("name");
        assertThat(diff.cellsChanged()).isEqualTo(1);
    }

    @Test
    void countsRowsThatAreThereSeveralTimes() {
        List<String> one = List.of("n:NUMBER");
        ResultDiff diff = ResultDiff.between(
                page(one, Row.of(1L), Row.of(1L), Row.of(1L), Row.of(2L)),
                page(one, Row.of(1L), Row.of(1L), Row.of(2L), Row.of(2L), Row.of((Object) null)));
        assertThat(diff.key()).isEmpty();
        assertThat(diff.changes())
                .containsExactly(
                        new Change.Added(Row.of(2L)),
                        new Change.Added(Row.of((Object) null)),
                        new Change.Gone(Row.of(1L)));
    }

    @Test
    void oneRowOnEachSideIsTheSameRow() {
        ResultDiff diff = ResultDiff.between(
                page(List.of("orders:NUMBER"), Row.of(20_000L)), page(List.of("orders:NUMBER"), Row.of(20_481L)));
        assertThat(diff.key()).isEmpty();
        assertThat(diff.changes()).containsExactly(new Change.Changed(Row.of(20_000L), Row.of(20_481L), List.of(0)));
    }

    @Test
    void tellsColumnsThatCameAndWent() {
        ResultDiff diff = ResultDiff.between(
                page(List.of("name", "price:NUMBER", "stock:NUMBER"), Row.of("tea", 5L, 1L), Row.of("mug", 6L, 2L)),
                page(List.of("stock:NUMBER", "NAME", "note"), Row.of(1L, "tea", "hot"), Row.of(3L, "mug", "")));
        assertThat(diff.columnsAdded()).containsExactly("note");
        assertThat(diff.columnsGone()).containsExactly("price");
        assertThat(diff.columns()).extracting(ResultColumn::name).containsExactly("stock", "NAME");
        assertThat(diff.key()).containsExactly("NAME");
        assertThat(diff.changes())
                .containsExactly(new Change.Changed(Row.of(2L, "mug"), Row.of(3L, "mug"), List.of(0)));
        assertThat(diff.hasSameColumns()).isFalse();
    }

    @Test
    void aColumnAtTheSamePlaceWithAnotherNameIsRenamed() {
        ResultDiff diff = ResultDiff.between(
                page(List.of("count(*):NUMBER"), Row.of(3L)), page(List.of("orders:NUMBER"), Row.of(3L)));
        assertThat(diff.columnsRenamed()).containsExactly(new ResultDiff.Renamed("count(*)", "orders"));
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void columnsOfOneNameAreMatchedInTheirOrder() {
        List<String> twice = List.of("n:NUMBER", "n:NUMBER", "name");
        ResultDiff diff = ResultDiff.between(page(twice, Row.of(1L, 2L, "x")), page(twice, Row.of(1L, 3L, "x")));
        assertThat(diff.changes())
                .containsExactly(new Change.Changed(Row.of(1L, 2L, "x"), Row.of(1L, 3L, "x"), List.of(1)));
    }

    @Test
    void nothingInCommonIsNotCompared() {
        ResultDiff diff = ResultDiff.between(page(List.of("a"), Row.of("x")), page(List.of("b:NUMBER"), Row.of(1L)));
        assertThat(diff.columns()).isEmpty();
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void valuesThatNeverMeetIdentifyNothing() {
        List<String> columns = List.of("uuid", "name", "n:NUMBER");
        ResultDiff diff = ResultDiff.between(
                page(columns, Row.of("u1", "a", 1L), Row.of("u2", "b", 2L)),
                page(columns, Row.of("u3", "a", 1L), Row.of("u4", "b", 2L)));
        assertThat(diff.key()).containsExactly("name");
        assertThat(diff.cellsChanged()).isEqualTo(2);
    }

    @Test
    void saysWhatWasCompared() {
        ResultDiff diff =
                ResultDiff.between(page(SALES, true, List.of(Row.of("tea", 5L))), page(SALES, false, List.of()));
        assertThat(diff.before().truncated()).isTrue();
        assertThat(diff.before().rowCount()).isEqualTo(1);
        assertThat(diff.before().executedAt()).isEqualTo(NOW);
        assertThat(diff.after().truncated()).isFalse();
        assertThat(diff.rowsGone()).isEqualTo(1);
    }

    /** Repeating the comparison for pairs of rows would take minutes; this takes a moment. */
    @Test
    void comparesTenThousandRowsWithAsMany() {
        Random random = new Random(5);
        List<String> columns = List.of("a", "b", "c", "d", "e", "f", "x:NUMBER", "y:NUMBER");
        List<Row> old = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            old.add(Row.of(
                    "a" + i % 10, "b" + i % 7, null, "d" + i % 50, "e", "f" + i % 3, i / 3.0, random.nextLong()));
        }
        List<Row> now = new ArrayList<>(old);
        Collections.shuffle(now, random);
        now.removeLast();
        ResultDiff diff = ResultDiff.between(page(columns, true, old), page(columns, true, now));
        assertThat(diff.changes()).hasSize(1);
        assertThat(diff.rowsGone()).isEqualTo(1);
    }
}
