package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a chart writes its numbers. No digit is lost: what is rounded on an axis is exact in the tooltip. */
public enum NumberFormat {
    PLAIN("plain", "1234.5"),
    GROUPED("grouped", "1,234.5"),
    COMPACT("compact", "1.2K"),
    /** The number is a part of one: a hundred times as much, and the sign. */
    FRACTION("fraction", "Percent (0.12 → 12%)"),
    /** The number is a percentage already; it gets the sign. */
    PERCENT("percent", "Percent sign (12 → 12%)"),
    DOLLAR("dollar", "$1,234.50"),
    EURO("euro", "€1,234.50"),
    POUND("pound", "£1,234.50"),
    YEN("yen", "¥1,234");

    private final String wireName;
    private final String example;

    NumberFormat(String wireName, String example) {
        this.wireName = wireName;
        this.example = example;
    }

    public String wireName() {
        return wireName;
    }

    /** As people choose it: by what it makes of a number. */
    public String example() {
        return example;
    }

    /** @throws FailureException INVALID for the field {@code numberFormat} */
    public static NumberFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.wireName.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> FailureException.invalid(
                        "numberFormat",
                        "There is no number format \"" + text + "\". There are: "
                                + Arrays.stream(values())
                                        .map(NumberFormat::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
