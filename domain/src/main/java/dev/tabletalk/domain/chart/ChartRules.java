package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whether a chart suits the rows it is to show. */
public final class ChartRules {
    static final int MOST_SERIES = 30;
    static final int MOST_ROWS = 50;

    private ChartRules() {}

    /** @throws FailureException INVALID with the field to blame, and what would help */
    public static void check(Chart chart, ChartData data) {
        if (!chart.fits(data.columns().size())) {
            throw FailureException.invalid("x", "The result has no such column.");
        }
        ColumnNames names = new ColumnNames(data.columns());
        for (int at : chart.y()) {
            Profile y = Profile.of(at, data.columns().get(at), data.rows());
            if (!y.isNumeric() && y.values() > 0) {
                throw FailureException.invalid(
                        "y", "The column \"" + names.at(at) + "\" holds no numbers. " + numeric(data, names));
            }
        }
        checkX(chart, data, names);
        checkSeries(chart, data, names);
        checkRows(chart, data, names);
        checkLooks(chart, data);
    }

    static boolean suits(Chart chart, ChartData data) {
        try {
            check(chart, data);
            return true;
        } catch (FailureException unfit) {
            return false;
        }
    }

    private static String numeric(ChartData data, ColumnNames names) {
        List<String> numeric = new ArrayList<>();
        for (int at = 0; at < data.columns().size(); at++) {
            if (Profile.of(at, data.columns().get(at), data.rows()).isNumeric()) {
                numeric.add(names.at(at));
            }
        }
        return numeric.isEmpty() ? "No column does." : "These do: " + String.join(", ", numeric) + ".";
    }

    private static void checkX(Chart chart, ChartData data, ColumnNames names) {
        switch (chart.kind()) {
            case HISTOGRAM, NUMBER -> {
                if (chart.x() != null) {
                    throw FailureException.invalid(
                            "x",
                            "A " + chart.kind().label().toLowerCase(Locale.ROOT) + " has no x column; give y alone.");
                }
            }
            case BAR, STACKED_BAR, LINE, AREA, PIE, SCATTER, HEAT_MAP -> {
                if (chart.x() == null) {
                    throw FailureException.invalid("x", "This kind of chart needs an x column.");
                }
                if (chart.y().contains(chart.x())) {
                    throw FailureException.invalid(
                            "x", "The column \"" + names.at(chart.x()) + "\" cannot be both x and y.");
                }
            }
        }
        if (chart.kind() == ChartKind.SCATTER && chart.x() != null) {
            Profile x = Profile.of(chart.x(), data.columns().get(chart.x()), data.rows());
            if (!x.isNumeric() && x.role() != Profile.Role.TIME) {
                throw FailureException.invalid(
                        "x",
                        "A scatter chart needs numbers or times along x; \"" + names.at(chart.x())
                                + "\" holds neither.");
            }
        }
    }

    private static void checkSeries(Chart chart, ChartData data, ColumnNames names) {
        Integer series = chart.series();
        boolean one = switch (chart.kind()) {
            case PIE, HISTOGRAM, NUMBER, HEAT_MAP, SCATTER -> true;
            case BAR, STACKED_BAR, LINE, AREA -> series != null;
        };
        if (one && chart.y().size() > 1) {
            throw FailureException.invalid(
                    "y",
                    series == null
                            ? "This kind of chart shows one column of numbers."
                            : "With a series column a chart shows one column of numbers.");
        }
        if (series == null) {
            if (chart.kind() == ChartKind.HEAT_MAP) {
                throw FailureException.invalid("series", "A heat map needs a second column of labels as its series.");
            }
            if (chart.kind() == ChartKind.STACKED_BAR && chart.y().size() < 2) {
                throw FailureException.invalid(
                        "series", "Stacked bars need a series column or two columns of numbers.");
            }
            return;
        }
        if (!chart.kind().hasSeries()) {
            throw FailureException.invalid("series", "This kind of chart has no series column. Leave it out.");
        }
        if (series.equals(chart.x()) || chart.y().contains(series)) {
            throw FailureException.invalid(
                    "series", "The column \"" + names.at(series) + "\" is used already. Choose another one.");
        }
        Profile profile = Profile.of(series, data.columns().get(series), data.rows());
        int most = chart.kind() == ChartKind.HEAT_MAP ? MOST_ROWS : MOST_SERIES;
        if (profile.distinct() > most) {
            throw FailureException.invalid(
                    "series",
                    "The column \"" + names.at(series) + "\" has " + profile.distinct() + " values; a series may have "
                            + most + " at most.");
        }
    }

