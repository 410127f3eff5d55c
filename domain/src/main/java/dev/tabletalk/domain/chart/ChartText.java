package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in one or two sentences what a chart shows, for who cannot see it. Names and values are as the database has them. */
public final class ChartText {
    private static final int LONGEST_LABEL = 60;
    private static final double NOTICEABLE = 0.02;

    private final Chart chart;
    private final ChartData data;
    private final ColumnNames names;

    private ChartText(Chart chart, ChartData data) {
        this.chart = chart;
        this.data = data;
        this.names = new ColumnNames(data.columns());
    }

    public static String of(Chart chart, ChartData data) {
        return new ChartText(chart, data).write();
    }

    /** What it is called: its own title, or one made from its columns. */
    public static String title(Chart chart, ChartData data) {
        return chart.title() != null ? chart.title() : new ChartText(chart, data).subject();
    }

    private String subject() {
        String measures = String.join(", ", chart.y().stream().map(this::word).toList());
        return switch (chart.kind()) {
            case NUMBER -> measures;
            case HISTOGRAM -> "Distribution of " + measures;
            case SCATTER -> measures + " against " + at(chart.x()) + by();
            case BAR, STACKED_BAR, LINE, AREA, PIE -> measures + " by " + at(chart.x()) + by().replace(" by ", " and ");
            case HEAT_MAP -> measures + " by " + at(chart.x()) + " and " + at(chart.series());
        };
    }

    /** The name of a column as people say it. */
    private String word(int column) {
        return names.at(column).replace('_', ' ').strip();
    }

    private String by() {
        return chart.series() == null ? "" : " by " + at(chart.series());
    }

    private String at(@Nullable Integer column) {
        return column == null ? "" : word(column);
    }

    private String write() {
        int y = chart.y().getFirst();
        List<Point> points = points(y);
        if (chart.kind() == ChartKind.NUMBER) {
            return "Number: " + word(y) + " is "
                    + (points.isEmpty() ? "not known" : number(points.getFirst().value())) + ".";
        }
        String what = (chart.kind() == ChartKind.HEAT_MAP || chart.kind() == ChartKind.HISTOGRAM
                        ? chart.kind().label()
                        : chart.kind().label() + " chart")
                + (chart.kind() == ChartKind.HISTOGRAM ? " of " + word(y) : " of " + subject());
        if (points.isEmpty()) {
            return what + ". There are no numbers in it.";
        }
        String count = count(points);
        Point highest = points.stream()
                .max((one, other) -> one.value().compareTo(other.value()))
                .orElseThrow();
        Point lowest = points.stream()
                .min((one, other) -> one.value().compareTo(other.value()))
                .orElseThrow();
        String which = chart.y().size() > 1 ? " of " + word(y) : "";
        String extremes = points.size() == 1
                ? " The value is " + number(highest.value()) + "."
                : " The highest value" + which + " is " + named(highest) + ", the lowest " + named(lowest) + ".";
        return what + count + "." + trend(points) + extremes;
    }

    private String count(List<Point> points) {
        String cut = data.truncated() ? ", of the first " + data.rows().size() + " rows" : "";
        return switch (chart.kind()) {
            case LINE, AREA ->
                ", from " + points.getFirst().label() + " to "
                        + points.getLast().label() + cut;
            case BAR, PIE, STACKED_BAR, SCATTER, HISTOGRAM, HEAT_MAP, NUMBER ->
                ", " + points.size() + (points.size() == 1 ? " value" : " values") + cut;
        };
    }

    private String trend(List<Point> points) {
        boolean line = chart.kind() == ChartKind.LINE || chart.kind() == ChartKind.AREA;
        if (!line || chart.series() != null || points.size() < 2) {
            return "";
        }
        double first = points.getFirst().value().doubleValue();
        double last = points.getLast().value().doubleValue();
        double change = Math.abs(last - first);
        String word = change <= NOTICEABLE * Math.max(Math.abs(first), Math.abs(last))
                ? "about the same at the end as at the start"
                : last > first ? "higher at the end than at the start" : "lower at the end than at the start";
        return " It is " + word + ": " + number(points.getFirst().value()) + " and "
                + number(points.getLast().value()) + ".";
    }

    private record Point(String label, BigDecimal value) {}

    private List<Point> points(int y) {
        List<Point> points = new ArrayList<>();
        for (Row row : data.rows()) {
            BigDecimal value = decimal(row.cells().get(y));
            if (value != null) {
                points.add(new Point(label(row), value));
            }
        }
        return points;
    }

    private String label(Row row) {
        List<String> parts = new ArrayList<>();
        for (Integer at : new Integer[] {chart.x(), chart.series()}) {
            if (at != null) {
                String text = Objects.toString(row.cells().get(at), "NULL");
                parts.add(text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL) + "…");
            }
        }
        return String.join(", ", parts);
    }

    private static String named(Point point) {
        return point.label().isEmpty() ? number(point.value()) : number(point.value()) + " (" + point.label() + ")";
    }

    private static @Nullable BigDecimal decimal(@Nullable Object cell) {
        return switch (cell) {
            case BigDecimal number -> number;
            case Double number when !Double.isFinite(number) -> null;
            case Number number -> new BigDecimal(number.toString());
            case null, default -> null;
        };
    }

    private static String number(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return Math.abs(stripped.scale()) > 30
                ? stripped.toString()
                : String.format(Locale.ROOT, "%,." + Math.max(0, stripped.scale()) + "f", stripped);
    }
}
