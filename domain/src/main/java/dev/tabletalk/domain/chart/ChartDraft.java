package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.chart.ChartColumns.Pair;
import dev.tabletalk.domain.chart.Profile.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws up the best chart of a kind; whether it suits the data is for {@link ChartRules} to say. */
final class ChartDraft {
    private static final int MOST_MEASURES = 4;
    private static final int LONG_LABEL = 14;
    private static final int MANY_BARS = 12;
    private static final int SHORTEST_CROWDED = 5;
    /** Beyond it the smaller of two columns is a flat line beside the larger. */
    private static final double FARTHEST_SCALES = 25;

    private final ChartColumns columns;
    private final @Nullable Profile givenX;
    private final List<Profile> givenY;
    private final @Nullable Profile givenSeries;

    ChartDraft(ChartColumns columns) {
        this.columns = columns;
        givenX = columns.givenX();
        givenY = columns.givenY();
        givenSeries = columns.givenSeries();
    }

    /** Empty when columns are missing that such a chart needs. */
    Optional<Chart> of(ChartKind kind) {
        return switch (kind) {
            case BAR, LINE, AREA -> alongLabels(kind);
            case STACKED_BAR -> stacked();
            case PIE ->
                columns.label().flatMap(x -> columns.measureBut(x, null).map(y -> chart(kind, x, List.of(y), null)));
            case SCATTER -> scatter();
            case HISTOGRAM ->
                (givenY.isEmpty() && givenX != null && givenX.isNumeric()
                                ? Optional.of(givenX)
                                : columns.measures().stream().findFirst())
                        .map(y -> chart(kind, null, List.of(y), null));
            case HEAT_MAP ->
                columns.pair()
                        .flatMap(pair -> columns.measureBut(pair.x(), pair.series())
                                .map(y -> chart(kind, pair.x(), List.of(y), pair.series())));
            case NUMBER -> columns.measures().stream().findFirst().map(y -> chart(kind, null, List.of(y), null));
        };
    }

    private Optional<Chart> alongLabels(ChartKind kind) {
        Optional<Profile> x = kind == ChartKind.BAR ? columns.label() : columns.axis();
        if (x.isEmpty()) {
            return Optional.empty();
        }
        Profile along = x.get();
        Profile series = givenSeries;
        if (series == null && givenY.size() < 2 && !along.isUnique()) {
            series = columns.labels().stream()
                    .filter(label -> !label.is(along)
                            && label.distinct() <= ChartChooser.MOST_SERIES
                            && columns.areUnique(along, label))
                    .findFirst()
                    .orElse(null);
        }
        List<Profile> y = alike(columns.measuresBut(along, series));
        if (y.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(chart(kind, along, series == null ? y : y.subList(0, 1), series));
    }

    private Optional<Chart> stacked() {
        Optional<Pair> pair = givenY.size() > 1 ? Optional.empty() : columns.pair();
        if (pair.isPresent()) {
            Pair found = pair.get();
            return columns.measureBut(found.x(), found.series())
                    .map(y -> chart(ChartKind.STACKED_BAR, found.x(), List.of(y), found.series()));
        }
        return columns.label().flatMap(x -> {
            List<Profile> y = columns.measuresBut(x, null);
            return y.size() < 2
                    ? Optional.empty()
                    : Optional.of(chart(ChartKind.STACKED_BAR, x, y.subList(0, Math.min(y.size(), Chart.MAX_Y)), null));
        });
    }

    private Optional<Chart> scatter() {
        List<Profile> numbers = columns.numbers();
        Profile time = columns.first(Role.TIME);
        Profile x = givenX != null ? givenX : numbers.size() > 1 ? numbers.getFirst() : time;
        if (x == null || !(x.isNumeric() || x.role() == Role.TIME)) {
            return Optional.empty();
        }
        List<Profile> y = givenY.isEmpty()
                ? numbers.stream().filter(number -> !number.is(x)).limit(1).toList()
                : givenY;
        if (y.isEmpty()) {
            return Optional.empty();
        }
        Profile series = givenSeries != null
                ? givenSeries
                : columns.labels().stream()
                        .filter(label -> !label.is(x)
                                && label.role() == Role.CATEGORY
                                && label.distinct() > 1
                                && label.distinct() <= ChartChooser.MOST_SERIES
                                && label.distinct() < columns.rows())
                        .findFirst()
                        .orElse(null);
        return Optional.of(chart(ChartKind.SCATTER, x, y.subList(0, 1), series));
    }

    private Chart chart(ChartKind kind, @Nullable Profile x, List<Profile> y, @Nullable Profile series) {
        Chart chart =
                Chart.of(kind, Profile.place(x), y.stream().map(Profile::at).toList(), Profile.place(series));
        if (isPercentage(y)) {
            chart = chart.written(NumberFormat.PERCENT);
        } else if (y.stream().allMatch(ChartDraft::isFraction)) {
            chart = chart.written(NumberFormat.FRACTION);
        }
        if (kind.canLie() && x != null && x.role() != Role.TIME) {
            chart = chart.lying(
                    x.longest() > LONG_LABEL || (x.distinct() > MANY_BARS && x.longest() > SHORTEST_CROWDED));
        }
        return chart;
    }

    private static boolean isPercentage(List<Profile> y) {
        return y.stream()
                .allMatch(profile -> profile.name().toLowerCase(Locale.ROOT).matches("(.*_)?(percent|percentage|pct)"));
    }

    /** A part of one, by its name and by its numbers: there are shares that are counted in per cent already. */
    private static boolean isFraction(Profile y) {
        return y.name().toLowerCase(Locale.ROOT).matches("(.*[_ ])?(share|fraction|proportion)([_ ].*)?")
                && y.isNeverNegative()
                && y.most() <= 1;
    }

    /** Those that can share an axis with the first. */
    private List<Profile> alike(List<Profile> measures) {
        if (!givenY.isEmpty() || measures.isEmpty()) {
            return measures;
        }
        double reach = measures.getFirst().reach();
        return measures.stream()
                .filter(measure -> measure.reach() * FARTHEST_SCALES >= reach
                        && measure.reach() <= reach * FARTHEST_SCALES
                        && isPercentage(List.of(measure)) == isPercentage(measures.subList(0, 1)))
                .limit(MOST_MEASURES)
                .toList();
    }
}
