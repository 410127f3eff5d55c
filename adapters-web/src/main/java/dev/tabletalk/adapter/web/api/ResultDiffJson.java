package dev.tabletalk.adapter.web.api;

import dev.tabletalk.adapter.web.api.ResultJson.ResultColumnJson;
import dev.tabletalk.domain.query.ResultDiff;
import dev.tabletalk.domain.query.ResultDiff.Change;
import dev.tabletalk.domain.query.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed from an earlier result to a later one.
 *
 * @param columns what could be compared; rows have their cells in this order
 * @param key names of the columns by which rows were taken for the same; empty when they were compared as a whole
 * @param changes the first 1,000
 */
record ResultDiffJson(
        SideJson before,
        SideJson after,
        List<ResultColumnJson> columns,
        List<RenamedJson> columnsRenamed,
        List<String> columnsAdded,
        List<String> columnsGone,
        List<String> key,
        int rowsAdded,
        int rowsGone,
        int cellsChanged,
        List<ChangeJson> changes) {
    private static final int MOST_CHANGES = 1_000;

    /** @param truncated whether the database had more rows than were compared */
    record SideJson(String resultId, int rowCount, boolean truncated, Instant executedAt) {
        static SideJson of(ResultDiff.Side side) {
            return new SideJson(side.id().toString(), side.rowCount(), side.truncated(), side.executedAt());
        }
    }

    record RenamedJson(String before, String after) {}

    /**
     * A row that is not the same.
     *
     * @param kind added, gone or changed
     * @param before null for one that was added
     * @param after null for one that is gone
     * @param cells places of the cells that differ; empty but for changed
     */
    record ChangeJson(
            String kind,
            @Nullable List<@Nullable Object> before,
            @Nullable List<@Nullable Object> after,
            List<Integer> cells) {
        static ChangeJson of(Change change) {
            return switch (change) {
                case Change.Added(Row row) -> new ChangeJson("added", null, cells(row), List.of());
                case Change.Gone(Row row) -> new ChangeJson("gone", cells(row), null, List.of());
                case Change.Changed changed ->
                    new ChangeJson("changed", cells(changed.before()), cells(changed.after()), changed.cells());
            };
        }

        private static List<@Nullable Object> cells(Row row) {
            return Cells.of(List.of(row)).getFirst();
        }
    }

    static ResultDiffJson of(ResultDiff diff) {
        Stream<Change> first = diff.changes().stream().limit(MOST_CHANGES);
        return new ResultDiffJson(
                SideJson.of(diff.before()),
                SideJson.of(diff.after()),
                ResultColumnJson.of(diff.columns()),
                diff.columnsRenamed().stream()
                        .map(renamed -> new RenamedJson(renamed.before(), renamed.after()))
                        .toList(),
                diff.columnsAdded(),
                diff.columnsGone(),
                diff.key(),
                diff.rowsAdded(),
                diff.rowsGone(),
                diff.cellsChanged(),
                first.map(ChangeJson::of).toList());
    }
}
