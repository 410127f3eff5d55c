package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnRendering;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.tabletalk.adapter.web.ui.result.ResultRows.Line;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.query.Arrangement.SortKey;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The grid itself: columns, cells and the keys pressed in them. Cells are texts, not components. */
final class ResultGrid extends Composite<Grid<Line>> {
    /** Rows shown at once at most. */
    static final int MOST_OPEN_ROWS = 10;

    private static final String COLUMN = "ttColumn";
    private static final int PAGE = 50;
    private static final int MOST_EAGER_COLUMNS = 12;
    private static final int CHARACTER_PIXELS = 8;
    private static final int PADDING_PIXELS = 52;
    private static final int NARROWEST = 96;
    private static final int NARROWEST_FILTER = 148;
    private static final int WIDEST = 360;
    private static final int COMFORTABLE = 40;

    private final ResultRows rows;
    private final TableLayout layout;
    private final List<Grid.Column<Line>> columns = new ArrayList<>();
    private final Grid<Line> grid = getContent();
    private final List<Integer> widths = new ArrayList<>();
    private @Nullable HeaderRow filterRow;
    private int naturalWidth;
    private boolean headerChanges;

    ResultGrid(ResultRows rows, TableLayout layout) {
        this.rows = rows;
        this.layout = layout;
        Clipboard.prepare(grid);
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("tt-grid");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAriaLabel("Rows");
        grid.setPageSize(PAGE);
        grid.setColumnReorderingAllowed(true);
        grid.setMultiSort(true, Grid.MultiSortPriority.APPEND, true);
        boolean texts = rows.columns().stream().anyMatch(column -> !isNumber(column));
        for (int i = 0; i < rows.columns().size(); i++) {
            columns.add(column(i, texts));
        }
        grid.setDataProvider(new CallbackDataProvider<>(
                query -> rows.lines(query.getOffset(), query.getLimit()).stream(), query -> rows.size(), Line::place));
        grid.setAllRowsVisible(rows.total() <= MOST_OPEN_ROWS);
        if (columns.size() > MOST_EAGER_COLUMNS) {
            // The browser then makes the cells of the columns alone that are in view.
            grid.setColumnRendering(ColumnRendering.LAZY);
        }
        grid.addColumnReorderListener(event -> {
            layout.columns.clear();
            event.getColumns().forEach(column -> layout.columns.add(columns.indexOf(column)));
            layout.changed();
        });
        grid.addColumnResizeListener(event -> {
            for (int i = 0; i < columns.size(); i++) {
                layout.widths.put(i, columns.get(i).getWidth());
            }
            layout.changed();
        });
        restore();
    }

