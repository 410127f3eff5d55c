package dev.tabletalk.domain.query;

import dev.tabletalk.domain.failure.FailureException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a person wants to see the rows of a result.
 *
 * @param sort the first counts most; with none the rows stay in the order of the database
 * @param search words that a row has to contain, each in any of its cells, whatever their capitals and accents
 * @param filters what the cells of a column have to be, by the place of the column
 */
public record Arrangement(List<SortKey> sort, String search, Map<Integer, CellFilter> filters) {
    /** As the database gave them. */
    public static final Arrangement NONE = new Arrangement(List.of(), "", Map.of());

    /** Characters that can be searched for at most. */
    public static final int LONGEST_SEARCH = 1_000;

    private static final int LONGEST_PLAIN = 1_000;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

    /** @param column its place, from 0 on */
    public record SortKey(int column, boolean descending) {}

    /** @throws FailureException INVALID when the search is too long */
    public Arrangement {
        sort = List.copyOf(sort);
        filters = Map.copyOf(filters);
        search = search.strip();
        if (search.length() > LONGEST_SEARCH) {
            throw FailureException.invalid("search", "A search has at most 1,000 characters.");
        }
    }

    public boolean isFiltered() {
        return !search.isEmpty() || !filters.isEmpty();
    }

    /**
     * Puts rows in order. Rows that are equal in what is sorted by keep the order they have, and NULL comes last in both
     * directions.
     *
     * @throws FailureException INVALID when there is no such column
     */
    public RowOrder order(List<ResultColumn> columns, List<Row> rows) {
        sort.forEach(key -> check(key.column(), columns));
        filters.keySet().forEach(column -> check(column, columns));
        List<String> words = Arrays.stream(SPACE.split(search))
                .filter(word -> !word.isEmpty())
                .map(Arrangement::word)
                .toList();
        List<Integer> places = new ArrayList<>(IntStream.range(0, rows.size())
                .filter(place -> passes(rows.get(place)) && contains(columns, rows.get(place), words))
                .boxed()
                .toList());
        if (!sort.isEmpty()) {
            places.sort(comparator(columns, rows));
        }
        return RowOrder.of(places.stream().mapToInt(place -> place).toArray());
    }

    private static void check(int column, List<ResultColumn> columns) {
        if (column < 0 || column >= columns.size()) {
            throw FailureException.invalid("column", "The result has no column " + (column + 1) + ".");
        }
    }

    private boolean passes(Row row) {
        return filters.entrySet().stream()
                .allMatch(filter -> filter.getValue().accepts(row.cells().get(filter.getKey())));
    }

    /** Numbers are shown in groups of digits, and searched for as they are shown. */
    private static String word(String written) {
        return GROUPED.matcher(written).matches() ? written.replace(",", "") : Folded.of(written);
    }

    private static boolean contains(List<ResultColumn> columns, Row row, List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object cell = row.cells().get(i);
            if (cell != null) {
                texts.add(Folded.of(searched(columns.get(i).kind(), cell)));
            }
        }
        return words.stream().allMatch(word -> texts.stream().anyMatch(text -> text.contains(word)));
    }

    private static String searched(ResultColumn.Kind kind, Object cell) {
        return switch (kind) {
            case DATE, TIME, TIMESTAMP ->
                Moment.parse(cell.toString())
                        .map(moment -> cell + " " + moment.words(true, true))
                        .orElseGet(cell::toString);
            case TEXT, NUMBER, BOOLEAN, BINARY -> text(cell);
        };
    }

    private static String text(Object cell) {
        return cell instanceof BigDecimal number && Math.abs((long) number.scale()) <= LONGEST_PLAIN
                ? number.toPlainString()
                : cell.toString();
    }

    private Comparator<Integer> comparator(List<ResultColumn> columns, List<Row> rows) {
        Comparator<Integer> all = null;
        for (SortKey key : sort) {
            Comparator<Integer> one = comparator(key, columns.get(key.column()).kind(), rows);
            all = all == null ? one : all.thenComparing(one);
        }
        return all == null ? Comparator.naturalOrder() : all;
    }

    private static Comparator<Integer> comparator(SortKey key, ResultColumn.Kind kind, List<Row> rows) {
        CellKey[] keys = rows.stream()
                .map(row -> CellKey.of(kind, cell(row, key.column())))
                .toArray(CellKey[]::new);
        return (one, other) -> {
            CellKey a = keys[one];
            CellKey b = keys[other];
            if (a.isUnknown() || b.isUnknown()) {
                return Boolean.compare(a.isUnknown(), b.isUnknown());
            }
            return key.descending() ? CellKey.compare(b, a) : CellKey.compare(a, b);
        };
    }

    private static @Nullable Object cell(Row row, int column) {
        return row.cells().get(column);
    }
}
