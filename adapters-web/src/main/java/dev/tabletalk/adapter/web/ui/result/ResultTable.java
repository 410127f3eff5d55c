package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.ContextMenuPosition;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tabletalk.adapter.web.ui.result.ResultRows.Line;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.Arrangement.SortKey;
import dev.tabletalk.domain.query.CellFilter;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A grid of rows below a bar with what can be done with them. */
final class ResultTable extends Composite<Div> {
    private static final int TYPING_PAUSE_MS = 350;

    private final ResultRows rows;
    private final TableLayout layout;
    private final ResultGrid grid;
    private final Runnable reset;
    private final Div facts = Parts.box("tt-result-facts");
    private final Div tools = Parts.box("tt-result-tools");
    private final Div problem = Parts.box("tt-result-problem");
    private final TextField search = new TextField();
    private final List<TextField> fields = new ArrayList<>();
    private @Nullable Button filter;
    private @Nullable Button columns;
    private int asked;

    /**
     * @param actions what others want to have done with the rows
     * @param reset shows the table as if nobody had arranged it
     */
    ResultTable(ResultRows rows, TableLayout layout, Component actions, Runnable reset) {
        this.rows = rows;
        this.layout = layout;
        this.reset = reset;
        this.grid = new ResultGrid(rows, layout);
        facts.getElement().setAttribute("aria-live", "polite");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        if (rows.total() > 0) {
            addTools();
        }
        tools.add(actions);
        getContent().addClassName("tt-result-table");
        getContent().add(Parts.box("tt-result-bar", facts, tools), problem, grid);
        if (rows.total() == 0) {
            grid.setEmptyState(Parts.text("tt-result-none", "No rows"));
        }
        grid.onSort(this::sort);
        grid.onOpen(this::open);
        grid.onCopy(this::copyCell);
        showFilters(layout.filtersShown);
        describe();
    }

    ResultGrid grid() {
        return grid;
    }

    /** Puts the focus where a person was who had it arranged anew. */
    void focus() {
        if (columns != null) {
            columns.focus();
        }
    }

    /** Tells again which columns are shown. */
    void columnsChanged() {
        describe();
    }

    private void addTools() {
        search.addThemeVariants(TextFieldVariant.SMALL);
        search.addClassName("tt-result-search");
        search.setPlaceholder("Find in all columns");
        search.setAriaLabel("Find in all columns");
        search.setClearButtonVisible(true);
        search.setMaxLength(Arrangement.LONGEST_SEARCH);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(TYPING_PAUSE_MS);
        search.setValue(layout.search);
        search.addValueChangeListener(event -> {
            layout.search = event.getValue();
            filter();
        });
        filter = Parts.icon("Filter", "filter", this::toggleFilters);
        Button columns = Parts.icon("Columns", "columns", () -> {});
        this.columns = columns;
        Button copy = Parts.icon("Copy", "copy", () -> {});
        ContextMenu choices = new ContextMenu(copy);
        choices.setOpenOnClick(true);
        choices.setPosition(ContextMenuPosition.BOTTOM_END);
        copy.getElement().setAttribute("aria-haspopup", "menu");
        columns.getElement().setAttribute("aria-haspopup", "dialog");
        choices.addItem(item("Copy all rows"), event -> copyAll());
        choices.addItem(item("Copy row"), event -> grid.withCell(this::copyRow, ResultTable::noCell));
        choices.addItem(item("Copy cell"), event -> grid.withCell(this::copyCell, ResultTable::noCell));
        GridContextMenu<Line> menu = new GridContextMenu<>(grid.component());
        menu.setDynamicContentHandler(line -> line != null);
        menu.addItem(item("Copy cell"), event -> grid.withCell(this::copyCell, ResultTable::noCell));
        menu.addItem(item("Copy row"), event -> grid.withCell(this::copyRow, ResultTable::noCell));
        menu.addItem(item("Copy all rows"), event -> copyAll());
        menu.addSeparator();
        menu.addItem(item("Show the whole value"), event -> grid.withCell(this::open, ResultTable::noCell));
        ColumnsMenu columnsMenu = new ColumnsMenu(columns, grid, rows.columns(), reset);
        if (rows.total() > 1) {
            tools.add(search, filter);
        }
        if (rows.columns().size() > 1) {
            tools.add(columns, columnsMenu);
        }
        tools.add(copy);
    }

    private static Div item(String text) {
        return Parts.box("tt-menu-item", new Span(text));
    }

    private static void noCell() {
        Notices.show("Choose a cell first: click it, or go there with the arrow keys.");
    }

    private void toggleFilters() {
        showFilters(!layout.filtersShown);
        layout.changed();
        if (layout.filtersShown) {
            search.focus();
        }
    }

    private void showFilters(boolean shown) {
        layout.filtersShown = shown;
        search.setVisible(shown);
        if (filter != null) {
            filter.getElement().setAttribute("aria-pressed", String.valueOf(shown));
        }
        fields.clear();
        grid.hideFilters();
        if (shown) {
            grid.showFilters(this::field);
        } else {
            problem.setVisible(false);
        }
    }

