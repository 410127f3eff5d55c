package dev.tabletalk.adapter.web.ui.conversation;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.tabletalk.adapter.web.ui.chart.ChartView;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = ChartsTest.class)
class ChartsTest extends PanelTest {
    private static final String SQL = "SELECT country, orders FROM x";

    private final ConversationId conversation = app.conversation(SHOP);

    private void askedWithRows(Row... rows) {
        app.database.answer(SQL, List.of("country", "orders"), rows);
        app.model.query(SQL).answer("There.");
        app.askAndWait(conversation, "Orders by country?");
    }

    private TurnId turn() {
        return Objects.requireNonNull(
                app.conversationService.get(conversation).conversation().head());
    }

    private Chart kept() {
        Map<ResultId, Chart> charts = app.charts.find(List.of(turn())).getOrDefault(turn(), Map.of());
        return charts.values().iterator().next();
    }

    private ChartView chart(ConversationPanel panel) {
        return find(ChartView.class, panel).single();
    }

    private String alternative(ConversationPanel panel) {
        return find(Div.class, chart(panel))
                        .withClassName("tt-chart-stage")
                        .single()
                        .getElement()
                        .getAttribute("aria-label")
                + "";
    }

    @Test
    void aChartOfTheAgentKeepsItsPlaceAndIsReadWhenItIsSeen() {
        app.database.answer(SQL, List.of("country", "orders"), Row.of("DE", 3L), Row.of("FR", 2L));
        app.model
                .query(SQL)
                .then((request, onText, cancellation) -> {
                    String read = request.messages().getLast().toString();
                    String id = read.replaceAll("(?s).*Result ([0-9a-f]{8}).*", "$1");
                    return new ModelReply.Finished(
                            "",
                            List.of(ScriptedModel.toolCall("d", "show_chart", Map.of("resultId", id))),
                            TokenUsage.NONE);
                })
                .answer("There.");
        app.askAndWait(conversation, "Orders by country?");
        ConversationPanel panel = open(conversation);
        ChartView chart = chart(panel);
        assertThat(textOf(chart)).isEmpty();
        assertThat(resultsRead).isEmpty();
        chart.load();
        waitUntil("the chart", () -> textOf(chart).contains("orders by country"));
        assertThat(alternative(panel)).startsWith("Bar chart of orders by country, 2 values.");
        assertThat(steps(panel)).anyMatch(step -> step.startsWith("done: Drew a chart"));
        assertThat(hasButton(answers(panel).getFirst(), "Chart")).isFalse();
        app.charts
                .find(List.of(turn()))
                .getOrDefault(turn(), Map.of())
                .keySet()
                .forEach(result -> app.charts.remove(turn(), result));
        assertThat(find(ChartView.class, open(conversation)).all()).isEmpty();
    }

    @Test
    void aPersonTakesAChartAwayAndShowsItAgainAsItWas() {
        askedWithRows(Row.of("DE", 3L), Row.of("FR", 2L), Row.of("IT", 1L));
        ConversationPanel panel = open(conversation);
        find(ResultView.class, panel).single().load();
        press(answers(panel).getFirst(), "Chart");
        waitUntil("a chart", () -> !find(ChartView.class, panel).all().isEmpty());
        chart(panel).load();
        press(chart(panel), "Change the chart");
        waitUntil("the settings", () -> kind(panel).getValue() == ChartKind.BAR);
        test(kind(panel)).selectItem("Line");
        waitUntil("a line", () -> kept().kind() == ChartKind.LINE);
        press(chart(panel), "Remove chart");
        waitUntil("no chart", () -> find(ChartView.class, panel).all().isEmpty());
        assertThat(app.charts.find(List.of(turn()))).isEmpty();
        assertThat(find(ChartView.class, open(conversation)).all()).isEmpty();
        press(answers(panel).getFirst(), "Chart");
        waitUntil("the chart again", () -> !find(ChartView.class, panel).all().isEmpty());
        assertThat(kept().kind()).isEqualTo(ChartKind.LINE);
    }

    @Test
    void offersWhatWorksForRowsThatNobodyWouldDraw() {
        askedWithRows(
                Row.of("DE", 3L),
                Row.of("DE", 2L),
                Row.of("FR", 1L),
                Row.of("FR", 7L),
                Row.of("IT", 5L),
                Row.of("IT", 4L));
        ConversationPanel panel = open(conversation);
        find(ResultView.class, panel).single().load();
        press(answers(panel).getFirst(), "Chart");
        waitUntil("a chart", () -> !find(ChartView.class, panel).all().isEmpty());
        assertThat(kept().kind()).isEqualTo(ChartKind.HISTOGRAM);
        chart(panel).load();
        press(chart(panel), "Change the chart");
        waitUntil("what is missing", () -> textOf(chart(panel)).contains("The same label comes in several rows."));
    }

    @Test
    void aPersonMakesAChartAndChangesIt() {
        askedWithRows(Row.of("DE", 3L), Row.of("FR", 2L), Row.of("IT", 1L));
        ConversationPanel panel = open(conversation);
        assertThat(find(ChartView.class, panel).all()).isEmpty();
        find(ResultView.class, panel).single().load();
        press(answers(panel).getFirst(), "Chart");
        waitUntil("a chart", () -> !find(ChartView.class, panel).all().isEmpty());
        assertThat(kept().kind()).isEqualTo(ChartKind.BAR);
        chart(panel).load();
        press(chart(panel), "Change the chart");
        waitUntil("the settings", () -> kind(panel).getValue() == ChartKind.BAR);
        test(kind(panel)).selectItem("Line");
        waitUntil("a line", () -> kept().kind() == ChartKind.LINE);
        waitUntil("its words", () -> alternative(panel).startsWith("Line chart"));
        ConversationPanel again = open(conversation);
        chart(again).load();
        waitUntil("the same again", () -> alternative(again).startsWith("Line chart"));
        press(chart(panel), "Reset to suggested");
        waitUntil("bars", () -> kept().kind() == ChartKind.BAR);
    }

    @SuppressWarnings("unchecked")
    private Select<ChartKind> kind(ConversationPanel panel) {
        return find(Select.class, chart(panel)).all().stream()
                .filter(select -> "Kind".equals(select.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhyNothingCanBeDrawn() {
        app.database.answer("SELECT name", List.of("name"), Row.of("a"), Row.of("b"));
        app.model.query("SELECT name").answer("There.");
        app.askAndWait(conversation, "Names?");
        ConversationPanel panel = open(conversation);
        find(ResultView.class, panel).single().load();
        press(answers(panel).getFirst(), "Chart");
        waitUntil(
                "the reason",
                () -> find(com.vaadin.flow.component.button.Button.class, panel).all().stream()
                        .anyMatch(button -> !button.isEnabled()
                                && button.getAriaLabel().orElse("").contains("No column holds numbers")));
        assertThat(find(ChartView.class, panel).all()).isEmpty();
    }
}
