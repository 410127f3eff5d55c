package dev.tabletalk.adapter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Scriptable;

/** The function that makes ECharts options, as the page calls it; what it gives is read with small expressions. */
class ChartOptionTest {
    static final ScriptEngine ENGINE = new ScriptEngine();
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String MONTHS = """
            {chart: {kind: "line", x: 0, y: [1], series: null, sort: "result", numbers: "grouped", log: false},
             columns: [{name: "month", kind: "text"}, {name: "revenue", kind: "number"}], truncated: false,
             rows: [["2025-01", 10], ["2025-02", 20], ["2025-05", 50.5]]}
            """;

    /** Makes the option of a model (JavaScript without functions) and evaluates an expression over {@code made}. */
    private static String made(String model, String expression) {
        return made(model, "{dark: false, width: 700}", expression);
    }

    private static String made(String model, String theme, String expression) {
        Scriptable result = ENGINE.evaluate(
                LONG,
                "({value: String((function (made) { var o = made.option; return " + expression
                        + "; })(tabletalkChartOption(" + model + ", " + theme + ")))})");
        return ScriptEngine.text(result, "value");
    }

    private static String bars(String rows, String more) {
        return "{chart: {kind: 'bar', x: 0, y: [1], series: null, sort: 'result', numbers: 'grouped'" + more + "},"
                + " columns: [{name: 'p', kind: 'text'}, {name: 'n', kind: 'number'}], truncated: false, rows: " + rows
                + "}";
    }

    @Test
    void aLineHasRealDistancesAndAGapForWhatIsMissing() {
        assertThat(made(
                        MONTHS,
                        "JSON.stringify([o.xAxis.type, o.xAxis.axisLabel.customValues,"
                                + " o.xAxis.axisLabel.customValues.map(o.xAxis.axisLabel.formatter)])"))
                .isEqualTo("[\"value\",[1735689600000,1738368000000,1740787200000,1743465600000,1746057600000],"
                        + "[\"Jan\\n2025\",\"Feb\",\"Mar\",\"Apr\",\"May\"]]");
        assertThat(made(
                        MONTHS,
                        "{width: 260}",
                        "o.xAxis.axisLabel.customValues.map(o.xAxis.axisLabel.formatter).join()"))
                .isEqualTo("Jan\n2025,Mar,May");
        assertThat(made(MONTHS, "JSON.stringify(o.series[0].data.map(function (d) { return d.value; }))"))
                .isEqualTo("[[1735689600000,10],[1738368000000,20],[1740787200000,null],[1746057600000,50.5]]");
        assertThat(made(MONTHS, "o.series[0].connectNulls")).isEqualTo("false");
    }

    @Test
    void barsBeginAtZero() {
        assertThat(made(bars("[['a', 100], ['b', 101]]", ""), "o.yAxis.scale + ' ' + o.yAxis.type + ' ' + o.yAxis.min"))
                .isEqualTo("false value undefined");
    }

    @Test
    void keepsExactDigitsBesideTheRoundedOnes() {
        String model = bars("[['a', '12345678901234567890.12'], ['b', 2]]", "");
        assertThat(made(model, "o.tooltip.formatter([{dataIndex: 0, seriesName: 'n', data: o.series[0].data[0]}])"))
                .isEqualTo("a\nn:  12,345,678,901,234,567,890.12");
        assertThat(made(model, "o.yAxis.axisLabel.formatter(1234567)")).isEqualTo("1.23M");
    }

    @Test
    void writesNumbersInEachFormat() {
        String tip = "o.tooltip.formatter([{dataIndex: 0, seriesName: 'n', data: o.series[0].data[0]}])";
        assertThat(made(bars("[['a', 1234.5]]", ", numbers: 'plain'"), tip)).endsWith("1234.5");
        assertThat(made(bars("[['a', 1234.5]]", ", numbers: 'euro'"), tip)).endsWith("€1,234.50");
        assertThat(made(bars("[['a', -1234.5]]", ", numbers: 'dollar'"), tip)).endsWith("-$1,234.50");
        assertThat(made(bars("[['a', 12.5]]", ", numbers: 'percent'"), tip)).endsWith("12.5%");
        assertThat(made(bars("[['a', 0.123]]", ", numbers: 'fraction'"), tip)).endsWith("n:  12.3%");
        assertThat(made(bars("[['a', '-0.00123456789012345678']]", ", numbers: 'fraction'"), tip))
                .endsWith("n:  -0.123456789012345678%");
        assertThat(made(bars("[['a', 12]]", ", numbers: 'fraction'"), tip)).endsWith("n:  1,200%");
        assertThat(made(bars("[['a', 0.123]]", ", numbers: 'fraction'"), "o.yAxis.axisLabel.formatter(0.2)"))
                .isEqualTo("20%");
        assertThat(made(bars("[['a', 1e21]]", ""), tip)).endsWith("1e+21");
        assertThat(made(bars("[['a', null]]", ""), tip)).endsWith("no value");
    }

