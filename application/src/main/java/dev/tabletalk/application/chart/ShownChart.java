package dev.tabletalk.application.chart;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartData;

/**
 * A chart with what it is made of.
 *
 * @param question what the turn asked; empty when it is not known
 */
public record ShownChart(Chart chart, ChartData data, String question) {}
