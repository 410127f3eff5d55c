package dev.tabletalk.domain.chart;

import static dev.tabletalk.domain.chart.ChartTables.months;
import static dev.tabletalk.domain.chart.ChartTables.products;
import static dev.tabletalk.domain.chart.ChartTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartRequestTest {
    private static ChartRequest request(
            @Nullable ChartKind kind, @Nullable String x, List<String> y, @Nullable String series) {
        return ChartRequest.of(kind, x, y, series, null);
    }

    private static Failure refused(ChartRequest request, ChartData data) {
        return catchThrowableOfType(FailureException.class, () -> request.bind(data, ""))
                .failure();
    }

    private static void assertRefused(ChartRequest request, ChartData data, String field, String message) {
        Failure failure = refused(request, data);
        assertThat(failure.field()).isEqualTo(field);
        assertThat(failure.message()).contains(message);
    }

    @Test
    void choosesWhatIsLeftOut() {
        Chart chart = request(null, null, List.of(), null).bind(months(12), "");
        assertThat(chart).isEqualTo(Chart.of(ChartKind.LINE, 0, List.of(1), null));
        assertThat(request(ChartKind.BAR, null, List.of("REVENUE"), null)
                        .bind(months(12), "")
                        .x())
                .isZero();
        assertThat(request(null, "product", List.of(), null)
                        .bind(products(3), "")
                        .kind())
                .isEqualTo(ChartKind.BAR);
    }

    @Test
    void offersTheNearestNames() {
        assertRefused(
                request(ChartKind.BAR, "mont", List.of(), null),
                months(3),
                "x",
                "The result has no column \"mont\". Nearest: month, revenue.");
    }

    @Test
    void namesThatRepeatHaveANumber() {
        ChartData data = table("name total# total#", 3, i -> Row.of("n" + i, (long) i, 10L * i));
        assertThat(new ColumnNames(data.columns()).all()).containsExactly("name", "total", "total (2)");
        assertThat(request(ChartKind.BAR, "name", List.of("total (2)"), null)
                        .bind(data, "")
                        .y())
                .containsExactly(2);
    }

    @Test
    void refusesWhatDoesNotSuit() {
        assertRefused(request(ChartKind.BAR, "month", List.of("month"), null), months(3), "y", "holds no numbers");
        assertRefused(request(ChartKind.BAR, "revenue", List.of("revenue"), null), months(3), "x", "both x and y");
        assertRefused(request(ChartKind.SCATTER, "product", List.of("revenue"), null), products(3), "x", "neither");
        assertRefused(request(ChartKind.PIE, "product", List.of("revenue"), null), products(9), "kind", "7 parts");
        assertRefused(
                request(ChartKind.HISTOGRAM, "product", List.of("revenue"), null), products(9), "x", "no x column");
        assertRefused(request(ChartKind.BAR, "product", List.of("revenue"), "product"), products(3), "series", "used");
        ChartData losses = table("m a# b#", 5, i -> Row.of("x" + i, (long) -i, 80L - i));
        assertRefused(request(ChartKind.STACKED_BAR, "m", List.of("a", "b"), null), losses, "kind", "Negative");
        ChartData wide = table("m s n#", 40, i -> Row.of("x", "s" + i, (long) i));
        assertRefused(request(ChartKind.BAR, "m", List.of("n"), "s"), wide, "series", "has 40 values");
    }

    @Test
    void refusesALogScaleWhereThereIsAZero() {
        ChartRequest log = new ChartRequest(null, null, List.of(), null, null, null, true, null, null);
        assertThat(log.bind(months(5), "").logarithmic()).isTrue();
        assertRefused(log, products(5), "logScale", "start at zero");
        ChartData zero = table("month n#", 5, i -> Row.of("2025-0" + (i + 1), (long) i));
        assertRefused(log, zero, "logScale", "above zero");
    }

    @Test
    void takesTheLooksThatAreGiven() {
        Chart chart = new ChartRequest(
                        ChartKind.BAR,
                        "product",
                        List.of("revenue"),
                        null,
                        ChartSort.LABEL,
                        NumberFormat.EURO,
                        null,
                        true,
                        " Sales ")
                .bind(products(3), "");
        assertThat(chart)
                .isEqualTo(new Chart(
                        ChartKind.BAR, 0, List.of(1), null, ChartSort.LABEL, NumberFormat.EURO, false, true, "Sales"));
    }

    @Test
    void namesAllKinds() {
        Failure failure = catchThrowableOfType(FailureException.class, () -> ChartKind.parse("donut"))
                .failure();
        assertThat(failure.field()).isEqualTo("kind");
        assertThat(failure.message()).contains("bar, stacked, line, area, pie, scatter, histogram, heatmap, number");
        assertThat(ChartKind.parse(" HeatMap")).isEqualTo(ChartKind.HEAT_MAP);
    }

    @Test
    void isCompactedToTheColumnsItUses() {
        Chart chart = Chart.of(ChartKind.LINE, 4, List.of(2, 7), 1);
        assertThat(chart.columns()).containsExactly(4, 2, 7, 1);
        assertThat(chart.compacted()).isEqualTo(Chart.of(ChartKind.LINE, 0, List.of(1, 2), 3));
    }
}
