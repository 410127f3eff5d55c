package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.chart.Profile.Role;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how to draw a result, by the types of its columns, how many values they have, and the words of the question. Some of
 * its columns may be given: then it chooses the rest.
 */
public final class ChartChooser {
    /** Parts of a pie that can be told apart. */
    public static final int MOST_PARTS = 7;

    /** Colours that can be told apart. */
    public static final int MOST_SERIES = 8;

    private static final int MOST_STACKED = 6;
    private static final int MOST_CELLS = 2_500;
    private static final int FEW_TIMES = 3;
    private static final int LONG_LABEL = 14;
    private static final int MANY_BARS = 12;
    private static final int FEWEST_VALUES = 5;
    private static final int RECORD_COLUMNS = 4;
    /** Beyond it the smaller of two columns is a flat line beside the larger. */
    private static final double FARTHEST_SCALES = 25;

    private final ChartData data;
    private final List<Profile> profiles;
    private final Wish wish;
    private final @Nullable Profile givenX;
    private final List<Profile> givenY;
    private final @Nullable Profile givenSeries;

    /** @param question its words count; may be empty */
    public ChartChooser(ChartData data, String question) {
        this(data, question, null, List.of(), null);
    }

    /** Null and an empty list leave the choice open. */
    ChartChooser(ChartData data, String question, @Nullable Integer x, List<Integer> y, @Nullable Integer series) {
        this.data = data;
        this.wish = Wish.of(question);
        List<ResultColumn> columns = data.columns();
        profiles = IntStream.range(0, columns.size())
                .mapToObj(at -> Profile.of(at, columns.get(at), data.rows()))
                .toList();
        givenX = x == null ? null : profiles.get(x);
        givenY = y.stream().map(profiles::get).toList();
        givenSeries = series == null ? null : profiles.get(series);
    }

    /** The chart that suits best, if one does. */
    public ChartAdvice choose() {
        if (data.rows().isEmpty()) {
            return leave("There are no rows to draw.");
        }
        List<Profile> measures = measures();
        if (measures.isEmpty()) {
            return leave("No column holds numbers that could be drawn. Ask for a count or a sum.");
        }
        if (data.rows().size() == 1) {
            return measures.size() == 1 || !givenY.isEmpty()
                    ? choose(ChartKind.NUMBER)
                    : leave("One row needs no chart.");
        }
        if (areRecords()) {
            return leave("These rows are single records. Ask for a count or a sum per group to see a chart.");
        }
        return fitting();
    }

    private ChartAdvice fitting() {
        if (wish.distribution() && choose(ChartKind.HISTOGRAM) instanceof ChartAdvice.Draw histogram) {
            return histogram;
        }
        Profile time = givenX == null ? first(Role.TIME) : givenX.role() == Role.TIME ? givenX : null;
        List<Profile> categories = categories(time);
        if (time != null
                && time.distinct() > 1
                && !(givenX == null && wish.relation() && numbers().size() > 1)) {
            return overTime(time, categories);
        }
        if (!categories.isEmpty()) {
            return byCategory(categories);
        }
        if (choose(ChartKind.SCATTER) instanceof ChartAdvice.Draw scatter) {
            return scatter;
        }
        return choose(ChartKind.HISTOGRAM) instanceof ChartAdvice.Draw histogram
                ? histogram
                : leave("There are no labels to draw these numbers by.");
    }

    /** Rows with a key and many columns are things, not figures. */
    private boolean areRecords() {
        boolean keyed = profiles.stream()
                .anyMatch(profile -> profile.role() == Role.KEY
                        && profile.isUnique()
                        && profile.name().equalsIgnoreCase("id"));
        return givenX == null && givenY.isEmpty() && keyed && profiles.size() > RECORD_COLUMNS;
    }

    private ChartAdvice overTime(Profile time, List<Profile> categories) {
        boolean repeats = !time.isUnique();
        if (repeats && !categories.isEmpty()) {
            Profile series = categories.getFirst();
            boolean few = series.distinct() <= MOST_SERIES;
            boolean pairs = areUnique(time, series);
            if (pairs && few) {
                ChartKind kind = wish.stack() || wish.share() ? ChartKind.STACKED_BAR : ChartKind.LINE;
                return firstOf(kind, ChartKind.LINE);
            }
            if (pairs) {
                return firstOf(ChartKind.HEAT_MAP, ChartKind.SCATTER);
            }
        }
        if (repeats) {
            return firstOf(ChartKind.SCATTER, ChartKind.HISTOGRAM);
        }
        return time.distinct() <= FEW_TIMES ? firstOf(ChartKind.BAR, ChartKind.LINE) : firstOf(ChartKind.LINE);
    }

