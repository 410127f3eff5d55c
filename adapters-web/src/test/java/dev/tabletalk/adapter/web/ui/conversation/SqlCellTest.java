package dev.tabletalk.adapter.web.ui.conversation;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.adapter.web.ui.chart.ChartView;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.sql.SqlCell;
import dev.tabletalk.application.sql.StopHandle;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.InMemoryTargetDatabase;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The query of an answer, edited and run again on the page. */
@ViewPackages(classes = SqlCellTest.class)
class SqlCellTest extends PanelTest {
    private static final String FRUIT = "SELECT name, n FROM fruit";
    private static final String FEW = "SELECT name, n FROM fruit WHERE n > 1";

    private final ConversationId id = app.conversation(SHOP);

    private ConversationPanel givenAnswer() {
        app.database
                .answer(FRUIT, List.of("name", "n"), Row.of("apple", 1L), Row.of("<b>pear</b>", 2L))
                .answer(FEW, List.of("name", "n"), Row.of("<b>pear</b>", 3L));
        app.model.query(FRUIT).answer("Two.");
        app.askAndWait(id, "Which fruit?");
        return open(id);
    }

    private QueryCell query() {
        TurnId turn = Objects.requireNonNull(
                app.conversationService.get(id).conversation().head());
        return new QueryCell(turn, "call-run_query");
    }

    /** Opens the query below the rows of the answer. */
    private Component openCell(ConversationPanel panel) {
        test(find(NativeButton.class, panel).withClassName("tt-sql-line").single())
                .click();
        return find(SqlCell.class, panel).single();
    }

    private void run(Component cell, String sql) {
        if (find(TextArea.class, cell).all().isEmpty()) {
            press(cell, "Edit");
        }
        test(find(TextArea.class, cell).single()).setValue(sql);
        press(cell, "Run");
    }

    private void waitFor(Component cell, String text) {
        waitUntil("\"" + text + "\"", () -> textOf(cell).contains(text));
    }

    /** What a screen reader is told. */
    private String status(Component cell) {
        return find(Span.class, cell).withClassName("tt-sql-unseen").single().getText();
    }

    @Test
    void costsNothingUntilItIsOpened() {
        ConversationPanel panel = givenAnswer();
        assertThat(find(SqlCell.class, panel).all()).isEmpty();
        Component cell = openCell(panel);
        assertThat(textOf(cell)).contains("SELECT\n name, n \nFROM\n fruit", "2 rows");
        assertThat(find(TextArea.class, cell).all()).isEmpty();
        assertThat(find(Badge.class, panel).withClassName("tt-sql-edited").all())
                .noneMatch(Component::isVisible);
    }

    @Test
    void anEditIsAVersionBesideItsRows() {
        ConversationPanel panel = givenAnswer();
        Component cell = openCell(panel);
        run(cell, FEW);
        waitFor(cell, "v2/2");
        assertThat(textOf(cell)).contains("WHERE", "1 row");
        assertThat(textOf(panel)).contains("edited, v2");
        press(cell, "Previous version of the SQL");
        assertThat(textOf(cell)).contains("v1/2").doesNotContain("WHERE");
        assertThat(app.editSqlService.versions(query())).hasSize(1);
    }

    @Test
    void whatIsRefusedOrFailsStaysWithItsReasonAndItsText() {
        Component cell = openCell(givenAnswer());
        run(cell, "DELETE FROM fruit");
        waitFor(cell, "DELETE is not a read");
        assertThat(textOf(cell)).contains("v2/2", "refused");
        assertThat(find(TextArea.class, cell).single().getValue()).isEqualTo("DELETE FROM fruit");
        app.database.fail("SELECT nope", FailureCode.QUERY_FAILED, "No such column: nope");
        run(cell, "SELECT nope");
        waitFor(cell, "No such column: nope");
        run(cell, "  ");
        waitFor(cell, "The SQL is empty.");
        assertThat(status(cell)).isEqualTo("The SQL is empty.");
        assertThat(app.editSqlService.versions(query())).hasSize(2);
    }

    @Test
    void leavingTheEditorKeepsTheText() {
        Component cell = openCell(givenAnswer());
        press(cell, "Edit");
        test(find(TextArea.class, cell).single()).setValue("SELECT half");
        press(cell, "Leave editor");
        assertThat(find(TextArea.class, cell).all()).isEmpty();
        press(cell, "Edit");
        assertThat(find(TextArea.class, cell).single().getValue()).isEqualTo("SELECT half");
    }

