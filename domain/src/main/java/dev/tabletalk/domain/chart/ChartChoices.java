package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.chart.Profile.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person can change about a chart, and why the rest makes no sense.
 *
 * @param refused kinds that do not suit the data, with the reason
 * @param columns the names of all columns by position
 * @param numbers positions of columns of numbers
 * @param labels positions of columns that can be along the axis
 * @param series positions of columns that can have a colour for each value
 * @param unsuited why no chart is suggested for such rows, and what would help; null when one is
 * @param noLogarithm why there can be no log scale; null when there can
 */
public record ChartChoices(
        Map<ChartKind, String> refused,
        List<String> columns,
        List<Integer> numbers,
        List<Integer> labels,
        List<Integer> series,
        @Nullable String unsuited,
        @Nullable String noLogarithm) {
    public ChartChoices {
        refused = Map.copyOf(refused);
        columns = List.copyOf(columns);
        numbers = List.copyOf(numbers);
        labels = List.copyOf(labels);
        series = List.copyOf(series);
    }

    public static ChartChoices of(Chart chart, ChartData data, String question) {
        ChartChooser chooser = new ChartChooser(data, question);
        Map<ChartKind, String> refused = new EnumMap<>(ChartKind.class);
        for (ChartKind kind : ChartKind.values()) {
            boolean suits = kind == chart.kind() || ChartRules.suits(chart.as(kind), data);
            if (!suits && chooser.choose(kind) instanceof ChartAdvice.Leave(String reason)) {
                refused.put(kind, reason);
            }
        }
        List<Integer> numbers = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Integer> series = new ArrayList<>();
        for (int at = 0; at < data.columns().size(); at++) {
            Profile profile = Profile.of(at, data.columns().get(at), data.rows());
            boolean scatter = chart.kind() == ChartKind.SCATTER;
            if (profile.isNumeric()) {
                numbers.add(at);
            }
            if (scatter ? profile.isNumeric() || profile.role() == Role.TIME : profile.role() != Role.NOTHING) {
                labels.add(at);
            }
            int most = chart.kind() == ChartKind.HEAT_MAP ? ChartRules.MOST_ROWS : ChartRules.MOST_SERIES;
            if (profile.isLabel() && profile.distinct() <= most && profile.distinct() > 1) {
                series.add(at);
            }
        }
        String unsuited = chooser.choose() instanceof ChartAdvice.Leave(String reason) ? reason : null;
        Optional<String> noLogarithm = ChartRules.noLogarithm(chart, data);
        return new ChartChoices(
                refused,
                new ColumnNames(data.columns()).all(),
                numbers,
                labels,
                series,
                unsuited,
                noLogarithm.orElse(null));
    }
}