    private ChartAdvice byCategory(List<Profile> categories) {
        Profile label = categories.getFirst();
        if (categories.size() > 1 && !label.isUnique()) {
            Profile other = categories.get(1);
            if (areUnique(label, other)) {
                boolean many = Math.min(label.distinct(), other.distinct()) > MOST_STACKED;
                return wish.heat() || many
                        ? firstOf(ChartKind.HEAT_MAP, ChartKind.STACKED_BAR)
                        : firstOf(ChartKind.STACKED_BAR, ChartKind.BAR, ChartKind.HEAT_MAP);
            }
        }
        if (!label.isUnique()) {
            return wish.relation() || numbers().size() > 1
                    ? firstOf(ChartKind.SCATTER)
                    : leave("The same label comes in several rows. Ask for a count or a sum per "
                            + new ColumnNames(data.columns()).at(label.at()) + " to see a chart.");
        }
        if (wish.share() && choose(ChartKind.PIE) instanceof ChartAdvice.Draw pie) {
            return pie;
        }
        return wish.relation() ? firstOf(ChartKind.SCATTER, ChartKind.BAR) : firstOf(ChartKind.BAR);
    }

    private ChartAdvice firstOf(ChartKind... kinds) {
        ChartAdvice last = leave("No chart suits these rows.");
        for (ChartKind kind : kinds) {
            last = choose(kind);
            if (last instanceof ChartAdvice.Draw) {
                return last;
            }
        }
        return last;
    }

    /** The best chart of one kind, or why there is none. */
    public ChartAdvice choose(ChartKind kind) {
        if (data.rows().isEmpty()) {
            return leave("There are no rows to draw.");
        }
        Optional<Chart> chart;
        try {
            chart = of(kind);
            chart.ifPresent(made -> ChartRules.check(made, data));
        } catch (FailureException unfit) {
            return leave(unfit.failure().message());
        }
        return chart.<ChartAdvice>map(ChartAdvice.Draw::new).orElseGet(() -> leave(needs(kind)));
    }

    private static String needs(ChartKind kind) {
        return switch (kind) {
            case BAR -> "Bars need a column of labels and one of numbers.";
            case LINE, AREA -> "A line needs a column of times or labels and one of numbers.";
            case STACKED_BAR ->
                "Stacked bars need labels and two columns of numbers, or two columns of labels and one of numbers.";
            case PIE -> "A pie needs a column of labels and one of numbers.";
            case SCATTER -> "A scatter chart needs two columns of numbers, or a time and a number.";
            case HISTOGRAM -> "A histogram needs a column of numbers.";
            case HEAT_MAP -> "A heat map needs two columns of labels and one of numbers.";
            case NUMBER -> "A number needs a column of numbers.";
        };
    }

    private Optional<Chart> of(ChartKind kind) {
        return switch (kind) {
            case BAR, LINE, AREA -> alongLabels(kind);
            case STACKED_BAR -> stacked();
            case PIE -> label().flatMap(x -> measureBut(x, null).map(y -> chart(kind, x, List.of(y), null)));
            case SCATTER -> scatter();
            case HISTOGRAM ->
                (givenY.isEmpty() && givenX != null && givenX.isNumeric()
                                ? Optional.of(givenX)
                                : measures().stream().findFirst())
                        .map(y -> chart(kind, null, List.of(y), null));
            case HEAT_MAP ->
                pair().flatMap(pair ->
                        measureBut(pair.x(), pair.series()).map(y -> chart(kind, pair.x(), List.of(y), pair.series())));
            case NUMBER -> measures().stream().findFirst().map(y -> chart(kind, null, List.of(y), null));
        };
    }

