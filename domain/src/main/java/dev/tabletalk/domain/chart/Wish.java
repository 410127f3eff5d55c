package dev.tabletalk.domain.chart;

import java.util.regex.Pattern;

/** What the words of a question say about the chart that suits it. */
record Wish(boolean share, boolean distribution, boolean heat, boolean stack, boolean relation) {
    private static final Pattern SHARE = words(
            "share|shares|percent|percentage|percentages|proportion|breakdown|split|part of|pie|anteil|anteile|prozent");
    private static final Pattern DISTRIBUTION =
            words("distribution|distributed|histogram|spread|verteilung|how (old|long|large|big|expensive) are");
    private static final Pattern HEAT = words("heat ?map|matrix");
    private static final Pattern STACK = words("stacked|stack|composition|made up|split by|broken down");
    private static final Pattern RELATION =
            words("versus|vs|correlat\\w*|relation|relationship|scatter|against|depends? on");

    static Wish of(String question) {
        return new Wish(
                SHARE.matcher(question).find(),
                DISTRIBUTION.matcher(question).find(),
                HEAT.matcher(question).find(),
                STACK.matcher(question).find(),
                RELATION.matcher(question).find());
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}])(" + alternatives + ")(?![\\p{L}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
