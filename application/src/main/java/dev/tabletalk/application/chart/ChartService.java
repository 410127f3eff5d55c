package dev.tabletalk.application.chart;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartAdvice;
import dev.tabletalk.domain.chart.ChartChooser;
import dev.tabletalk.domain.chart.ChartData;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.chart.ChartRules;
import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ChartRenderer;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.query.ResultId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps charts and draws them. */
public final class ChartService implements ChartsUseCase {
    /** No result is stored with more rows. */
    private static final int ALL_ROWS = Integer.MAX_VALUE;

    private final ChartRepository charts;
    private final QueryResultRepository results;
    private final TurnRepository turns;
    private final ChartRenderer renderer;

    public ChartService(
            ChartRepository charts, QueryResultRepository results, TurnRepository turns, ChartRenderer renderer) {
        this.charts = charts;
        this.results = results;
        this.turns = turns;
        this.renderer = renderer;
    }

    @Override
    public Map<TurnId, Map<ResultId, Chart>> charts(Collection<TurnId> ids) {
        return ids.isEmpty() ? Map.of() : charts.find(ids);
    }

    @Override
    public ShownChart read(TurnId turn, ResultId result) {
        Chart chart = charts.find(List.of(turn)).getOrDefault(turn, Map.of()).get(result);
        if (chart == null) {
            throw FailureException.notFound("chart of the result", result);
        }
        return new ShownChart(chart, data(turn, result), question(turn));
    }

    @Override
    public Chart draw(TurnId turn, ResultId result) {
        Chart best = switch (new ChartChooser(data(turn, result), question(turn)).chooseAny()) {
            case ChartAdvice.Draw(Chart chart) -> chart;
            case ChartAdvice.Leave(String reason) -> throw FailureException.invalid("kind", reason);
        };
        charts.save(turn, result, best);
        return best;
    }

    @Override
    public Optional<Chart> carryOver(TurnId turn, ResultId from, ResultId to) {
        Chart model = charts.find(List.of(turn)).getOrDefault(turn, Map.of()).get(from);
        if (model == null) {
            return Optional.empty();
        }
        ChartData data = data(turn, to);
        Optional<Chart> chart =
                like(NamedChart.of(model, data(turn, from).columns()), data).or(() -> suggested(data, question(turn)));
        chart.ifPresent(fitting -> charts.save(turn, to, fitting));
        return chart;
    }

    private static Optional<Chart> like(NamedChart model, ChartData data) {
        try {
            Chart chart = model.on(data.columns());
            ChartRules.check(chart, data);
            return Optional.of(chart);
        } catch (FailureException unfit) {
            if (unfit.failure().code() != FailureCode.INVALID) {
                throw unfit;
            }
            return Optional.empty();
        }
    }

    private static Optional<Chart> suggested(ChartData data, String question) {
        return new ChartChooser(data, question).choose() instanceof ChartAdvice.Draw(Chart chart)
                ? Optional.of(chart)
                : Optional.empty();
    }

    @Override
    public ShownChart save(TurnId turn, ResultId result, ChartRequest request) {
        ChartData data = data(turn, result);
        String question = question(turn);
        Chart chart = request.bind(data, question);
        charts.save(turn, result, chart);
        return new ShownChart(chart, data, question);
    }

    @Override
    public void restore(TurnId turn, ResultId result, Chart chart) {
        ChartRules.check(chart, data(turn, result));
        charts.save(turn, result, chart);
    }

    @Override
    public void remove(TurnId turn, ResultId result) {
        charts.remove(turn, result);
    }

    @Override
    public String svg(TurnId turn, ResultId result) {
        ShownChart shown = read(turn, result);
        return renderer.svg(shown.chart(), shown.data().columns(), shown.data().rows());
    }

    /** Of a result of the turn's conversation; no other is known here. */
    private ChartData data(TurnId turnId, ResultId result) {
        Turn turn = turns.find(turnId).orElseThrow(() -> FailureException.notFound("turn", turnId));
        return results.find(turn.conversationId(), result.toString())
                .flatMap(known -> results.page(known, 0, ALL_ROWS))
                .map(ChartData::of)
                .orElseThrow(() -> FailureException.notFound("result", result));
    }

    private String question(TurnId turn) {
        return turns.messages(turn).stream()
                .filter(Message.UserMessage.class::isInstance)
                .map(Message::text)
                .findFirst()
                .orElse("");
    }
}
