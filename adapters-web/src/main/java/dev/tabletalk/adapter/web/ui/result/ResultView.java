package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a stored result, to be sorted, filtered, arranged and copied. Until it comes into view it only keeps their place;
 * then it reads the rows that are seen, and when it is far out of view again it forgets them, but not how they were arranged.
 * The browser keeps that too, for when the page is loaded again, and tells it as it tells that the place has come into view:
 * the server is asked no more often for it, and stores nothing.
 */
public final class ResultView extends Composite<Div> {
    private static final String SEEN_EVENT = "tt-visible";
    private static final String LEFT_EVENT = "tt-left";
    private static final int SAMPLE = 50;
    private static final int COMFORTABLE_FIGURE = 60;
    private static final int READING_PIXELS = 740;

    private final ReadResultsUseCase results;
    private final ResultSummary summary;
    private final Div body = Parts.box("tt-result-body");
    private @Nullable Div actions;
    private final boolean stored;
    private @Nullable TableLayout layout;
    private boolean loaded;

    public ResultView(ReadResultsUseCase results, ResultSummary summary) {
        this(results, summary, true);
    }

    private ResultView(ReadResultsUseCase results, ResultSummary summary, boolean stored) {
        this.results = results;
        this.summary = summary;
        this.stored = stored;
        getContent().addClassName("tt-result");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Result");
        body.addClassName("tt-result-wait");
        body.setClassName("tt-long", scrolls(summary));
        body.getElement().getStyle().set("--tt-rows", String.valueOf(shownRows(summary)));
        if (stored) {
            body.getElement().setAttribute("data-result", summary.id().toString());
        }
        body.getElement()
                .addEventListener(
                        SEEN_EVENT,
                        event -> load(event.getEventData().path("event.detail").asString("")))
                .addEventData("event.detail");
        body.getElement()
                .addEventListener(
                        LEFT_EVENT,
                        event -> forget(event.getEventData().get("event.detail").asDouble(0)))
                .addEventData("event.detail");
        getContent().add(body);
    }

    /** For rows that were just read and are stored nowhere; they are shown at once. */
    public static ResultView of(QueryResult result) {
        ResultView view = new ResultView(
                (id, offset, limit) -> page(result, offset, limit),
                new ResultSummary(result.id(), result.rowCount(), result.truncated()),
                false);
        view.load();
        return view;
    }

    private static ResultPage page(QueryResult result, int offset, int limit) {
        return new ResultPage(
                result.id(),
                result.sql(),
                result.columns(),
                offset,
                result.rows().stream().skip(offset).limit(limit).toList(),
                result.rowCount(),
                result.truncated(),
                result.elapsed(),
                result.executedAt());
    }

    /** Whether there are more rows than are shown at once. */
    public static boolean scrolls(ResultSummary summary) {
        return summary.rowCount() > ResultGrid.MOST_OPEN_ROWS;
    }

    /** How many rows high the table is before its rows are known: half a row tells that there are more. */
    public static double shownRows(ResultSummary summary) {
        return scrolls(summary) ? ResultGrid.MOST_OPEN_ROWS + 0.5 : Math.max(summary.rowCount(), 1);
    }

    /** Puts something to do with the rows beside what the view itself offers. */
    public void addAction(Component action) {
        actions().add(action);
    }

    private Div actions() {
        if (actions == null) {
            actions = Parts.box("tt-result-actions");
        }
        return actions;
    }

    /** Shows the rows as the database gave them, the first time it is called. */
    public void load() {
        load("");
    }

    /** @param kept how a person arranged the table, as the browser tells it; empty for not at all */
    void load(String kept) {
        if (loaded) {
            return;
        }
        loaded = true;
        if (layout != null || kept.isEmpty()) {
            show(() -> results.page(summary.id(), 0, SAMPLE));
        } else {
            // The order of the rows takes reading all of them.
            Background.run(
                    this,
                    () -> arranged(kept),
                    this::show,
                    gone -> show(() -> {
                        throw gone;
                    }));
        }
    }

    private record Arranged(ResultPage page, TableLayout layout) {}

    private Arranged arranged(String kept) {
        ResultPage page = results.page(summary.id(), 0, SAMPLE);
        TableLayout read = KeptLayout.read(kept, page.columns());
        if (!read.arrangement.equals(Arrangement.NONE)) {
            read.order = results.order(summary.id(), read.arrangement);
        }
        return new Arranged(page, read);
    }

    private void show(Arranged arranged) {
        layout = arranged.layout();
        show(arranged::page);
    }

    private void show(Supplier<ResultPage> read) {
        body.removeClassName("tt-result-wait");
        body.getElement().getStyle().remove("height");
        try {
            show(read.get());
        } catch (FailureException gone) {
            body.add(Parts.box(
                    "tt-result-gone", Parts.text("tt-muted", gone.failure().message())));
        }
    }

    /**
     * Keeps only the place of a table, and how it was arranged.
     *
     * @param height pixels that it takes
     */
    void forget(double height) {
        if (!loaded || height <= 0) {
            return;
        }
        loaded = false;
        if (layout != null && layout.isUntouched()) {
            layout = null;
        }
        if (actions != null) {
            actions.removeFromParent();
        }
        body.removeAll();
        body.addClassName("tt-result-wait");
        body.getElement().getStyle().set("height", height + "px");
    }

    private void show(ResultPage page) {
        if (page.rowCount() == 1 && page.columns().size() == 1 && !page.truncated()) {
            getContent().addClassName("tt-result-card");
            body.add(card(
                    page.columns().getFirst(), page.rows().getFirst().cells().getFirst()));
            return;
        }
        TableLayout now = layout == null ? new TableLayout() : layout;
        layout = now;
        ResultTable table =
                new ResultTable(new ResultRows(results, page, now.order), now, actions(), () -> reset(page));
        now.onChange(() -> {
            table.columnsChanged();
            keep(now);
        });
        int width = table.grid().naturalWidth();
        body.setClassName("tt-wide", width > READING_PIXELS);
        getContent().getElement().getStyle().set("--tt-natural", width + "px");
        body.add(table);
    }

    private void keep(TableLayout arranged) {
        if (stored) {
            getElement()
                    .executeJs(
                            "window.tabletalk?.keepLayout?.($0, $1)",
                            summary.id().toString(),
                            KeptLayout.write(arranged));
        }
    }

    private void reset(ResultPage page) {
        TableLayout untouched = new TableLayout();
        layout = untouched;
        keep(untouched);
        actions().removeFromParent();
        body.removeAll();
        show(page);
        body.getChildren()
                .filter(ResultTable.class::isInstance)
                .map(ResultTable.class::cast)
                .forEach(ResultTable::focus);
    }

    private Div card(ResultColumn column, @Nullable Object value) {
        boolean longText = CellText.isLong(value, COMFORTABLE_FIGURE);
        Div figure = Parts.box(value == null || value.equals("") ? "tt-null" : "tt-figure");
        figure.setClassName("tt-figure-text", longText);
        figure.setText(CellText.of(column, Collections.singletonList(value)).write(value));
        Div label = Parts.box("tt-figure-label");
        label.setText(VisibleText.of(column.name()));
        Div tools = Parts.box("tt-result-tools");
        if (longText) {
            tools.add(Parts.icon("Show the whole value", "expand", () -> new ValueDialog(column, value).open()));
        }
        tools.add(
                Parts.icon("Copy", "copy", () -> Clipboard.copy(this, CellText.exact(value), "Value copied")),
                actions());
        Clipboard.prepare(tools);
        return Parts.box("tt-figure-card", Parts.box("tt-figure-value", figure, label), tools);
    }
}
