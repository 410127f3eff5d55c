package dev.tabletalk.adapter.web.ui.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.tabletalk.adapter.web.ui.PageText;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.Arrangement.SortKey;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        return grid().getColumns().get(column).getRenderer() instanceof LitRenderer
                ? test(grid()).getLitRendererPropertyValue(row, column, "text", String.class)
                : test(grid()).getCellText(row, column);
    }

    @Test
    void tellsNullFromAnEmptyText() {
        show(COLUMNS, List.of(Row.of(null, "", 1_234L), Row.of("<b>x</b>", "b", null)), false)
                .load();
        assertThat(cell(0, 0)).isEqualTo("NULL");
        assertThat(cell(0, 1)).isEqualTo("empty");
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
    void noRowsIsAnAnswerWithTheNamesOfItsColumns() {
        ResultView view = show(COLUMNS, List.of(), false);
        assertThat(pages).isEmpty();
        view.load();
        assertThat(PageText.of(view)).isEqualTo("No rows");
        assertThat(grid().getColumns())
                .extracting(column -> column.getHeaderText())
                .containsExactly("name", "name", "total");
    }

    private static final List<Row> FRUIT = List.of(
            Row.of("Pear", "", 9L),
            Row.of("apple", null, null),
            Row.of("Äpfel", "x", new BigDecimal("12345678901234567890123456789012345678")),
            Row.of("fig", "", 10L));

    private List<String> column(int column) {
        return IntStream.range(0, test(grid()).size())
                .mapToObj(row -> cell(row, column))
                .toList();
    }

    private void sort(int column, SortDirection direction) {
        sortBy(grid(), column, direction);
    }

    private static <T> void sortBy(Grid<T> grid, int column, SortDirection direction) {
        grid.sort(List.of(new GridSortOrder<>(grid.getColumns().get(column), direction)));
    }

    private void press(String name) {
        test(find(Button.class).withAriaLabel(name).single()).click();
    }

    private void search(String words) {
        test(find(TextField.class).single()).setValue(words);
    }

    private void filter(int column, String text) {
        filter(grid(), column, text);
    }

    private static <T> void filter(Grid<T> grid, int column, String text) {
        HeaderRow fields = grid.getHeaderRows().getLast();
        assertThat(fields.getCell(grid.getColumns().get(column)).getComponent())
                .isInstanceOfSatisfying(TextField.class, field -> field.setValue(text));
    }

    private static String text(ResultView view) {
        return PageText.of(view);
    }

    @Test
    void sortsExactlyWithNullLast() {
        show(COLUMNS, FRUIT, false).load();
        sort(2, SortDirection.ASCENDING);
        ViewTest.eventually(() -> column(0).equals(List.of("Pear", "fig", "Äpfel", "apple")));
        sort(2, SortDirection.DESCENDING);
        ViewTest.eventually(() -> column(0).equals(List.of("Äpfel", "fig", "Pear", "apple")));
        assertThat(cell(0, 2)).isEqualTo("12,345,678,901,234,567,890,123,456,789,012,345,678");
    }

    @Test
    void filtersByAnyColumnAndByEach() {
        ResultView view = show(COLUMNS, FRUIT, false);
        view.load();
        press("Filter");
        search("APF");
        ViewTest.eventually(() -> text(view).contains("1 of 4 rows"));
        assertThat(column(0)).containsExactly("Äpfel");
        search("");
        ViewTest.eventually(() -> !text(view).contains("of 4"));
        filter(2, ">9");
        ViewTest.eventually(() -> text(view).contains("2 of 4 rows"));
        assertThat(column(0)).containsExactly("Äpfel", "fig");
        filter(2, "NULL");
        ViewTest.eventually(() -> text(view).contains("1 of 4 rows"));
        assertThat(column(0)).containsExactly("apple");
    }

    @Test
    void aFilterThatCannotBeReadIsSaidAndChangesNothing() {
        ResultView view = show(COLUMNS, FRUIT, false);
        view.load();
        press("Filter");
        filter(2, "<10");
        ViewTest.eventually(() -> text(view).contains("1 of 4 rows"));
        filter(2, "<ten");
        assertThat(text(view)).contains("\"ten\" is not understood. Write a number", "1 of 4 rows");
        assertThat(column(0)).containsExactly("Pear");
        filter(2, "<=10");
        ViewTest.eventually(() -> text(view).contains("2 of 4 rows"));
        assertThat(text(view)).doesNotContain("not understood");
    }

    @Test
    void saysThatNoRowsMatchAndLetsThemAllComeBack() {
        ResultView view = show(COLUMNS, FRUIT, false);
        view.load();
        press("Filter");
        search("cherry");
        ViewTest.eventually(() -> text(view).contains("No rows match"));
        assertThat(text(view)).contains("0 of 4 rows");
        test(find(Button.class).withText("Clear filters").atIndex(1)).click();
        ViewTest.eventually(() -> !text(view).contains("of 4 rows"));
        assertThat(column(0)).hasSize(4);
    }

    @Test
    void keepsHowItWasArrangedWhileItIsOutOfSight() {
        ResultView view = show(COLUMNS, FRUIT, false);
        view.addAction(new Button("Download"));
        view.load();
        sort(0, SortDirection.DESCENDING);
        ViewTest.eventually(() -> column(0).getFirst().equals("Pear"));
        grid().getColumns().get(1).setVisible(false);
        view.forget(200);
        assertThat(find(Grid.class).all()).isEmpty();
        assertThat(text(view)).isEmpty();
        view.load();
        assertThat(column(0)).containsExactly("Pear", "fig", "apple", "Äpfel");
        assertThat(text(view)).contains("Download");
        view.load();
        assertThat(find(Grid.class).all()).hasSize(1);
    }

    @Test
    void isArrangedAsTheBrowserKeptIt() {
        show(COLUMNS, FRUIT, false).load("""
                {"sort":[{"column":2,"descending":true}],"search":"","filters":{"2":">=9"},"filtersShown":true,
                 "columns":[2,0,1],"hidden":[1],"widths":{"0":"222.5px"}}""");
        ViewTest.eventually(() -> !find(Grid.class).all().isEmpty());
        assertThat(find(ResultGrid.class).single().visible()).containsExactly(2, 0);
        assertThat(text(find(ResultView.class).single())).contains(" of 4 rows", "2 of 3 columns");
        assertThat(grid().getSortOrder()).hasSize(1);
        assertThat(grid().getColumns().get(1).getWidth()).isEqualTo("222.5px");
        assertThat(grid().getHeaderRows()).hasSize(2);
        assertThat(cell(0, 1)).isEqualTo("Äpfel");
        assertThat(pages).startsWith("0+50");
    }

    @Test
    void isShownAsItIsWhenWhatTheBrowserKeptMakesNoSense() {
        show(COLUMNS, FRUIT, false).load("{\"sort\":[{\"column\":7}],\"hidden\":[0,1,2],\"columns\":[0,0,9]");
        ViewTest.eventually(() -> !find(Grid.class).all().isEmpty());
        assertThat(find(ResultGrid.class).single().visible()).containsExactly(0, 1, 2);
        assertThat(text(find(ResultView.class).single())).startsWith("4 rows");
    }

    @Test
    void canBeShownAgainAsIfNobodyHadArrangedIt() {
        show(COLUMNS, FRUIT, false)
                .load("{\"sort\":[{\"column\":0,\"descending\":true}],\"hidden\":[1],\"widths\":{\"0\":\"200px\"}}");
        ViewTest.eventually(() -> !find(Grid.class).all().isEmpty());
        find(ColumnsMenu.class).single().open();
        roundTrip();
        test(find(Button.class).withText("Reset table").single()).click();
        assertThat(find(ResultGrid.class).single().visible()).containsExactly(0, 1, 2);
        assertThat(grid().getSortOrder()).isEmpty();
        assertThat(column(0)).first().isEqualTo("Pear");
        assertThat(text(find(ResultView.class).single())).startsWith("4 rows");
    }

    @Test
    void columnsCanBeHiddenMovedAndBroughtBack() {
        show(COLUMNS, FRUIT, false).load();
        ResultGrid table = find(ResultGrid.class).single();
        ColumnsMenu menu = find(ColumnsMenu.class).single();
        menu.open();
        roundTrip();
        press("Move total left");
        assertThat(table.order()).containsExactly(0, 2, 1);
        for (Checkbox shown : find(Checkbox.class).all().subList(0, 2)) {
            test(shown).click();
        }
        assertThat(table.visible()).containsExactly(1);
        assertThat(find(Checkbox.class).all()).extracting(Checkbox::isEnabled).containsExactly(true, true, false);
        test(find(Button.class).withText("Show all").single()).click();
        assertThat(table.visible()).containsExactly(0, 2, 1);
        test(find(Button.class).withText("Original order").single()).click();
        assertThat(table.visible()).containsExactly(0, 1, 2);
    }

    @Test
    void copiesTheRowsAsTheyAreShown() {
        show(COLUMNS, FRUIT, false).load();
        ResultRows rows = new ResultRows(
                (id, offset, limit) ->
                        new ResultPage(id, "SELECT", COLUMNS, offset, FRUIT, 4, false, Duration.ZERO, Instant.EPOCH),
                new ResultPage(ID, "SELECT", COLUMNS, 0, FRUIT.subList(0, 1), 4, false, Duration.ZERO, Instant.EPOCH),
                null);
        RowOrder order = rows.arrange(new Arrangement(List.of(new SortKey(2, true)), "a", Map.of()));
        assertThat(rows.copyAll(order, List.of(2, 0)))
                .isEqualTo("total\tname\n12345678901234567890123456789012345678\tÄpfel\n9\tPear\n\tapple");
        assertThat(rows.copyAll(null, List.of(1))).isEqualTo("name\n\n\nx\n");
    }

    @Test
    void rowsThatAreStoredNowhereCanBeArrangedToo() {
        UI.getCurrentOrThrow()
                .add(ResultView.of(new QueryResult(ID, "SELECT", COLUMNS, FRUIT, false, Duration.ZERO, Instant.EPOCH)));
        sort(0, SortDirection.ASCENDING);
        ViewTest.eventually(() -> column(0).equals(List.of("Äpfel", "apple", "fig", "Pear")));
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
