package dev.tabletalk.adapter.web.ui.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import dev.tabletalk.adapter.web.ui.PageText;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = ResultViewTest.class)
class ResultViewTest extends BrowserlessTest {
    private static final ResultId ID = ResultId.create();
    private static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("name", "text", Kind.TEXT),
            new ResultColumn("name", "text", Kind.TEXT),
            new ResultColumn("total", "numeric", Kind.NUMBER));

    private final List<String> pages = new ArrayList<>();

    private ResultView show(List<ResultColumn> columns, List<Row> rows, boolean truncated) {
        ResultView view = new ResultView(
                (id, offset, limit) -> {
                    pages.add(offset + "+" + limit);
                    return new ResultPage(
                            id,
                            "SELECT",
                            columns,
                            offset,
                            rows.stream().skip(offset).limit(limit).toList(),
                            rows.size(),
                            truncated,
                            Duration.ZERO,
                            Instant.EPOCH);
                },
                new ResultSummary(ID, rows.size(), truncated));
        UI.getCurrentOrThrow().add(view);
        return view;
    }

    private Grid<?> grid() {
        return find(Grid.class).single();
    }

    private String cell(int row, int column) {
        return test(grid()).getCellText(row, column);
    }

    @Test
    void tellsNullFromAnEmptyText() {
        show(COLUMNS, List.of(Row.of(null, "", 1_234L), Row.of("<b>x</b>", "b", null)), false)
                .load();
        assertThat(cell(0, 0)).isEqualTo("NULL");
        assertThat(cell(0, 1)).isEmpty();
        assertThat(cell(0, 2)).isEqualTo("1,234");
        assertThat(cell(1, 0)).isEqualTo("<b>x</b>");
        assertThat(cell(1, 2)).isEqualTo("NULL");
        assertThat(grid().getColumns())
                .extracting(column -> column.getHeaderText())
                .containsExactly("name", "name", "total");
        assertThat(grid().getColumns())
                .extracting(column -> column.getTextAlign())
                .containsExactly(ColumnTextAlign.START, ColumnTextAlign.START, ColumnTextAlign.END);
    }

    @Test
    void equalRowsAreAllThere() {
        show(COLUMNS, List.of(Row.of("a", "b", 1L), Row.of("a", "b", 1L), Row.of("a", "b", 1L)), false)
                .load();
        assertThat(test(grid()).size()).isEqualTo(3);
        assertThat(PageText.of(find(ResultView.class).single())).contains("3 rows");
    }

    @Test
    void readsOnlyTheRowsThatAreSeen() {
        List<Row> rows = IntStream.range(0, 1_000)
                .mapToObj(i -> Row.of("n" + i, "", (long) i))
                .toList();
        ResultView view = show(COLUMNS, rows, true);
        assertThat(pages).isEmpty();
        view.load();
        assertThat(pages).containsExactly("0+50");
        assertThat(cell(700, 0)).isEqualTo("n700");
        assertThat(pages).hasSizeLessThan(5);
        assertThat(PageText.of(view)).contains("First 1,000 of more");
        assertThat(grid().isAllRowsVisible()).isFalse();
    }

    @Test
    void aSingleValueIsShownLarge() {
        show(List.of(new ResultColumn("orders", "integer", Kind.NUMBER)), List.of(Row.of(20_481L)), false)
                .load();
        assertThat(find(Grid.class).all()).isEmpty();
        assertThat(PageText.of(find(ResultView.class).single())).isEqualTo("20,481\norders");
    }

    @Test
    void noRowsIsAnAnswer() {
        ResultView view = show(COLUMNS, List.of(), false);
        view.load();
        assertThat(PageText.of(view)).isEqualTo("No rows");
        assertThat(pages).isEmpty();
    }

    @Test
    void saysThatAResultIsGone() {
        ResultView view = new ResultView(
                (id, offset, limit) -> {
                    throw FailureException.notFound("result", id);
                },
                new ResultSummary(ID, 3, false));
        UI.getCurrentOrThrow().add(view);
        view.load();
        assertThat(PageText.of(view)).contains("There is no result");
    }
}
