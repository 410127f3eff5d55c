package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a chart, by the names of columns as {@link ColumnNames} has them. What is left out is chosen.
 *
 * @param y empty to have the columns of numbers chosen
 */
public record ChartRequest(
        @Nullable ChartKind kind,
        @Nullable String x,
        List<String> y,
        @Nullable String series,
        @Nullable ChartSort sort,
        @Nullable NumberFormat numbers,
        @Nullable Boolean logarithmic,
        @Nullable Boolean horizontal,
        @Nullable String title) {
    public ChartRequest {
        y = List.copyOf(y);
    }

    /** Columns alone, with the usual order and format. */
    public static ChartRequest of(
            @Nullable ChartKind kind,
            @Nullable String x,
            List<String> y,
            @Nullable String series,
            @Nullable String title) {
        return new ChartRequest(kind, x, y, series, null, null, null, null, title);
    }

    /**
     * The chart that is wished for.
     *
     * @param question by which the rest is chosen; may be empty
     * @throws FailureException INVALID with the field to blame, when there is no such column or it does not suit
     */
    public Chart bind(ChartData data, String question) {
        ColumnNames names = new ColumnNames(data.columns());
        Integer atX = x == null ? null : names.position("x", x);
        List<Integer> atY = y.stream().map(name -> names.position("y", name)).toList();
        Integer atSeries = series == null ? null : names.position("series", series);
        Chart chart = dressed(chosen(data, question, atX, atY, atSeries));
        ChartRules.check(chart, data);
        return chart;
    }

    private Chart chosen(
            ChartData data, String question, @Nullable Integer atX, List<Integer> atY, @Nullable Integer atSeries) {
        if (kind != null
                && !atY.isEmpty()
                && (atX != null || kind == ChartKind.HISTOGRAM || kind == ChartKind.NUMBER)) {
            Chart asked = Chart.of(kind, atX, atY, atSeries);
            if (isComplete(asked, data)) {
                return lying(asked, data, question, atX, atY, atSeries);
            }
        }
        ChartChooser chooser = new ChartChooser(data, question, atX, atY, atSeries);
        ChartAdvice advice = kind == null ? chooser.choose() : chooser.choose(kind);
        if (kind == null && advice instanceof ChartAdvice.Leave && (atX != null || !atY.isEmpty())) {
            advice = chooser.choose(ChartKind.BAR);
        }
        return switch (advice) {
            case ChartAdvice.Draw(Chart made) -> made;
            case ChartAdvice.Leave(String reason) -> throw FailureException.invalid("kind", reason);
        };
    }

    private static boolean isComplete(Chart chart, ChartData data) {
        // A kind that needs a series may have it chosen.
        boolean open = chart.series() == null
                && (chart.kind() == ChartKind.HEAT_MAP
                        || (chart.kind() == ChartKind.STACKED_BAR && chart.y().size() < 2)
                        || (chart.kind().hasSeries()
                                && chart.y().size() == 1
                                && data.columns().size() > 2));
        return !open;
    }

    /** The looks that the chooser would give it. */
    private static Chart lying(
            Chart asked,
            ChartData data,
            String question,
            @Nullable Integer atX,
            List<Integer> atY,
            @Nullable Integer atSeries) {
        ChartAdvice advice = new ChartChooser(data, question, atX, atY, atSeries).choose(asked.kind());
        return Optional.of(advice)
                .filter(ChartAdvice.Draw.class::isInstance)
                .map(draw -> ((ChartAdvice.Draw) draw).chart())
                .map(made -> asked.lying(made.horizontal()).written(made.numbers()))
                .orElse(asked);
    }

    private Chart dressed(Chart chart) {
        Chart dressed = chart;
        if (sort != null) {
            dressed = dressed.sorted(sort);
        }
        if (numbers != null) {
            dressed = dressed.written(numbers);
        }
        if (logarithmic != null) {
            dressed = dressed.logarithmic(logarithmic);
        }
        if (horizontal != null) {
            dressed = dressed.lying(horizontal);
        }
        return title == null || title.isBlank() ? dressed : dressed.titled(title.strip());
    }
}
