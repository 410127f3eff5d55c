package dev.tabletalk.domain.chart;

import static dev.tabletalk.domain.chart.ChartTables.months;
import static dev.tabletalk.domain.chart.ChartTables.products;
import static dev.tabletalk.domain.chart.ChartTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartChooserTest {
    private static Chart chart(ChartData data, String question) {
        ChartAdvice advice = new ChartChooser(data, question).choose();
        assertThat(advice).isInstanceOf(ChartAdvice.Draw.class);
        return ((ChartAdvice.Draw) advice).chart();
    }

    private static String reason(ChartAdvice advice) {
        assertThat(advice).isInstanceOf(ChartAdvice.Leave.class);
        return ((ChartAdvice.Leave) advice).reason();
    }

    private static String none(ChartData data, String question) {
        return reason(new ChartChooser(data, question).choose());
    }

    private static String none(ChartData data, ChartKind kind) {
        return reason(new ChartChooser(data, "").choose(kind));
    }

    private static void assertChart(
            Chart chart, ChartKind kind, @Nullable Integer x, List<Integer> y, @Nullable Integer series) {
        assertThat(chart.kind()).isEqualTo(kind);
        assertThat(chart.x()).isEqualTo(x);
        assertThat(chart.y()).isEqualTo(y);
        assertThat(chart.series()).isEqualTo(series);
    }

    @Test
    void whoAsksToSeeAChartGetsWhatIsPossible() {
        ChartData repeats = table("country orders#", 6, i -> Row.of(i % 2 == 0 ? "DE" : "FR", (long) i));
        ChartChooser chooser = new ChartChooser(repeats, "");
        assertThat(reason(chooser.choose())).startsWith("The same label comes in several rows.");
        assertThat(chooser.chooseAny())
                .isInstanceOfSatisfying(
                        ChartAdvice.Draw.class,
                        draw -> assertThat(draw.chart().kind()).isEqualTo(ChartKind.HISTOGRAM));
        assertThat(new ChartChooser(months(3), "").chooseAny()).isEqualTo(new ChartChooser(months(3), "").choose());
        assertThat(reason(new ChartChooser(table("a b", Row.of("x", "y"), Row.of("z", "y")), "").chooseAny()))
                .startsWith("No column holds numbers");
    }

    @Test
    void monthsAreALine() {
        assertChart(chart(months(12), "Monthly revenue"), ChartKind.LINE, 0, List.of(1), null);
    }

    @Test
    void twoPeriodsAreBars() {
        assertChart(chart(months(2), "Compare"), ChartKind.BAR, 0, List.of(1), null);
    }

    @Test
    void yearsAndQuartersAndTimestampsAreTimes() {
        assertThat(chart(table("year# n#", 5, i -> Row.of(2020L + i, (long) i)), "")
                        .kind())
                .isEqualTo(ChartKind.LINE);
        assertThat(chart(table("quarter n#", 8, i -> Row.of((2020 + i / 4) + "-Q" + (i % 4 + 1), (long) i)), "")
                        .kind())
                .isEqualTo(ChartKind.LINE);
        assertThat(chart(table("at@ n#", 5, i -> Row.of("2026-01-0" + (i + 1) + "T10:00:00", (long) i)), "")
                        .kind())
                .isEqualTo(ChartKind.LINE);
    }

    @Test
    void aTimeWithAFewGroupsHasALineForEach() {
        ChartData data = table(
                "month country revenue#",
                24,
                i -> Row.of("2025-%02d".formatted(i / 2 + 1), i % 2 == 0 ? "DE" : "FR", (long) i));
        assertChart(chart(data, "trend by country"), ChartKind.LINE, 0, List.of(2), 1);
        assertChart(chart(data, "composition by country"), ChartKind.STACKED_BAR, 0, List.of(2), 1);
    }

    @Test
    void groupsAreBarsThatLieWhenTheirNamesAreLong() {
        Chart bars = chart(products(5), "Top 5 products");
        assertChart(bars, ChartKind.BAR, 0, List.of(1), null);
        assertThat(bars.horizontal()).isFalse();
        assertThat(chart(table("product n#", 3, i -> Row.of("A rather long product name " + i, (long) i)), "")
                        .horizontal())
                .isTrue();
    }

    @Test
    void aKeyStandsBeforeTheNameItBelongsTo() {
        ChartData data = table("product_id# product revenue#", 4, i -> Row.of((long) i, "P" + i, 10L * i));
        assertChart(chart(data, ""), ChartKind.BAR, 1, List.of(2), null);
    }

    @Test
    void sharesOfFewPositivePartsAreAPie() {
        assertChart(chart(products(5), "share of revenue per product"), ChartKind.PIE, 0, List.of(1), null);
        assertThat(chart(products(8), "share of revenue per product").kind()).isEqualTo(ChartKind.BAR);
        ChartData losses = table("product profit#", Row.of("a", 3L), Row.of("b", -1L));
        assertThat(chart(losses, "share of profit").kind()).isEqualTo(ChartKind.BAR);
        ChartData cut = new ChartData(products(5).columns(), products(5).rows(), true);
        assertThat(chart(cut, "share of revenue").kind()).isEqualTo(ChartKind.BAR);
        assertThat(chart(products(5), "Which shareholders sold most?").kind()).isEqualTo(ChartKind.BAR);
    }

    @Test
    void twoCategoriesAreStackedOrAHeatMap() {
        ChartData few = table("country status n#", 12, i -> Row.of("C" + i / 3, "S" + i % 3, (long) i));
        assertChart(chart(few, "orders by country and status"), ChartKind.STACKED_BAR, 0, List.of(2), 1);
        assertChart(chart(few, "heat map of orders"), ChartKind.HEAT_MAP, 0, List.of(2), 1);
        ChartData many = table("weekday hour n#", 70, i -> Row.of("D" + i / 10, "h" + i % 10, (long) i));
        assertThat(chart(many, "").kind()).isEqualTo(ChartKind.HEAT_MAP);
    }

    @Test
    void twoNumbersAreAScatterAndOneIsAHistogram() {
        assertChart(
                chart(table("price# rating#", 20, i -> Row.of(i * 1.5, (long) i % 5)), ""),
                ChartKind.SCATTER,
                0,
                List.of(1),
                null);
        assertChart(chart(table("price#", 20, i -> Row.of(i * 1.5)), ""), ChartKind.HISTOGRAM, null, List.of(0), null);
        assertThat(chart(table("customer age#", 20, i -> Row.of("C" + i, 20L + i)), "distribution of ages")
                        .kind())
                .isEqualTo(ChartKind.HISTOGRAM);
    }

    @Test
    void oneRowWithOneNumberIsANumber() {
        assertChart(
                chart(table("orders#", Row.of(new BigDecimal("12345678901234567890.12"))), "How many orders?"),
                ChartKind.NUMBER,
                null,
                List.of(0),
                null);
        assertThat(none(table("a# b#", Row.of(1L, 2L)), "")).isEqualTo("One row needs no chart.");
    }

    @Test
    void numbersOfVeryDifferentSizeAreNotPutTogether() {
        ChartData alike = table("m a# b#", 5, i -> Row.of("x" + i, 100L + i, 80L - i));
        assertThat(chart(alike, "").y()).containsExactly(1, 2);
        ChartData apart = table("m revenue# orders#", 5, i -> Row.of("x" + i, 100_000L + i, 80L - i));
        assertThat(chart(apart, "").y()).containsExactly(1);
    }

    @Test
    void percentagesAreWrittenAsSuch() {
        assertThat(chart(table("m percent#", 5, i -> Row.of("x" + i, 10.5 * i)), "")
                        .numbers())
                .isEqualTo(NumberFormat.PERCENT);
        assertThat(chart(table("m share#", 5, i -> Row.of("x" + i, 0.05 * i)), "")
                        .numbers())
                .isEqualTo(NumberFormat.FRACTION);
        assertThat(chart(table("m share#", 5, i -> Row.of("x" + i, 10.5 * i)), "")
                        .numbers())
                .isEqualTo(NumberFormat.GROUPED);
    }

    @Test
    void saysWhenNoChartMakesSense() {
        assertThat(none(table("a#"), "")).isEqualTo("There are no rows to draw.");
        assertThat(none(table("name", Row.of("x"), Row.of("y")), "")).startsWith("No column holds numbers");
        assertThat(none(table("name n#", Row.of("x", null)), "")).startsWith("No column holds numbers");
        ChartData records = table("id# name email city total#", 5, i -> Row.of((long) i, "n", "e", "c", 1L));
        assertThat(none(records, "list the customers")).startsWith("These rows are single records.");
        ChartData repeated = table("status total#", 30, i -> Row.of("S" + i % 3, (long) i));
        assertThat(none(repeated, "")).contains("per status");
    }

    @Test
    void saysWhatAKindNeeds() {
        assertThat(none(products(12), ChartKind.PIE)).isEqualTo("A pie shows 7 parts at most; here are 12. Use bars.");
        assertThat(none(products(3), ChartKind.NUMBER)).contains("one row; this one has 3");
        assertThat(none(products(3), ChartKind.SCATTER)).contains("two columns of numbers");
        assertThat(none(products(3), ChartKind.HEAT_MAP)).contains("two columns of labels");
        assertThat(none(products(3), ChartKind.STACKED_BAR)).contains("Stacked bars need");
        assertThat(none(products(2), ChartKind.HISTOGRAM)).contains("too few");
        assertThat(none(table("price#", 9, i -> Row.of((double) i)), ChartKind.BAR))
                .contains("labels");
    }

    @Test
    void drawsKindsThatFitOnRequest() {
        for (ChartKind kind : List.of(ChartKind.BAR, ChartKind.LINE, ChartKind.AREA, ChartKind.HISTOGRAM)) {
            assertThat(new ChartChooser(months(12), "").choose(kind)).isInstanceOf(ChartAdvice.Draw.class);
        }
    }

    @Test
    void tellsWhatCanBeChangedAndWhyTheRestCannot() {
        ChartData data = table(
                "month country revenue# cost#",
                24,
                i -> Row.of("2025-%02d".formatted(i / 2 + 1), i % 2 == 0 ? "DE" : "FR", (long) i, 2L * i));
        Chart line = chart(data, "");
        ChartChoices choices = ChartChoices.of(line, data, "");
        assertThat(choices.columns()).containsExactly("month", "country", "revenue", "cost");
        assertThat(choices.numbers()).containsExactly(2, 3);
        assertThat(choices.series()).containsExactly(0, 1);
        assertThat(choices.refused()).containsOnlyKeys(ChartKind.PIE, ChartKind.NUMBER);
        assertThat(choices.noLogarithm()).contains("above zero");
        assertThat(ChartChoices.of(Chart.of(ChartKind.SCATTER, 2, List.of(3), null), data, "")
                        .labels())
                .containsExactly(0, 2, 3);
    }

    @Test
    void offersAKindThatSuitsTheColumnsThatWereChosen() {
        ChartData data = table(
                "grp month n#",
                24,
                i -> Row.of(List.of("a", "b").get(i % 2), "2025-%02d".formatted(i / 2 + 1), (long) i + 1));
        Chart chosen = Chart.of(ChartKind.LINE, 1, List.of(2), 0);
        assertThat(ChartChoices.of(chosen, data, "").refused())
                .doesNotContainKeys(ChartKind.BAR, ChartKind.STACKED_BAR);
    }
}