    private static void checkRows(Chart chart, ChartData data, ColumnNames names) {
        int rows = data.rows().size();
        int y = chart.y().getFirst();
        Profile profile = Profile.of(y, data.columns().get(y), data.rows());
        switch (chart.kind()) {
            case PIE -> {
                checkLabels(chart, data, names);
                checkPie(data, profile, rows);
            }
            case STACKED_BAR -> {
                for (int at : chart.y()) {
                    if (hasNegative(data.rows(), at)) {
                        throw FailureException.invalid(
                                "kind",
                                "Negative numbers cannot be stacked, and \"" + names.at(at) + "\" has some. Use bars.");
                    }
                }
            }
            case NUMBER -> {
                if (rows != 1) {
                    throw FailureException.invalid(
                            "kind", "A single number needs a result of one row; this one has " + rows + ".");
                }
            }
            case HISTOGRAM -> {
                if (profile.values() < 5 || profile.distinct() < 3) {
                    throw FailureException.invalid("kind", "There are too few different numbers for a histogram.");
                }
            }
            case LINE, AREA -> {
                if (rows < 2) {
                    throw FailureException.invalid("kind", "A line needs two points at least.");
                }
            }
            case BAR -> checkLabels(chart, data, names);
            case SCATTER, HEAT_MAP -> {}
        }
    }

    /** A bar or part that stands for one of several rows of its label would pass for all of them. */
    private static void checkLabels(Chart chart, ChartData data, ColumnNames names) {
        Integer x = chart.x();
        if (x == null || chart.series() != null) {
            return;
        }
        long different = data.rows().stream()
                .map(row -> String.valueOf(row.cells().get(x)))
                .distinct()
                .count();
        if (different < data.rows().size()) {
            throw FailureException.invalid(
                    "x",
                    "\"" + names.at(x) + "\" has the same value in several rows, and each would show only one of them."
                            + " Choose a series column, or let the query add them up.");
        }
    }

    private static void checkPie(ChartData data, Profile y, int rows) {
        if (rows > ChartChooser.MOST_PARTS) {
            throw FailureException.invalid(
                    "kind",
                    "A pie shows " + ChartChooser.MOST_PARTS + " parts at most; here are " + rows + ". Use bars.");
        }
        if (data.truncated()) {
            throw FailureException.invalid("kind", "The result is cut, so its parts do not make a whole. Use bars.");
        }
        if (!y.isNeverNegative() || !(y.most() > 0)) {
            throw FailureException.invalid("kind", "The parts of a pie must be positive numbers. Use bars.");
        }
    }

    private static void checkLooks(Chart chart, ChartData data) {
        if (chart.horizontal() && !chart.kind().canLie()) {
            throw FailureException.invalid("horizontal", "Only bars can be horizontal.");
        }
        if (chart.logarithmic()) {
            noLogarithm(chart, data).ifPresent(reason -> {
                throw FailureException.invalid("logScale", reason);
            });
        }
    }

    /** Why this chart cannot have a logarithmic scale; empty when it can. */
    public static Optional<String> noLogarithm(Chart chart, ChartData data) {
        if (!chart.kind().canBeLogarithmic()) {
            return Optional.of(
                    "Only lines and points can have a log scale: bars and areas start at zero, and it has no zero.");
        }
        boolean positive = data.rows().stream()
                .flatMap(row -> chart.y().stream().map(at -> row.cells().get(at)))
                .filter(Objects::nonNull)
                .allMatch(ChartRules::isPositive);
        return positive ? Optional.empty() : Optional.of("A log scale needs numbers above zero only.");
    }

    private static boolean isPositive(@Nullable Object cell) {
        return cell instanceof Number number && number.doubleValue() > 0;
    }

    private static boolean hasNegative(List<Row> rows, int at) {
        return rows.stream().anyMatch(row -> row.cells().get(at) instanceof Number number && number.doubleValue() < 0);
    }
}