    @Test
    void sortsAndCutsAndSaysSo() {
        StringBuilder rows = new StringBuilder("[");
        for (int i = 0; i < 214; i++) {
            rows.append("['P").append(i).append("', ").append(i).append("],");
        }
        String many = rows.append("]").toString();
        assertThat(made(bars(many, ", sort: 'value'"), "made.notes.join() + o.xAxis.data.length + o.xAxis.data[0]"))
                .isEqualTo("Top 30 of 214.30P213");
        assertThat(made(bars(many, ""), "made.notes.join()")).isEqualTo("The first 30 of 214.");
        assertThat(made(bars("[['b', 1], ['a', 2]]", ", sort: 'label'"), "o.xAxis.data.join()"))
                .isEqualTo("a,b");
        assertThat(made(bars(many, "").replace("truncated: false", "truncated: true"), "made.notes[0]"))
                .isEqualTo("Only the first 214 rows.");
    }

    @Test
    void rowsWithTheSameLabelStayApartUnlessTheyAreSplit() {
        assertThat(made(bars("[['a', 1], ['a', 2], [null, 3], ['', 4]]", ""), "o.xAxis.data.join()"))
                .isEqualTo("a,a,NULL,(empty)");
    }

    @Test
    void splitsByASeriesAndKeepsMissingPairsEmpty() {
        String model = """
                {chart: {kind: 'stacked', x: 0, y: [2], series: 1, sort: 'result', numbers: 'grouped'}, truncated: false,
                 columns: [{name: 'c', kind: 'text'}, {name: 's', kind: 'text'}, {name: 'n', kind: 'number'}],
                 rows: [['DE', 'open', 1], ['DE', 'done', 2], ['FR', 'done', 3]]}
                """;
        assertThat(made(
                        model,
                        "JSON.stringify(o.series.map(function (s) { return [s.name, s.stack,"
                                + " s.data.map(function (d) { return d.value; })]; }))"))
                .isEqualTo("[[\"open\",\"all\",[1,null]],[\"done\",\"all\",[2,3]]]");
        assertThat(made(
                        model.replace("'stacked'", "'heatmap'"),
                        "JSON.stringify([o.xAxis.data, o.yAxis.data,"
                                + " o.series[0].data.map(function (d) { return d.value; })])"))
                .isEqualTo("[[\"DE\",\"FR\"],[\"open\",\"done\"],[[0,0,1],[0,1,2],[1,1,3]]]");
    }

    @Test
    void countsValuesInRoundBins() {
        String model = """
                {chart: {kind: 'histogram', x: null, y: [0], series: null, sort: 'result', numbers: 'grouped'}, truncated: false,
                 columns: [{name: 'age', kind: 'number'}], rows: [[18], [22], [25], [31], [47], [null]]}
                """;
        assertThat(
                        made(
                                model,
                                "JSON.stringify([o.xAxis[0].data, o.series[0].data.map(function (d) { return d.value; }), made.notes])"))
                .isEqualTo(
                        "[[\"10–20\",\"20–30\",\"30–40\",\"40–50\"],[1,2,1,1],[\"1 row without a value is left out.\"]]");
    }

    @Test
    void aNumberNeedsNoEcharts() {
        String model = bars("[['a', '12345678901234567890']]", "").replace("'bar'", "'number'");
        assertThat(made(model, "made.number.value + ' ' + made.number.label + ' ' + (made.option === undefined)"))
                .isEqualTo("12,345,678,901,234,567,890 n true");
    }

    @Test
    void marksOfRichTextInDataAreNoMarks() {
        String model = bars("[['{a|x}', 1]]", "");
        assertThat(made(model, "o.tooltip.formatter([{dataIndex: 0, seriesName: 'n', data: o.series[0].data[0]}])"))
                .doesNotContain("{", "|");
    }

    @Test
    void darkHasColoursOfItsOwn() {
        String light = made(MONTHS, "o.series[0].itemStyle.color");
        String dark = made(MONTHS, "{dark: true, width: 700}", "o.series[0].itemStyle.color");
        assertThat(dark).isNotEqualTo(light);
    }

    @Test
    void seesNothingButTheLanguage() {
        for (String name :
                new String[] {"java", "Packages", "importClass", "JavaImporter", "XMLHttpRequest", "fetch"}) {
            assertThat(ScriptEngine.text(ENGINE.evaluate(LONG, "({value: typeof " + name + "})"), "value"))
                    .isEqualTo("undefined");
        }
    }
}
