package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import java.util.Arrays;

/** In which order a chart shows its labels. */
public enum ChartSort {
    RESULT("result", "As in the table"),
    VALUE("value", "By value"),
    LABEL("label", "By label");

    private final String wireName;
    private final String label;

    ChartSort(String wireName, String label) {
        this.wireName = wireName;
        this.label = label;
    }

    public String wireName() {
        return wireName;
    }

    public String label() {
        return label;
    }

    /** @throws FailureException INVALID for the field {@code sort} */
    public static ChartSort parse(String text) {
        return Arrays.stream(values())
                .filter(sort -> sort.wireName.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> FailureException.invalid(
                        "sort", "The order of a chart is one of result, value, label, not \"" + text + "\"."));
    }
}
