package dev.tabletalk.domain.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of two results that are the same: by name, the first of a name with the first of that name, and where names are left
 * over by place and kind.
 */
final class CommonColumns {
    private final List<Pair> pairs = new ArrayList<>();
    private final List<ResultColumn> before;
    private final List<ResultColumn> after;
    private final List<ResultDiff.Renamed> renamed = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    private record Pair(int before, int after) {}

    private CommonColumns(List<ResultColumn> before, List<ResultColumn> after) {
        this.before = before;
        this.after = after;
    }

    static CommonColumns of(List<ResultColumn> before, List<ResultColumn> after) {
        CommonColumns common = new CommonColumns(before, after);
        common.match();
        return common;
    }

    private void match() {
        Set<Integer> left = new LinkedHashSet<>();
        for (int i = 0; i < before.size(); i++) {
            left.add(i);
        }
        int[] partners = new int[after.size()];
        for (int i = 0; i < after.size(); i++) {
            partners[i] = byName(left, after.get(i).name());
            left.remove(partners[i]);
        }
        for (int i = 0; i < after.size(); i++) {
            ResultColumn now = after.get(i);
            if (partners[i] < 0 && left.contains(i) && before.get(i).kind() == now.kind()) {
                renamed.add(new ResultDiff.Renamed(before.get(i).name(), now.name()));
                partners[i] = i;
                left.remove(i);
            }
            if (partners[i] < 0) {
                added.add(now.name());
            } else {
                pairs.add(new Pair(partners[i], i));
            }
        }
        left.forEach(index -> gone.add(before.get(index).name()));
    }

    private int byName(Set<Integer> left, String name) {
        return left.stream()
                .filter(index -> before.get(index).name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(-1);
    }

    List<ResultColumn> columns() {
        return pairs.stream().map(pair -> after.get(pair.after())).toList();
    }

    List<ResultDiff.Renamed> renamed() {
        return renamed;
    }

    List<String> added() {
        return added;
    }

    List<String> gone() {
        return gone;
    }

    List<Row> beforeRows(List<Row> rows) {
        return project(rows, pairs.stream().mapToInt(Pair::before).toArray(), before.size());
    }

    List<Row> afterRows(List<Row> rows) {
        return project(rows, pairs.stream().mapToInt(Pair::after).toArray(), after.size());
    }

    private static List<Row> project(List<Row> rows, int[] columns, int all) {
        if (isWhole(columns, all)) {
            return rows;
        }
        List<Row> projected = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<@Nullable Object> cells = new ArrayList<>(columns.length);
            for (int column : columns) {
                cells.add(row.cells().get(column));
            }
            projected.add(new Row(cells));
        }
        return projected;
    }

    private static boolean isWhole(int[] columns, int all) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != i) {
                return false;
            }
        }
        return columns.length == all;
    }
}