    private Optional<Chart> alongLabels(ChartKind kind) {
        Optional<Profile> x = kind == ChartKind.BAR ? label() : axis();
        if (x.isEmpty()) {
            return Optional.empty();
        }
        Profile along = x.get();
        Profile series = givenSeries;
        if (series == null && givenY.size() < 2 && !along.isUnique()) {
            series = labels().stream()
                    .filter(label -> !label.is(along) && label.distinct() <= MOST_SERIES && areUnique(along, label))
                    .findFirst()
                    .orElse(null);
        }
        List<Profile> y = alike(measuresBut(along, series));
        if (y.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(chart(kind, along, series == null ? y : y.subList(0, 1), series));
    }

    private Optional<Chart> stacked() {
        Optional<Pair> pair = givenY.size() > 1 ? Optional.empty() : pair();
        if (pair.isPresent()) {
            Pair found = pair.get();
            return measureBut(found.x(), found.series())
                    .map(y -> chart(ChartKind.STACKED_BAR, found.x(), List.of(y), found.series()));
        }
        return label().flatMap(x -> {
            List<Profile> y = measuresBut(x, null);
            return y.size() < 2
                    ? Optional.empty()
                    : Optional.of(chart(ChartKind.STACKED_BAR, x, y.subList(0, Math.min(y.size(), Chart.MAX_Y)), null));
        });
    }

    private Optional<Chart> scatter() {
        List<Profile> numbers = numbers();
        Profile time = first(Role.TIME);
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
                : labels().stream()
                        .filter(label -> !label.is(x)
                                && label.role() == Role.CATEGORY
                                && label.distinct() > 1
                                && label.distinct() <= MOST_SERIES
                                && label.distinct() < data.rows().size())
                        .findFirst()
                        .orElse(null);
        return Optional.of(chart(ChartKind.SCATTER, x, y.subList(0, 1), series));
    }

    private Chart chart(ChartKind kind, @Nullable Profile x, List<Profile> y, @Nullable Profile series) {
        Chart chart =
                Chart.of(kind, Profile.place(x), y.stream().map(Profile::at).toList(), Profile.place(series));
        if (isPercentage(y)) {
            chart = chart.written(NumberFormat.PERCENT);
        } else if (y.stream().allMatch(ChartChooser::isFraction)) {
            chart = chart.written(NumberFormat.FRACTION);
        }
        if (kind.canLie() && x != null && x.role() != Role.TIME) {
            chart = chart.lying(x.longest() > LONG_LABEL || (x.distinct() > MANY_BARS && x.longest() > FEWEST_VALUES));
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

    /** Two columns of labels of which each pair occurs once. */
    private record Pair(Profile x, Profile series) {}

    private Optional<Pair> pair() {
        if (givenX != null && givenSeries != null) {
            return Optional.of(new Pair(givenX, givenSeries));
        }
        List<Profile> labels = labels();
        List<Pair> pairs = new ArrayList<>();
        for (Profile one : labels) {
            for (Profile other : labels) {
                boolean wanted = (givenX == null || one.is(givenX)) && (givenSeries == null || other.is(givenSeries));
                boolean told = one.distinct() > 1
                        && other.distinct() > 1
                        && (long) one.distinct() * other.distinct() <= MOST_CELLS;
                if (!one.is(other)
                        && wanted
                        && told
                        && !one.isUnique()
                        && other.role() != Role.KEY
                        && areUnique(one, other)) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        // Time goes along the axis; of two others the one with fewer values gets the colours.
        return pairs.stream()
                .min(Comparator.comparing((Pair pair) -> pair.x().role() != Role.TIME)
                        .thenComparing(pair -> pair.x().role() == Role.KEY)
                        .thenComparingInt(pair -> pair.series().distinct()));
    }

    private boolean areUnique(Profile one, Profile other) {
        Set<List<@Nullable Object>> seen = new HashSet<>();
        return data.rows().stream().allMatch(row -> {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(row.cells().get(one.at()));
            pair.add(row.cells().get(other.at()));
            return seen.add(pair);
        });
    }

    private List<Profile> measures() {
        return givenY.isEmpty() ? measuresBut(givenX, givenSeries) : givenY;
    }

    private Optional<Profile> measureBut(@Nullable Profile x, @Nullable Profile series) {
        return measuresBut(x, series).stream().findFirst();
    }

    private List<Profile> measuresBut(@Nullable Profile x, @Nullable Profile series) {
        return givenY.isEmpty()
                ? profiles.stream()
                        .filter(profile -> profile.role() == Role.MEASURE && !profile.is(x) && !profile.is(series))
                        .toList()
                : givenY;
    }

    private List<Profile> numbers() {
        return profiles.stream()
                .filter(profile -> profile.role() == Role.MEASURE)
                .toList();
    }

    private List<Profile> alike(List<Profile> measures) {
        if (!givenY.isEmpty() || measures.isEmpty()) {
            return measures;
        }
        double reach = measures.getFirst().reach();
        return measures.stream()
                .filter(measure -> measure.reach() * FARTHEST_SCALES >= reach
                        && measure.reach() <= reach * FARTHEST_SCALES
                        && isPercentage(List.of(measure)) == isPercentage(measures.subList(0, 1)))
                .limit(FEW_TIMES + 1L)
                .toList();
    }

    private Optional<Profile> label() {
        if (givenX != null) {
            return Optional.of(givenX);
        }
        List<Profile> labels = labels();
        return labels.stream()
                .filter(label -> label.isUnique() && label.role() != Role.KEY)
                .findFirst()
                .or(() -> labels.stream().findFirst());
    }

    /** What a line can follow: time if there is any. */
    private Optional<Profile> axis() {
        Profile time = first(Role.TIME);
        return givenX == null && time != null ? Optional.of(time) : label();
    }

    /** Names before keys: a key stands before the name it belongs to. */
    private List<Profile> labels() {
        return profiles.stream()
                .filter(profile -> profile.isLabel() && !profile.is(givenSeries) && !givenY.contains(profile))
                .sorted(Comparator.comparing(profile -> profile.role() == Role.KEY))
                .toList();
    }

    private List<Profile> categories(@Nullable Profile time) {
        if (givenX != null && time == null) {
            List<Profile> all = new ArrayList<>(List.of(givenX));
            if (givenSeries != null) {
                all.add(givenSeries);
            }
            labels().stream().filter(label -> !all.contains(label)).forEach(all::add);
            return all.getFirst().role() == Role.MEASURE ? List.of() : all;
        }
        List<Profile> all = new ArrayList<>();
        if (givenSeries != null) {
            all.add(givenSeries);
        }
        labels().stream().filter(label -> label.role() != Role.TIME).forEach(all::add);
        return all;
    }

    private @Nullable Profile first(Role role) {
        return profiles.stream()
                .filter(profile -> profile.role() == role && !givenY.contains(profile) && !profile.is(givenSeries))
                .findFirst()
                .orElse(null);
    }

    private static ChartAdvice leave(String reason) {
        return new ChartAdvice.Leave(reason);
    }
}
