package dev.tabletalk.domain.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one result to another: rows added and gone, and cells of rows that are in both. Numbers are compared as
 * numbers, so 1 is 1.0. The order of rows does not matter. Takes time and memory in proportion to the rows.
 *
 * @param columns what could be compared, as the later result names them; the cells of {@code changes} stand in this order
 * @param columnsAdded names that only the later result has
 * @param columnsGone names that only the earlier one has
 * @param key names of the columns by whose values rows were taken for the same; empty when none tells rows apart, so that they
 *     were compared as a whole, or when there is but one row on each side
 * @param changes those of the later result in its order, then the rows that are gone
 */
public record ResultDiff(
        Side before,
        Side after,
        List<ResultColumn> columns,
        List<Renamed> columnsRenamed,
        List<String> columnsAdded,
        List<String> columnsGone,
        List<String> key,
        List<Change> changes) {
    public ResultDiff {
        columns = List.copyOf(columns);
        columnsRenamed = List.copyOf(columnsRenamed);
        columnsAdded = List.copyOf(columnsAdded);
        columnsGone = List.copyOf(columnsGone);
        key = List.copyOf(key);
        changes = List.copyOf(changes);
    }

    /**
     * One of the two results.
     *
     * @param rowCount rows that were compared
     * @param truncated whether the database had more
     */
    public record Side(ResultId id, int rowCount, boolean truncated, Instant executedAt) {}

    /** A column that has another name now, but the same place and kind. */
    public record Renamed(String before, String after) {}

    /** What happened to a row. */
    public sealed interface Change {
        record Added(Row row) implements Change {}

        record Gone(Row row) implements Change {}

        /** @param cells positions of the cells that differ, in increasing order; at least one */
        record Changed(Row before, Row after, List<Integer> cells) implements Change {
            public Changed {
                cells = List.copyOf(cells);
            }
        }
    }

    /** @param before all rows of the earlier result; {@code after} all of the later one */
    public static ResultDiff between(ResultPage before, ResultPage after) {
        CommonColumns common = CommonColumns.of(before.columns(), after.columns());
        Side earlier = side(before);
        Side later = side(after);
        List<Row> old = common.beforeRows(before.rows());
        List<Row> now = common.afterRows(after.rows());
        List<ResultColumn> columns = common.columns();
        List<Change> changes = List.of();
        List<String> names = List.of();
        if (!columns.isEmpty()) {
            List<List<@Nullable Object>> oldCells = ComparableCells.of(old);
            List<List<@Nullable Object>> nowCells = ComparableCells.of(now);
            int[] key = RowKey.find(columns, oldCells, nowCells);
            boolean single = old.size() == 1 && now.size() == 1;
            changes = key.length > 0 || single
                    ? byKey(single ? new int[0] : key, old, oldCells, now, nowCells)
                    : asWholes(old, oldCells, now, nowCells);
            names = single ? List.of() : names(columns, key);
        }
        return new ResultDiff(earlier, later, columns, common.renamed(), common.added(), common.gone(), names, changes);
    }

    private static Side side(ResultPage page) {
        return new Side(page.id(), page.rows().size(), page.truncated(), page.executedAt());
    }

    private static List<String> names(List<ResultColumn> columns, int[] key) {
        List<String> names = new ArrayList<>();
        for (int column : key) {
            names.add(columns.get(column).name());
        }
        return names;
    }

    private static List<Change> byKey(
            int[] key,
            List<Row> old,
            List<List<@Nullable Object>> oldCells,
            List<Row> now,
            List<List<@Nullable Object>> nowCells) {
        Map<Object, Integer> places = HashMap.newHashMap(old.size());
        for (int i = 0; i < old.size(); i++) {
            places.put(RowKey.of(oldCells.get(i), key), i);
        }
        List<Change> changes = new ArrayList<>();
        Set<Integer> met = new HashSet<>();
        for (int i = 0; i < now.size(); i++) {
            Integer place = places.get(RowKey.of(nowCells.get(i), key));
            if (place == null) {
                changes.add(new Change.Added(now.get(i)));
                continue;
            }
            met.add(place);
            List<Integer> different = different(oldCells.get(place), nowCells.get(i));
            if (!different.isEmpty()) {
                changes.add(new Change.Changed(old.get(place), now.get(i), different));
            }
        }
        for (int i = 0; i < old.size(); i++) {
            if (!met.contains(i)) {
                changes.add(new Change.Gone(old.get(i)));
            }
        }
        return changes;
    }

    private static List<Integer> different(List<@Nullable Object> before, List<@Nullable Object> after) {
        List<Integer> different = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            Object old = before.get(i);
            if (old == null ? after.get(i) != null : !old.equals(after.get(i))) {
                different.add(i);
            }
        }
        return different;
    }

    /** Equal rows are counted: of three that were there and two that are, one is gone. */
    private static List<Change> asWholes(
            List<Row> old,
            List<List<@Nullable Object>> oldCells,
            List<Row> now,
            List<List<@Nullable Object>> nowCells) {
        Map<List<@Nullable Object>, Integer> counts = HashMap.newHashMap(old.size());
        oldCells.forEach(cells -> counts.merge(cells, 1, Integer::sum));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!take(counts, nowCells.get(i))) {
                changes.add(new Change.Added(now.get(i)));
            }
        }
        // what is left over is gone; of equal rows the last ones
        List<Change> gone = new ArrayList<>();
        for (int i = old.size() - 1; i >= 0; i--) {
            if (take(counts, oldCells.get(i))) {
                gone.add(new Change.Gone(old.get(i)));
            }
        }
        changes.addAll(gone.reversed());
        return changes;
    }

    private static boolean take(Map<List<@Nullable Object>, Integer> counts, List<@Nullable Object> cells) {
        Integer left = counts.get(cells);
        if (left == null || left == 0) {
            return false;
        }
        counts.put(cells, left - 1);
        return true;
    }

    public int rowsAdded() {
        return (int) changes.stream().filter(Change.Added.class::isInstance).count();
    }

    public int rowsGone() {
        return (int) changes.stream().filter(Change.Gone.class::isInstance).count();
    }

    public int cellsChanged() {
        return changes.stream()
                .mapToInt(change -> change instanceof Change.Changed changed
                        ? changed.cells().size()
                        : 0)
                .sum();
    }

    /** Whether both have the same columns, whatever their order, with the same names. */
    public boolean hasSameColumns() {
        return columnsAdded.isEmpty() && columnsGone.isEmpty() && columnsRenamed.isEmpty();
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return changes.isEmpty() && hasSameColumns();
    }
}
