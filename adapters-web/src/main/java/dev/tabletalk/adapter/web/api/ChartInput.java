package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.chart.ChartSort;
import dev.tabletalk.domain.chart.NumberFormat;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart as a client gives it; everything may be left out.
 *
 * @param kind bar, stacked, line, area, pie, scatter, histogram, heatmap or number
 * @param x name of the column along the axis
 * @param y names of the columns of numbers
 * @param series name of the column whose values get a colour each
 * @param sort result, value or label
 * @param numberFormat plain, grouped, compact, percent, dollar, euro, pound or yen
 */
record ChartInput(
        @Nullable String kind,
        @Nullable String x,
        @Nullable List<@Nullable String> y,
        @Nullable String series,
        @Nullable String sort,
        @Nullable String numberFormat,
        @Nullable Boolean logScale,
        @Nullable Boolean horizontal,
        @Nullable String title) {
    ChartRequest request() {
        if (title != null && title.length() > Chart.MAX_TITLE) {
            throw FailureException.invalid("title", "A title has at most " + Chart.MAX_TITLE + " characters.");
        }
        return new ChartRequest(
                kind == null ? null : ChartKind.parse(kind),
                x,
                y == null ? List.of() : y.stream().map(ChartInput::named).toList(),
                series,
                sort == null ? null : ChartSort.parse(sort),
                numberFormat == null ? null : NumberFormat.parse(numberFormat),
                logScale,
                horizontal,
                title);
    }

    private static String named(@Nullable String name) {
        if (name == null) {
            throw FailureException.invalid("y", "The field y must be a list of names of columns.");
        }
        return name;
    }
}
