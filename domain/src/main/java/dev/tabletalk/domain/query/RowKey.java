package dev.tabletalk.domain.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns by which the rows of two results can be told apart: never null and never twice the same on either side, and
 * with some value on both. What looks like an id comes first, then what names or dates things, then a whole number in front;
 * measures, which change, never identify a row.
 */
final class RowKey {
    private static final Pattern ID = Pattern.compile(
            "(?i)id|uuid|guid|key|sku|isbn|ean|code|.*[_ -](id|uuid|guid|key|code|no|nr|number)|.*[a-z](?-i:Id|ID|Uuid|Key|Code|Nr|No)");
    /** Whole numbers that count time, not things. */
    private static final Pattern TIME =
            Pattern.compile("(?i)(.*[_ -])?(year|yr|quarter|month|week|weekday|day|hour|minute|decade)(s)?");

    private static final int MOST_NAMING = 6;
    private static final int[] NONE = {};

    private final List<ResultColumn> columns;
    private final List<List<@Nullable Object>> before;
    private final List<List<@Nullable Object>> after;

    private RowKey(
            List<ResultColumn> columns, List<List<@Nullable Object>> before, List<List<@Nullable Object>> after) {
        this.columns = columns;
        this.before = before;
        this.after = after;
    }

    /** @return positions of columns; none when no few columns tell all rows apart */
    static int[] find(
            List<ResultColumn> columns, List<List<@Nullable Object>> before, List<List<@Nullable Object>> after) {
        return new RowKey(columns, before, after).find();
    }

    /** The value of a key; equal for equal rows. */
    static Object of(List<@Nullable Object> cells, int[] key) {
        List<@Nullable Object> values = new ArrayList<>(key.length);
        for (int column : key) {
            values.add(cells.get(column));
        }
        return values;
    }

    private int[] find() {
        for (int[] candidate : candidates()) {
            if (isKey(candidate)) {
                return candidate;
            }
        }
        return NONE;
    }

    private List<int[]> candidates() {
        List<Integer> ids = new ArrayList<>();
        List<Integer> naming = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (ID.matcher(columns.get(i).name()).matches()) {
                ids.add(i);
            } else if (names(i)) {
                naming.add(i);
            }
        }
        List<int[]> candidates = new ArrayList<>();
        ids.forEach(id -> candidates.add(new int[] {id}));
        naming.forEach(name -> candidates.add(new int[] {name}));
        List<Integer> both = new ArrayList<>(ids);
        both.addAll(naming);
        List<Integer> few = both.stream().limit(MOST_NAMING).sorted().toList();
        addPairs(few, candidates);
        addTriples(few, candidates);
        if (few.size() > 3) {
            candidates.add(few.stream().mapToInt(Integer::intValue).toArray());
        }
        if (columns.size() > 1 && isWhole(0) && !both.contains(0)) {
            candidates.add(new int[] {0});
        }
        return candidates;
    }

    private boolean names(int column) {
        ResultColumn described = columns.get(column);
        return switch (described.kind()) {
            case TEXT, BOOLEAN, DATE, TIME, TIMESTAMP -> true;
            case NUMBER -> TIME.matcher(described.name()).matches() && isWhole(column);
            case BINARY -> false; // its cell tells only the size
        };
    }

    private boolean isWhole(int column) {
        return isWhole(before, column) && isWhole(after, column);
    }

    private static boolean isWhole(List<List<@Nullable Object>> rows, int column) {
        return rows.stream()
                .noneMatch(cells -> cells.get(column) instanceof BigDecimal || cells.get(column) instanceof Double);
    }

    private static void addPairs(List<Integer> few, List<int[]> candidates) {
        for (int i = 0; i < few.size(); i++) {
            for (int j = i + 1; j < few.size(); j++) {
                candidates.add(new int[] {few.get(i), few.get(j)});
            }
        }
    }

    private static void addTriples(List<Integer> few, List<int[]> candidates) {
        for (int i = 0; i < few.size(); i++) {
            for (int j = i + 1; j < few.size(); j++) {
                for (int k = j + 1; k < few.size(); k++) {
                    candidates.add(new int[] {few.get(i), few.get(j), few.get(k)});
                }
            }
        }
    }

    private boolean isKey(int[] candidate) {
        Set<Object> old = distinct(before, candidate);
        if (old == null) {
            return false;
        }
        Set<Object> now = distinct(after, candidate);
        return now != null && (old.isEmpty() || now.isEmpty() || now.stream().anyMatch(old::contains));
    }

    /** @return null when a value is missing or there twice */
    private static @Nullable Set<Object> distinct(List<List<@Nullable Object>> rows, int[] candidate) {
        Set<Object> values = HashSet.newHashSet(rows.size());
        for (List<@Nullable Object> cells : rows) {
            for (int column : candidate) {
                if (cells.get(column) == null) {
                    return null;
                }
            }
            if (!values.add(of(cells, candidate))) {
                return null;
            }
        }
        return values;
    }
}
