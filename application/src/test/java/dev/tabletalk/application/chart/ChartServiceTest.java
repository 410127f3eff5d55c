package dev.tabletalk.application.chart;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChartServiceTest {
    private static final ChartRequest ANY = ChartRequest.of(null, null, List.of(), null, null);

    private final TestWorkspace workspace = new TestWorkspace();
    private final ChartsUseCase charts = workspace.chartService;
    private final ConversationId conversation = workspace.conversation(SHOP);
    private final TurnId turn = turn(conversation);
    private final ResultId result = result(conversation);

    private TurnId turn(ConversationId in) {
        Turn queued = Turn.queue(in, null, TestWorkspace.START);
        workspace.turns.enqueue(queued, new MessageText("Share of orders?"));
        return queued.id();
    }

    private ResultId result(ConversationId in) {
        return result(in, "orders", Row.of("DE", 3L), Row.of("FR", 2L));
    }

    private ResultId result(ConversationId in, String numbers, Row... rowsOf) {
        QueryResult rows = new QueryResult(
                ResultId.create(),
                "SELECT",
                List.of(
                        new ResultColumn("country", "TEXT", ResultColumn.Kind.TEXT),
                        new ResultColumn(numbers, "INTEGER", ResultColumn.Kind.NUMBER)),
                List.of(rowsOf),
                false,
                Duration.ZERO,
                TestWorkspace.START);
        workspace.results.add(SHOP, in, rows);
        return rows.id();
    }

    private static FailureCode failure(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure().code();
    }

    @Test
    void keepsWhatAPersonChooses() {
        ChartRequest line = ChartRequest.of(ChartKind.LINE, "country", List.of("orders"), null, "Orders");
        Chart saved = charts.save(turn, result, line).chart();
        assertThat(saved.title()).isEqualTo("Orders");
        assertThat(charts.read(turn, result).chart()).isEqualTo(saved);
        assertThat(charts.read(turn, result).data().rows()).hasSize(2);
        assertThat(charts.charts(List.of(turn))).isEqualTo(Map.of(turn, Map.of(result, saved)));
        assertThat(charts.svg(turn, result)).contains("LINE");
        charts.save(turn, result, ANY);
        assertThat(charts.read(turn, result).chart().kind()).isEqualTo(ChartKind.BAR);
    }

    @Test
    void drawsWhatSuitsOrWhatIsPossibleAtAll() {
        assertThat(charts.draw(turn, result)).isEqualTo(Chart.of(ChartKind.BAR, 0, List.of(1), null));
        assertThat(charts.read(turn, result).chart().kind()).isEqualTo(ChartKind.BAR);
        ResultId repeating = result(conversation, "orders", Row.of("DE", 3L), Row.of("DE", 2L), Row.of("DE", 9L));
        assertThat(failure(() -> charts.save(turn, repeating, ANY))).isEqualTo(FailureCode.INVALID);
        assertThat(failure(() -> charts.draw(turn, repeating))).isEqualTo(FailureCode.INVALID);
        assertThat(charts.charts(List.of(turn)).getOrDefault(turn, Map.of())).containsOnlyKeys(result);
    }

    @Test
    void aChartIsCarriedOverToRowsOfTheSameColumns() {
        ResultId next = result(conversation, "orders", Row.of("IT", 5L), Row.of("ES", 4L));
        assertThat(charts.carryOver(turn, result, next)).isEmpty();
        charts.save(turn, result, ChartRequest.of(ChartKind.LINE, "country", List.of("orders"), null, "Of 2025"));
        assertThat(charts.carryOver(turn, result, next)).contains(Chart.of(ChartKind.LINE, 0, List.of(1), null));
        assertThat(charts.read(turn, next).chart().title()).isNull();
        assertThat(charts.read(turn, result).chart().title()).isEqualTo("Of 2025");
    }

    @Test
    void whereItDoesNotSuitAnotherIsSuggestedOrNone() {
        charts.save(turn, result, ChartRequest.of(ChartKind.BAR, "country", List.of("orders"), null, null));
        ResultId renamed = result(conversation, "total", Row.of("IT", 5L), Row.of("ES", 4L));
        assertThat(charts.carryOver(turn, result, renamed)).contains(Chart.of(ChartKind.BAR, 0, List.of(1), null));
        ResultId repeating = result(conversation, "orders", Row.of("DE", 3L), Row.of("DE", 2L));
        assertThat(charts.carryOver(turn, result, repeating)).isEmpty();
        assertThat(charts.charts(List.of(turn)).getOrDefault(turn, Map.of())).containsOnlyKeys(result, renamed);
    }

    @Test
    void drawsOnlyResultsOfTheSameConversation() {
        ConversationId other = workspace.conversation(SHOP);
        assertThat(failure(() -> charts.save(turn(other), result, ANY))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(failure(() -> charts.save(TurnId.create(TestWorkspace.START), result, ANY)))
                .isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void asksTheStoreForNothingWhenThereIsNothingToAsk() {
        assertThat(charts.charts(List.of())).isEmpty();
    }
}
