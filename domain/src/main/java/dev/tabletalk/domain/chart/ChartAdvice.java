package dev.tabletalk.domain.chart;

/** Whether and how rows should be drawn. */
public sealed interface ChartAdvice {
    record Draw(Chart chart) implements ChartAdvice {}

    /** @param reason a sentence that says why not, and what would help */
    record Leave(String reason) implements ChartAdvice {}
}
