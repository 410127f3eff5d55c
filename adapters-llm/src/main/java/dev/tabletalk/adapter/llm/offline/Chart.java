package dev.tabletalk.adapter.llm.offline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How rows can be drawn, when a picture says more than they do.
 *
 * @param kind null to have what suits chosen
 * @param x null to have it chosen
 * @param y empty to have them chosen
 */
record Chart(@Nullable String kind, @Nullable String x, List<String> y) {
    private static final int MOST_GROUPS = 200;

    Chart {
        y = List.copyOf(y);
    }

    static Optional<Chart> of(Plan plan, ToolTexts.Table rows) {
        if (rows.count() < 2 || rows.columns().size() < 2) {
            return Optional.empty();
        }
        List<String> columns = rows.columns();
        String last = columns.getLast();
        return switch (plan.shape()) {
            case SERIES -> Optional.of(new Chart("line", columns.getFirst(), columns.subList(1, columns.size())));
            case GROUPS, PERIODS -> {
                boolean parts = last.equals(NumbersWriter.PERCENT);
                boolean several = columns.stream()
                                .limit(plan.labels())
                                .filter(column -> !column.endsWith("_id"))
                                .count()
                        > 1;
                if (rows.count() > MOST_GROUPS && !several) {
                    yield Optional.empty();
                }
                // Of shares and of groups within groups it depends on their number what can be read.
                yield Optional.of(
                        parts || several
                                ? new Chart(null, several ? null : labelColumn(columns), List.of(last))
                                : new Chart("bar", labelColumn(columns), List.of(last)));
            }
            case NUMBER, WHETHER, SHARE, ROWS -> Optional.empty();
        };
    }

    /** The arguments of show_chart. */
    Map<String, Object> arguments(String resultId) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("resultId", resultId);
        if (kind != null) {
            arguments.put("kind", kind);
        }
        if (x != null) {
            arguments.put("x", x);
        }
        if (!y.isEmpty()) {
            arguments.put("y", y);
        }
        return arguments;
    }

    /** A key stands before the name it belongs to. */
    private static String labelColumn(List<String> columns) {
        return columns.size() > 2 && columns.getFirst().endsWith("_id") ? columns.get(1) : columns.getFirst();
    }
}
