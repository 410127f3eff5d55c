package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart as it is told outside: with the names of {@link ColumnNames} instead of positions.
 *
 * @param chart where the rest is
 */
public record NamedChart(
        Chart chart,
        @Nullable String x,
        List<String> y,
        @Nullable String series) {
    public NamedChart {
        y = List.copyOf(y);
    }

    public static NamedChart of(Chart chart, List<ResultColumn> columns) {
        ColumnNames names = new ColumnNames(columns);
        return new NamedChart(
                chart,
                chart.x() == null ? null : names.at(chart.x()),
                chart.y().stream().map(names::at).toList(),
                chart.series() == null ? null : names.at(chart.series()));
    }

    /**
     * The chart of columns with the same names elsewhere; without a title, which told of other rows.
     *
     * @throws FailureException INVALID with the field whose column is missing there
     */
    public Chart on(List<ResultColumn> others) {
        ColumnNames names = new ColumnNames(others);
        return new Chart(
                chart.kind(),
                x == null ? null : Integer.valueOf(names.position("x", x)),
                y.stream().map(name -> names.position("y", name)).toList(),
                series == null ? null : Integer.valueOf(names.position("series", series)),
                chart.sort(),
                chart.numbers(),
                chart.logarithmic(),
                chart.horizontal(),
                null);
    }
}
