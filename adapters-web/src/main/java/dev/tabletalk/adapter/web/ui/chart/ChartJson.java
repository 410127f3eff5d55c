package dev.tabletalk.adapter.web.ui.chart;

import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.application.chart.ShownChart;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartData;
import dev.tabletalk.domain.chart.ChartText;
import dev.tabletalk.domain.chart.ColumnNames;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chart and the columns it uses, as chart-option.js wants them. */
final class ChartJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long EXACT = 1L << 53;
    private static final int EXACT_DIGITS = 15;
    private static final int LONGEST_EXPONENT = 300;
    private static final int LONGEST_TEXT = 200;

    private ChartJson() {}

    static String of(ShownChart shown) {
        ChartData data = shown.data();
        List<Integer> used = shown.chart().columns();
        ColumnNames names = new ColumnNames(data.columns());
        ObjectNode json = JSON.createObjectNode();
        write(json.putObject("chart"), shown.chart().compacted());
        json.put("title", VisibleText.of(ChartText.title(shown.chart(), data)));
        json.put("truncated", data.truncated());
        ArrayNode columns = json.putArray("columns");
        for (int at : used) {
            columns.addObject()
                    .put("name", VisibleText.of(names.at(at)))
                    .put("kind", data.columns().get(at).kind().name().toLowerCase(Locale.ROOT));
        }
        ArrayNode rows = json.putArray("rows");
        for (Row row : data.rows()) {
            ArrayNode cells = rows.addArray();
            used.forEach(at -> add(cells, row.cells().get(at)));
        }
        return json.toString();
    }

    private static void write(ObjectNode json, Chart chart) {
        json.put("kind", chart.kind().wireName());
        json.put("x", chart.x());
        ArrayNode y = json.putArray("y");
        chart.y().forEach(y::add);
        json.put("series", chart.series());
        json.put("sort", chart.sort().wireName());
        json.put("numbers", chart.numbers().wireName());
        json.put("log", chart.logarithmic());
        json.put("horizontal", chart.horizontal());
    }

    /** What a double cannot hold exactly is a text. */
    private static void add(ArrayNode cells, @Nullable Object cell) {
        switch (cell) {
            case null -> cells.addNull();
            case Long number when number <= EXACT && number >= -EXACT -> cells.add(number);
            case Double number when Double.isFinite(number) -> cells.add(number);
            case BigDecimal number
            when number.precision() <= EXACT_DIGITS && Math.abs(number.scale()) < EXACT_DIGITS -> cells.add(number);
            case BigDecimal number ->
                cells.add(Math.abs(number.scale()) > LONGEST_EXPONENT ? number.toString() : number.toPlainString());
            case BigInteger number -> cells.add(number.toString());
            default -> {
                String text = cell.toString();
                cells.add(VisibleText.of(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…"));
            }
        }
    }
}