    private void restore() {
        if (!layout.columns.isEmpty()) {
            grid.setColumnOrder(layout.columns.stream().map(columns::get).toList());
        }
        layout.hidden.forEach(column -> columns.get(column).setVisible(false));
        layout.widths.forEach((column, width) -> {
            if (width != null) {
                columns.get(column).setWidth(width).setFlexGrow(0);
            }
        });
        List<GridSortOrder<Line>> sort = layout.arrangement.sort().stream()
                .map(key -> new GridSortOrder<>(
                        columns.get(key.column()),
                        key.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING))
                .toList();
        if (!sort.isEmpty()) {
            grid.sort(sort);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        grid.getElement().executeJs("window.tabletalk?.connectGrid?.(this)");
    }

    private Grid.Column<Line> column(int index, boolean texts) {
        ResultColumn column = rows.columns().get(index);
        boolean number = isNumber(column);
        CellText text = CellText.of(column, rows.sample(index));
        int width = width(index, text);
        naturalWidth += width;
        widths.add(width);
        Grid.Column<Line> made = (column.kind() == ResultColumn.Kind.TEXT
                        ? grid.addColumn(expandable(index, text))
                        : grid.addColumn(line -> text.write(line.cell(index))))
                .setHeader(VisibleText.of(column.name()))
                .setResizable(true)
                .setWidth(width + "px")
                .setFlexGrow(number && texts ? 0 : 1)
                .setTextAlign(number ? ColumnTextAlign.END : ColumnTextAlign.START)
                .setPartNameGenerator(line -> part(line.cell(index)))
                .setSortOrderProvider(direction -> Stream.of(new QuerySortOrder(String.valueOf(index), direction)))
                .setSortable(true);
        if (isMoment(column)) {
            made.setTooltipGenerator(line -> raw(line.cell(index), text));
        }
        made.getElement().setProperty(COLUMN, index);
        return made;
    }

    /** A text with a button when there is more to see; what the button does is heard of as a key is. */
    private static LitRenderer<Line> expandable(int index, CellText text) {
        return LitRenderer.<Line>of("""
                        <span class="tt-cell">${item.text}</span>${item.more ? html`<button type="button" \
                        class="tt-more" tabindex="-1" aria-label="Show the whole value" title="Show the whole value">\
                        </button>` : ''}""")
                .withProperty("text", line -> text.write(line.cell(index)))
                .withProperty("more", line -> CellText.isLong(line.cell(index), COMFORTABLE) ? true : null);
    }

    private static @Nullable String raw(@Nullable Object cell, CellText text) {
        return cell == null || text.write(cell).equals(cell) ? null : VisibleText.of(CellText.exact(cell));
    }

    private static @Nullable String part(@Nullable Object cell) {
        return cell == null || cell.equals("") ? "null-cell" : null;
    }

    private static boolean isNumber(ResultColumn column) {
        return column.kind() == ResultColumn.Kind.NUMBER;
    }

    private static boolean isMoment(ResultColumn column) {
        return switch (column.kind()) {
            case DATE, TIME, TIMESTAMP -> true;
            case TEXT, NUMBER, BOOLEAN, BINARY -> false;
        };
    }

    private int width(int index, CellText text) {
        int longest = Stream.concat(
                        Stream.of(rows.columns().get(index).name()),
                        rows.sample(index).stream().map(text::write))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return Math.clamp(longest * CHARACTER_PIXELS + PADDING_PIXELS, NARROWEST, WIDEST);
    }

    /** Its own width, unless a person gave it another. */
    private void fit(int column, int narrowest) {
        if (layout.widths.get(column) == null) {
            columns.get(column).setWidth(Math.max(narrowest, widths.get(column)) + "px");
        }
    }

    /** Pixels that all columns would like to have. */
    int naturalWidth() {
        return naturalWidth;
    }

    /** Places of the columns from left to right, hidden ones among them. */
    List<Integer> order() {
        return grid.getColumns().stream().map(columns::indexOf).toList();
    }

    /** The same without those that are hidden. */
    List<Integer> visible() {
        return order().stream()
                .filter(column -> columns.get(column).isVisible())
                .toList();
    }

    void setOrder(List<Integer> order) {
        grid.setColumnOrder(order.stream().map(columns::get).toList());
        layout.columns.clear();
        if (!order.equals(IntStream.range(0, columns.size()).boxed().toList())) {
            layout.columns.addAll(order);
        }
        layout.changed();
    }

    void setVisible(int column, boolean visible) {
        columns.get(column).setVisible(visible);
        if (visible) {
            layout.hidden.remove(column);
        } else {
            layout.hidden.add(column);
        }
        share();
        layout.changed();
    }

    /** Texts take the room that is left, numbers where there are none; what a person made as wide as it is stays so. */
    private void share() {
        List<Integer> shown = visible();
        boolean texts =
                shown.stream().anyMatch(column -> !isNumber(rows.columns().get(column)));
        for (int column : shown) {
            if (layout.widths.get(column) == null) {
                columns.get(column).setFlexGrow(isNumber(rows.columns().get(column)) && texts ? 0 : 1);
            }
        }
    }

    void onSort(Consumer<List<SortKey>> listener) {
        grid.addSortListener(event -> {
            if (!headerChanges) {
                listener.accept(event.getSortOrder().stream()
                        .map(order -> new SortKey(
                                columns.indexOf(order.getSorted()), order.getDirection() == SortDirection.DESCENDING))
                        .toList());
            }
        });
    }

    /** Called when a person wants to see the whole value of a cell: by Enter, its button or a double click. */
    void onOpen(BiConsumer<Line, Integer> listener) {
        on("tt-open", listener);
    }

    /** Called when a person presses the keys for copying in a cell. */
    void onCopy(BiConsumer<Line, Integer> listener) {
        on("tt-copy-cell", listener);
    }

    private void on(String event, BiConsumer<Line, Integer> listener) {
        grid.getElement()
                .addEventListener(
                        event,
                        heard -> line(heard.getEventData().get("event.detail"))
                                .ifPresent(cell -> listener.accept(cell.line(), cell.column())))
                .addEventData("event.detail");
    }

    private record Cell(Line line, int column) {}

    /** @param cell made by result.js */
    private Optional<Cell> line(JsonNode cell) {
        int column = cell.path("column").asInt(-1);
        Line line =
                grid.getDataCommunicator().getKeyMapper().get(cell.path("key").asString(""));
        return line == null || column < 0 || column >= columns.size()
                ? Optional.empty()
                : Optional.of(new Cell(line, column));
    }

    /** Does something with the cell that had the focus last, or the menu was opened for; says when there is none. */
    void withCell(BiConsumer<Line, Integer> action, Runnable none) {
        grid.getElement().executeJs("return this.ttCell ?? {}").then(JsonNode.class, found -> {
            Optional<Cell> cell = line(found);
            cell.ifPresentOrElse(there -> action.accept(there.line(), there.column()), none);
        });
    }

    /** Shows the rows as they are ordered now, from the top. */
    void refresh() {
        grid.getDataProvider().refreshAll();
        grid.scrollToStart();
    }

    void setEmptyState(Component empty) {
        grid.setEmptyStateComponent(empty);
    }

    /** Shows a row of fields below the names of the columns. */
    void showFilters(IntFunction<Component> field) {
        changeHeader(() -> {
            HeaderRow row = grid.appendHeaderRow();
            for (int i = 0; i < columns.size(); i++) {
                row.getCell(columns.get(i)).setComponent(field.apply(i));
                fit(i, NARROWEST_FILTER);
            }
            filterRow = row;
        });
    }

    void hideFilters() {
        HeaderRow row = filterRow;
        if (row != null) {
            filterRow = null;
            changeHeader(() -> {
                grid.removeHeaderRow(row);
                for (int i = 0; i < columns.size(); i++) {
                    fit(i, NARROWEST);
                }
            });
        }
    }

    /** The browser makes the header anew, and then believes that nothing is sorted any more. */
    private void changeHeader(Runnable change) {
        List<GridSortOrder<Line>> sort = List.copyOf(grid.getSortOrder());
        if (sort.isEmpty()) {
            change.run();
            return;
        }
        headerChanges = true;
        change.run();
        grid.getElement()
                .executeJs("return new Promise(done => setTimeout(done, 200))")
                .then(made -> {
                    grid.sort(sort);
                    headerChanges = false;
                });
    }

    /** Takes the place of the grid where a menu is to be opened. */
    Grid<Line> component() {
        return grid;
    }
}
