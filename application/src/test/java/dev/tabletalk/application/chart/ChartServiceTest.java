package dev.tabletalk.application.chart;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartAdvice;
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
        QueryResult rows = new QueryResult(
                ResultId.create(),
                "SELECT",
                List.of(
                        new ResultColumn("country", "TEXT", ResultColumn.Kind.TEXT),
                        new ResultColumn("orders", "INTEGER", ResultColumn.Kind.NUMBER)),
                List.of(Row.of("DE", 3L), Row.of("FR", 2L)),
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
    void suggestsWithoutKeeping() {
        assertThat(charts.suggest(turn, result))
                .isEqualTo(new ChartAdvice.Draw(Chart.of(ChartKind.BAR, 0, List.of(1), null)));
        assertThat(failure(() -> charts.read(turn, result))).isEqualTo(FailureCode.NOT_FOUND);
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
