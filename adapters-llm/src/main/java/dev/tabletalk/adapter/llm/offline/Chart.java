package dev.tabletalk.adapter.llm.offline;

import java.util.List;
import java.util.Optional;

/** How rows can be drawn, when a picture says more than they do. */
record Chart(String kind, String x, List<String> y) {
    private static final int MOST_BARS = 30;

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
            case GROUPS, PERIODS ->
                rows.count() <= MOST_BARS && columns.size() <= 4
                        ? Optional.of(new Chart("bar", labelColumn(columns), List.of(last)))
                        : Optional.empty();
            case NUMBER, WHETHER, SHARE, ROWS -> Optional.empty();
        };
    }

    /** A key stands before the name it belongs to. */
    private static String labelColumn(List<String> columns) {
        return columns.size() > 2 && columns.getFirst().endsWith("_id") ? columns.get(1) : columns.getFirst();
    }
}
