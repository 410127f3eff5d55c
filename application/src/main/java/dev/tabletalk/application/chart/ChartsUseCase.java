package dev.tabletalk.application.chart;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartAdvice;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import java.util.Collection;
import java.util.Map;

/** The charts that turns show of results of their conversation. Safe for any thread. */
public interface ChartsUseCase {
    /** Which charts these turns show; a turn without one is left out. One statement however many there are. */
    Map<TurnId, Map<ResultId, Chart>> charts(Collection<TurnId> turns);

    /** @throws FailureException NOT_FOUND when the turn shows no chart of this result */
    ShownChart read(TurnId turn, ResultId result);

    /**
     * How the result would be drawn if nobody had a wish.
     *
     * @throws FailureException NOT_FOUND
     */
    ChartAdvice suggest(TurnId turn, ResultId result);

    /**
     * Shows a chart from now on, in the place of the one before.
     *
     * @return the chart with all that was left out
     * @throws FailureException NOT_FOUND; INVALID with the field when it does not suit the result
     */
    ShownChart save(TurnId turn, ResultId result, ChartRequest request);

    /**
     * The chart as an SVG document that stands for itself. Slow: up to seconds.
     *
     * @throws FailureException NOT_FOUND when the turn shows no chart of this result
     */
    String svg(TurnId turn, ResultId result);
}