    @Test
    void runningAgainShowsWhatChanged() {
        ConversationPanel panel = givenAnswer();
        Component cell = openCell(panel);
        press(cell, "Run again");
        waitFor(cell, "Nothing changed since v1, ");
        assertThat(textOf(cell)).contains("run again \n4 March, 09:0");
        assertThat(textOf(panel)).contains("run again, v2").doesNotContain("edited");
        HtmlContainer time = find(HtmlContainer.class, cell).all().stream()
                .filter(element -> element.getElement().getTag().equals("time"))
                .findFirst()
                .orElseThrow();
        assertThat(time.getElement().getAttribute("title"))
                .startsWith("4 March 2026, 09:0")
                .endsWith(" UTC+00:00");
        app.database.answer(
                FRUIT, List.of("name", "n"), Row.of("<b>pear</b>", 9L), Row.of("fig", null), Row.of("plum", 4L));
        press(cell, "Run again");
        waitFor(cell, "2 rows added, 1 gone, 1 cell changed since v2, ");
        assertThat(textOf(cell))
                .contains("Rows are matched by “name”.")
                .contains("~\nChanged\n<b>pear</b>\nwas \n2\n→\n is now \n9\n+\nAdded\nfig\nNULL", "−\nGone\napple\n1");
    }

    @Test
    void showsThePlanOfTheDatabase() {
        app.database.answer(
                "EXPLAIN QUERY PLAN " + FRUIT,
                List.of("id", "parent", "notused", "detail"),
                Row.of(3L, 0L, 0L, "SCAN fruit"),
                Row.of(5L, 3L, 0L, "USING INDEX"));
        Component cell = openCell(givenAnswer());
        press(cell, "Explain");
        waitFor(cell, "└─ SCAN fruit\n   └─ USING INDEX");
        assertThat(app.editSqlService.versions(query())).isEmpty();
        press(cell, "Close");
        assertThat(textOf(cell)).doesNotContain("SCAN");
    }

    @Test
    void canBeCancelledWhileItRuns() throws InterruptedException {
        Component cell = openCell(givenAnswer());
        InMemoryTargetDatabase.Gate gate = app.database.hold(FEW);
        run(cell, FEW);
        assertThat(gate.awaitStatement()).isTrue();
        assertThat(textOf(cell)).contains("Running");
        press(cell, "Cancel");
        waitFor(cell, "It was cancelled before it finished.");
        assertThat(textOf(cell)).contains("v2/2").doesNotContain("Running");
    }

    @Test
    void anotherTabLearnsOfTheEdit() {
        ConversationPanel panel = givenAnswer();
        Component cell = openCell(panel);
        waitUntil("known", () -> hasButton(cell, "Edit"));
        waitFor(cell, "2 rows");
        app.editSqlService.run(query(), new SqlText(FEW), new StopHandle());
        waitForText(panel, "edited, v2");
        waitFor(cell, "v1/2");
    }

    @Test
    void aReloadShowsTheNewestVersion() {
        ConversationPanel before = givenAnswer();
        app.editSqlService.run(query(), new SqlText(FEW), new StopHandle());
        before.removeFromParent();
        ConversationPanel panel = open(id);
        assertThat(textOf(panel)).contains("edited, v2");
        Component cell = openCell(panel);
        waitFor(cell, "v2/2");
        assertThat(textOf(cell)).contains("WHERE");
    }

    @Test
    void opensOnTheNewestVersionWithRowsAndListsWhatFailedApart() {
        ConversationPanel before = givenAnswer();
        app.editSqlService.run(query(), new SqlText(FEW), new StopHandle());
        app.editSqlService.run(query(), new SqlText("DELETE FROM fruit"), new StopHandle());
        before.removeFromParent();
        ConversationPanel panel = open(id);
        assertThat(textOf(panel)).contains("edited, v2");
        Component cell = openCell(panel);
        waitFor(cell, "v2/3");
        assertThat(textOf(cell)).contains("WHERE", "1 failed").doesNotContain("DELETE");
        assertThat(button(cell, "Next version of the SQL").isEnabled()).isFalse();
        Popover menu =
                find(Popover.class, cell).withClassName("tt-version-menu").single();
        menu.open();
        List<NativeButton> choices = find(NativeButton.class, menu).all();
        assertThat(choices)
                .extracting(PanelTest::textOf)
                .satisfiesExactly(
                        second -> assertThat(second).startsWith("v2"),
                        first -> assertThat(first).startsWith("v1"),
                        third -> assertThat(third).startsWith("v3").contains("refused", "DELETE is not a read"));
        test(choices.getLast()).click();
        waitFor(cell, "v3/3");
        assertThat(textOf(cell)).contains("DELETE\nFROM\n fruit", "DELETE is not a read");
        press(cell, "Previous version of the SQL");
        assertThat(textOf(cell)).contains("v2/3");
    }

