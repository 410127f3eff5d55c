package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A drawing of a result. It holds no data: columns are positions in the result, since names may repeat there. Whether it
 * suits a result is for {@link ChartRules} to say.
 *
 * @param x the column along the axis, or that names the parts; null for a histogram and a number
 * @param y the columns of numbers, 1 to {@value #MAX_Y}
 * @param series the column whose values get a colour each; null for one colour for each of {@code y}
 * @param title null for the one made from the columns
 */
public record Chart(
        ChartKind kind,
        @Nullable Integer x,
        List<Integer> y,
        @Nullable Integer series,
        ChartSort sort,
        NumberFormat numbers,
        boolean logarithmic,
        boolean horizontal,
        @Nullable String title) {
    public static final int MAX_Y = 8;
    public static final int MAX_TITLE = 200;

    public Chart {
        y = List.copyOf(y);
        if (y.isEmpty() || y.size() > MAX_Y) {
            throw FailureException.invalid("y", "A chart shows 1 to " + MAX_Y + " columns of numbers.");
        }
        if (y.stream().distinct().count() < y.size()) {
            throw FailureException.invalid("y", "A chart shows each column of numbers once.");
        }
        if (title != null && (title.isBlank() || title.length() > MAX_TITLE)) {
            throw FailureException.invalid("title", "A title has 1 to " + MAX_TITLE + " characters.");
        }
    }

    /** With the usual order and format. */
    public static Chart of(ChartKind kind, @Nullable Integer x, List<Integer> y, @Nullable Integer series) {
        return new Chart(kind, x, y, series, ChartSort.RESULT, NumberFormat.GROUPED, false, false, null);
    }

    /** All positions it uses, each once. */
    public List<Integer> columns() {
        return Stream.of(x == null ? Stream.<Integer>empty() : Stream.of(x), y.stream(), seriesAsStream())
                .flatMap(part -> part)
                .distinct()
                .toList();
    }

    private Stream<Integer> seriesAsStream() {
        return series == null ? Stream.empty() : Stream.of(series);
    }

    /** The same columns in another kind of chart, which need not suit them. */
    Chart as(ChartKind other) {
        return new Chart(other, x, y, series, sort, numbers, false, false, title);
    }

    public Chart sorted(ChartSort order) {
        return new Chart(kind, x, y, series, order, numbers, logarithmic, horizontal, title);
    }

    public Chart written(NumberFormat format) {
        return new Chart(kind, x, y, series, sort, format, logarithmic, horizontal, title);
    }

    public Chart logarithmic(boolean value) {
        return new Chart(kind, x, y, series, sort, numbers, value, horizontal, title);
    }

    public Chart lying(boolean value) {
        return new Chart(kind, x, y, series, sort, numbers, logarithmic, value, title);
    }

    public Chart titled(@Nullable String text) {
        return new Chart(kind, x, y, series, sort, numbers, logarithmic, horizontal, text);
    }

    /** The same chart of the columns alone that it uses, for whoever is given only those, in the order of {@link #columns()}. */
    public Chart compacted() {
        List<Integer> used = columns();
        return new Chart(
                kind,
                x == null ? null : used.indexOf(x),
                y.stream().map(used::indexOf).toList(),
                series == null ? null : used.indexOf(series),
                sort,
                numbers,
                logarithmic,
                horizontal,
                title);
    }

    /** Whether all its columns are among so many. */
    boolean fits(int columnCount) {
        return columns().stream().allMatch(at -> at >= 0 && at < columnCount);
    }
}
