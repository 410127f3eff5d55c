package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.DataProvider;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a stored result. Until it comes into view it only keeps their place; then it reads the rows that are seen. */
public final class ResultView extends Composite<Div> {
    private static final String SEEN_EVENT = "tt-visible";

    private static final int MOST_OPEN_ROWS = 10;
    private static final int SAMPLE = 50;
    private static final int CHARACTER_PIXELS = 8;
    private static final int PADDING_PIXELS = 34;
    private static final int NARROWEST = 90;
    private static final int WIDEST = 360;
    private static final int READING_PIXELS = 740;

    private final ReadResultsUseCase results;
    private final ResultSummary summary;
    private final Div body = Parts.box("tt-result-body");
    private final Div actions = Parts.box("tt-result-actions");
    private final Div facts = Parts.box("tt-result-facts");
    private boolean loaded;

    public ResultView(ReadResultsUseCase results, ResultSummary summary) {
        this.results = results;
        this.summary = summary;
        getContent().addClassName("tt-result");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Result");
        if (summary.rowCount() == 0) {
            getContent().add(Parts.box("tt-result-empty", Parts.text("tt-muted", "No rows")));
            return;
        }
        body.addClassName("tt-result-wait");
        body.getElement().getStyle().set("--tt-rows", String.valueOf(Math.min(summary.rowCount(), MOST_OPEN_ROWS)));
        body.getElement().addEventListener(SEEN_EVENT, event -> load());
        describe();
        getContent().add(body, facts);
    }

    /** For rows that were just read and are stored nowhere; they are shown at once. */
    public static ResultView of(QueryResult result) {
        ResultPage all = new ResultPage(
                result.id(),
                result.sql(),
                result.columns(),
                0,
                result.rows(),
                result.rowCount(),
                result.truncated(),
                result.elapsed(),
                result.executedAt());
        ResultView view = new ResultView(
                (id, offset, limit) -> all, new ResultSummary(result.id(), result.rowCount(), result.truncated()));
        view.load();
        return view;
    }

    private void describe() {
        if (summary.truncated()) {
            Badge badge = new Badge("First " + Figures.number(summary.rowCount()) + " of more");
            badge.addClassName("tt-truncated");
            facts.add(badge);
        } else {
            facts.add(Parts.text("tt-muted", Figures.rows(summary.rowCount())));
        }
        facts.add(actions);
    }

    /** Puts something to do with the rows beside their number. */
    public void addAction(Component action) {
        actions.add(action);
    }

    /** Shows the rows, the first time it is called. */
    public void load() {
        if (loaded || summary.rowCount() == 0) {
            return;
        }
        loaded = true;
        body.removeClassName("tt-result-wait");
        try {
            show(results.page(summary.id(), 0, SAMPLE));
        } catch (FailureException gone) {
            body.add(Parts.text("tt-muted", gone.failure().message()));
        }
    }

    private void show(ResultPage page) {
        if (page.rowCount() == 1 && page.columns().size() == 1 && !page.truncated()) {
            facts.setVisible(false);
            getContent().addClassName("tt-result-card");
            body.add(card(page.columns().getFirst(), page.rows().getFirst()));
        } else {
            body.add(grid(page));
        }
    }

    private static Div card(ResultColumn column, Row row) {
        Object value = row.cells().getFirst();
        Div figure = Parts.box(value == null ? "tt-null" : "tt-figure");
        figure.setText(CellText.of(column.name(), row.cells()).write(value));
        Div label = Parts.box("tt-figure-label");
        label.setText(VisibleText.of(column.name()));
        return Parts.box("tt-figure-card", figure, label);
    }

    /** Rows that are equal are still two rows. */
    private record Line(int index, Row row) {}

    private Grid<Line> grid(ResultPage page) {
        Grid<Line> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("tt-grid");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAriaLabel("Rows");
        grid.setPageSize(SAMPLE);
        int width = 0;
        boolean texts = page.columns().stream().anyMatch(column -> !isNumber(column));
        for (int i = 0; i < page.columns().size(); i++) {
            addColumn(grid, page, i, texts);
            width += width(page, i);
        }
        body.setClassName("tt-wide", width > READING_PIXELS);
        grid.setItems(DataProvider.fromCallbacks(
                query -> lines(page, query.getOffset(), query.getLimit()), query -> page.rowCount()));
        grid.setAllRowsVisible(page.rowCount() <= MOST_OPEN_ROWS);
        return grid;
    }

    private Stream<Line> lines(ResultPage first, int offset, int limit) {
        List<Row> rows = offset + limit <= first.rows().size()
                ? first.rows().subList(offset, offset + limit)
                : results.page(first.id(), offset, limit).rows();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(new Line(offset + i, rows.get(i)));
        }
        return lines.stream();
    }

    private static void addColumn(Grid<Line> grid, ResultPage page, int index, boolean texts) {
        ResultColumn column = page.columns().get(index);
        boolean number = isNumber(column);
        CellText text = text(page, index);
        grid.addColumn(line -> text.write(cell(line, index)))
                .setHeader(VisibleText.of(column.name()))
                .setResizable(true)
                .setWidth(width(page, index) + "px")
                .setFlexGrow(number && texts ? 0 : 1)
                .setTextAlign(number ? ColumnTextAlign.END : ColumnTextAlign.START)
                .setPartNameGenerator(line -> part(cell(line, index), number));
    }

    private static String part(@Nullable Object cell, boolean number) {
        return cell == null ? "null-cell" : number ? "number-cell" : "text-cell";
    }

    private static @Nullable Object cell(Line line, int index) {
        return line.row().cells().get(index);
    }

    private static boolean isNumber(ResultColumn column) {
        return column.kind() == ResultColumn.Kind.NUMBER;
    }

    private static CellText text(ResultPage page, int index) {
        List<@Nullable Object> sample = new ArrayList<>();
        page.rows().forEach(row -> sample.add(row.cells().get(index)));
        return CellText.of(page.columns().get(index).name(), sample);
    }

    private static int width(ResultPage page, int index) {
        CellText text = text(page, index);
        int longest = Stream.concat(
                        Stream.of(page.columns().get(index).name()),
                        page.rows().stream().map(row -> text.write(row.cells().get(index))))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return Math.clamp(longest * CHARACTER_PIXELS + PADDING_PIXELS, NARROWEST, WIDEST);
    }
}