    private Component field(int index) {
        ResultColumn column = rows.columns().get(index);
        TextField field = new TextField();
        field.addThemeVariants(TextFieldVariant.SMALL);
        field.addClassName("tt-column-filter");
        field.setPlaceholder(placeholder(column));
        field.setAriaLabel("Filter " + VisibleText.of(column.name()));
        field.setMaxLength(CellFilter.LONGEST);
        field.setManualValidation(true);
        field.setClearButtonVisible(true);
        field.setWidthFull();
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MS);
        field.setValue(layout.filterTexts.getOrDefault(index, ""));
        field.addValueChangeListener(event -> filter(index, field));
        fields.add(field);
        return field;
    }

    private static String placeholder(ResultColumn column) {
        return switch (column.kind()) {
            case TEXT -> "contains";
            case BINARY -> "not NULL";
            case NUMBER -> ">100";
            case BOOLEAN -> "true";
            case DATE, TIMESTAMP -> "2026-03";
            case TIME -> ">9:00";
        };
    }

    /** What cannot be read is said, and changes nothing. */
    private void filter(int column, TextField field) {
        String text = field.getValue();
        layout.filterTexts.put(column, text);
        try {
            CellFilter.parse(rows.columns().get(column).kind(), text)
                    .ifPresentOrElse(read -> layout.filters.put(column, read), () -> layout.filters.remove(column));
            field.setInvalid(false);
            filter();
        } catch (FailureException unclear) {
            field.setInvalid(true);
            say(unclear);
        }
        if (fields.stream().noneMatch(TextField::isInvalid)) {
            problem.setVisible(false);
        }
    }

    private void say(FailureException failed) {
        problem.setText(failed.failure().message());
        problem.setVisible(true);
    }

    private void filter() {
        try {
            arrange(new Arrangement(layout.arrangement.sort(), layout.search, layout.filters));
        } catch (FailureException invalid) {
            say(invalid);
        }
    }

    private void sort(List<SortKey> keys) {
        arrange(new Arrangement(keys, layout.arrangement.search(), layout.arrangement.filters()));
    }

    private void clearFilters() {
        layout.search = "";
        layout.filterTexts.clear();
        layout.filters.clear();
        search.setValue("");
        fields.forEach(field -> {
            field.setInvalid(false);
            field.setValue("");
        });
        problem.setVisible(false);
        filter();
    }

    /** The order is worked out aside; of several asked for in a hurry only the last is shown. */
    private void arrange(Arrangement next) {
        if (next.equals(layout.arrangement)) {
            return;
        }
        layout.arrangement = next;
        layout.changed();
        int mine = ++asked;
        if (next.equals(Arrangement.NONE)) {
            show(null);
            return;
        }
        Background.run(
                this,
                () -> rows.arrange(next),
                order -> {
                    if (mine == asked) {
                        show(order);
                    }
                },
                this::say);
    }

    private void show(@Nullable RowOrder order) {
        layout.order = order;
        rows.setOrder(order);
        if (rows.total() > 0 && rows.size() == 0) {
            grid.setEmptyState(Parts.box(
                    "tt-result-none", new Span("No rows match"), Parts.quiet("Clear filters", this::clearFilters)));
        }
        grid.refresh();
        describe();
    }

    private void describe() {
        facts.removeAll();
        boolean filtered = layout.arrangement.isFiltered();
        if (rows.total() > 0 && (filtered || !rows.truncated())) {
            facts.add(Parts.text(
                    "tt-muted",
                    filtered
                            ? Figures.number(rows.size()) + " of " + Figures.rows(rows.total())
                            : Figures.rows(rows.total())));
        }
        if (rows.truncated()) {
            Badge badge = new Badge("First " + Figures.number(rows.total()) + " of more");
            badge.addClassName("tt-truncated");
            facts.add(badge);
            if (!layout.arrangement.sort().isEmpty()) {
                facts.add(Parts.text("tt-muted", "sorted among these"));
            }
        }
        int hidden = layout.hidden.size();
        if (hidden > 0) {
            int all = rows.columns().size();
            facts.add(Parts.text("tt-muted", (all - hidden) + " of " + all + " columns"));
        }
        if (filtered) {
            facts.add(Parts.quiet("Clear filters", this::clearFilters));
        }
        getContent().setClassName("tt-filtered", filtered);
    }

    private void open(Line line, int column) {
        new ValueDialog(rows.columns().get(column), line.cell(column)).open();
    }

    private void copyCell(Line line, int column) {
        Clipboard.copy(this, CellText.exact(line.cell(column)), "Cell copied");
    }

    private void copyRow(Line line, int column) {
        Clipboard.copy(this, ResultRows.copyRow(line, grid.visible()), "Row copied");
    }

    private void copyAll() {
        List<Integer> columns = grid.visible();
        RowOrder shown = rows.order();
        int count = rows.size();
        Background.run(
                this,
                () -> rows.copyAll(shown, columns),
                text -> Clipboard.copy(this, text, Figures.rows(count) + " copied"));
    }
}
