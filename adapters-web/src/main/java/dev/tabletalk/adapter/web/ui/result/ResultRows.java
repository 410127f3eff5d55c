package dev.tabletalk.adapter.web.ui.result;

import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a result as one view of it has them: keeps their order, never more of them than the first few. */
final class ResultRows {
    private final ReadResultsUseCase results;
    private final ResultPage first;
    private @Nullable RowOrder order;

    /** @param first the first rows, which tell of what kind the others are */
    ResultRows(ReadResultsUseCase results, ResultPage first, @Nullable RowOrder order) {
        this.results = results;
        this.first = first;
        this.order = order;
    }

    /** A row and its place in the snapshot: rows that are equal are still two rows. */
    record Line(int place, Row row) {
        @Nullable
        Object cell(int column) {
            return row.cells().get(column);
        }
    }

    List<ResultColumn> columns() {
        return first.columns();
    }

    /** Some cells of a column. */
    List<@Nullable Object> sample(int column) {
        List<@Nullable Object> cells = new ArrayList<>();
        first.rows().forEach(row -> cells.add(row.cells().get(column)));
        return cells;
    }

    /** All rows of the snapshot. */
    int total() {
        return first.rowCount();
    }

    boolean truncated() {
        return first.truncated();
    }

    /** The rows that are shown. */
    int size() {
        return order == null ? total() : order.size();
    }

    /** Null for the order of the database. */
    @Nullable
    RowOrder order() {
        return order;
    }

    void setOrder(@Nullable RowOrder order) {
        this.order = order;
    }

    /** Reads all rows; not to be called with a lock held. */
    RowOrder arrange(Arrangement arrangement) {
        return results.order(first.id(), arrangement);
    }

    /** Some of the rows that are shown. */
    List<Line> lines(int offset, int limit) {
        return order == null ? unordered(offset, limit) : ordered(order.places(offset, limit));
    }

    private List<Line> unordered(int offset, int limit) {
        List<Row> rows = offset + limit <= first.rows().size()
                ? first.rows().subList(offset, offset + limit)
                : results.page(first.id(), offset, limit).rows();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(new Line(offset + i, rows.get(i)));
        }
        return lines;
    }

    private List<Line> ordered(List<Integer> places) {
        List<Row> rows = results.rows(first.id(), places);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(new Line(places.get(i), rows.get(i)));
        }
        return lines;
    }

    /**
     * All rows that are shown, for a spreadsheet. Reads all rows; not to be called with a lock held.
     *
     * @param columns places of the columns, in order
     */
    String copyAll(@Nullable RowOrder shown, List<Integer> columns) {
        List<Row> all =
                results.page(first.id(), 0, ReadResultsUseCase.MAX_LIMIT).rows();
        Tsv tsv = header(columns);
        List<Row> rows = shown == null
                ? all
                : shown.places(0, shown.size()).stream().map(all::get).toList();
        rows.forEach(row -> tsv.row(cells(row, columns)));
        return tsv.toString();
    }

    private Tsv header(List<Integer> columns) {
        return new Tsv().row(columns.stream().map(i -> columns().get(i).name()).toList());
    }

    /** One row, without the names of the columns. */
    static String copyRow(Line line, List<Integer> columns) {
        return new Tsv().row(cells(line.row(), columns)).toString();
    }

    private static List<@Nullable Object> cells(Row row, List<Integer> columns) {
        List<@Nullable Object> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(row.cells().get(column)));
        return cells;
    }
}
