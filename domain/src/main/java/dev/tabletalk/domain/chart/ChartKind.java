package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The shapes a chart can have. */
public enum ChartKind {
    BAR("bar", "Bar"),
    STACKED_BAR("stacked", "Stacked bar"),
    LINE("line", "Line"),
    AREA("area", "Area"),
    PIE("pie", "Pie"),
    SCATTER("scatter", "Scatter"),
    HISTOGRAM("histogram", "Histogram"),
    HEAT_MAP("heatmap", "Heat map"),
    NUMBER("number", "Number");

    private final String wireName;
    private final String label;

    ChartKind(String wireName, String label) {
        this.wireName = wireName;
        this.label = label;
    }

    /** As models and clients write it. */
    public String wireName() {
        return wireName;
    }

    /** As people read it. */
    public String label() {
        return label;
    }

    /** @throws FailureException INVALID for the field {@code kind}, naming all kinds */
    public static ChartKind parse(String text) {
        String wanted = text.strip();
        return Arrays.stream(values())
                .filter(kind ->
                        kind.wireName.equalsIgnoreCase(wanted) || kind.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> FailureException.invalid(
                        "kind",
                        "There is no kind of chart \"" + text + "\". There are: "
                                + Arrays.stream(values())
                                        .map(ChartKind::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** Whether it shows one thing beside the other, so that their order is a choice. */
    public boolean hasOrder() {
        return switch (this) {
            case BAR, STACKED_BAR, PIE -> true;
            case LINE, AREA, SCATTER, HISTOGRAM, HEAT_MAP, NUMBER -> false;
        };
    }

    /** Whether it can lie on its side. */
    public boolean canLie() {
        return switch (this) {
            case BAR, STACKED_BAR -> true;
            case LINE, AREA, PIE, SCATTER, HISTOGRAM, HEAT_MAP, NUMBER -> false;
        };
    }

    /** Whether its values need no zero to start from. */
    public boolean canBeLogarithmic() {
        return switch (this) {
            case LINE, SCATTER -> true;
            case BAR, STACKED_BAR, AREA, PIE, HISTOGRAM, HEAT_MAP, NUMBER -> false;
        };
    }

    /** Whether colours can tell the values of one more column apart. */
    public boolean hasSeries() {
        return switch (this) {
            case BAR, STACKED_BAR, LINE, AREA, SCATTER, HEAT_MAP -> true;
            case PIE, HISTOGRAM, NUMBER -> false;
        };
    }
}