    @Test
    void whatOnlyFailedIsMarkedAsThat() {
        ConversationPanel before = givenAnswer();
        app.editSqlService.run(query(), new SqlText("DELETE FROM fruit"), new StopHandle());
        before.removeFromParent();
        ConversationPanel panel = open(id);
        assertThat(textOf(panel)).contains("failed, v2").doesNotContain("by the agent");
        Component cell = openCell(panel);
        waitFor(cell, "v1/2");
        assertThat(textOf(panel)).contains("failed, v2").doesNotContain("edited");
    }

    @Test
    void aVersionIsDrawnAsTheOneBeforeWasAndBothSayWhichTheyAre() {
        ConversationPanel panel = givenAnswer();
        find(ResultView.class, panel).single().load();
        press(answers(panel).getFirst(), "Chart");
        waitUntil("a chart", () -> find(ChartView.class, panel).all().size() == 1);
        Component cell = openCell(panel);
        run(cell, FEW);
        waitFor(cell, "v2/2");
        assertThat(textOf(panel)).contains("v1\nby the agent; v2 is below, with its SQL");
        ChartView drawn = find(ChartView.class, cell).single();
        assertThat(drawn.getElement().getAttribute("aria-label")).isEqualTo("Chart of v2");
        assertThat(find(ChartView.class, panel).all())
                .extracting(chart -> chart.getElement().getAttribute("aria-label"))
                .containsExactly("Chart of v1", "Chart of v2");
        assertThat(app.chartService.charts(List.of(query().turnId())).get(query().turnId()))
                .hasSize(2);
        press(cell, "Previous version of the SQL");
        assertThat(find(ChartView.class, cell).all()).isEmpty();
        press(cell, "Next version of the SQL");
        assertThat(find(ChartView.class, cell).all()).hasSize(1);
    }

    @Test
    void withoutAChartBeforeAVersionCanBeDrawnAllTheSame() {
        ConversationPanel panel = givenAnswer();
        Component cell = openCell(panel);
        press(cell, "Run again");
        waitFor(cell, "v2/2");
        assertThat(find(ChartView.class, panel).all()).isEmpty();
        find(ResultView.class, cell).single().load(); // as the browser does when it is seen
        press(cell, "Chart");
        waitUntil("a chart", () -> find(ChartView.class, cell).all().size() == 1);
        assertThat(find(ChartView.class, panel).all()).hasSize(1);
        panel.removeFromParent();
        Component again = openCell(open(id));
        waitUntil("the chart again", () -> find(ChartView.class, again).all().size() == 1);
    }

    @Test
    void aStepThatIsClosedAndOpenedKeepsWhatWasWritten() {
        ConversationPanel panel = givenAnswer();
        NativeButton step =
                find(NativeButton.class, panel).withClassName("tt-step-line").single();
        test(step).click();
        Component cell = find(SqlCell.class, panel).single();
        press(cell, "Edit");
        test(find(TextArea.class, cell).single()).setValue("SELECT half");
        test(step).click();
        test(step).click();
        assertThat(find(TextArea.class, find(SqlCell.class, panel).single())
                        .single()
                        .getValue())
                .isEqualTo("SELECT half");
    }

    @Test
    void aStepOfTheAgentHasItsOwnCell() {
        ConversationPanel panel = givenAnswer();
        test(find(NativeButton.class, panel).withClassName("tt-step-line").single())
                .click();
        Component cell = find(SqlCell.class, panel).single();
        assertThat(textOf(cell)).contains("SELECT\n name, n \nFROM\n fruit", "2 rows");
        run(cell, FEW);
        waitFor(cell, "v2/2");
        waitForText(panel, "edited, v2");
    }
}
