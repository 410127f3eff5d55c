package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.chart.ShownChart;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartText;
import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chart that a turn shows of a result, as in {@link ChartInput}.
 *
 * @param title null for the one made from the columns
 * @param description what it shows, in words
 */
record ChartJson(
        String turnId,
        String resultId,
        String kind,
        @Nullable String x,
        List<String> y,
        @Nullable String series,
        String sort,
        String numberFormat,
        boolean logScale,
        boolean horizontal,
        @Nullable String title,
        String description) {
    static ChartJson of(TurnId turn, ResultId result, ShownChart shown) {
        Chart chart = shown.chart();
        NamedChart named = NamedChart.of(chart, shown.data().columns());
        return new ChartJson(
                turn.toString(),
                result.toString(),
                chart.kind().wireName(),
                named.x(),
                named.y(),
                named.series(),
                chart.sort().wireName(),
                chart.numbers().wireName(),
                chart.logarithmic(),
                chart.horizontal(),
                chart.title(),
                ChartText.of(chart, shown.data()));
    }
}
