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
     * Shows a chart again that was made for this result before.
     *
     * @throws FailureException NOT_FOUND; INVALID when it does not suit the result
     */
    void restore(TurnId turn, ResultId result, Chart chart);

    /** Shows no chart of this result from now on, until one is saved; nothing happens when there is none. */
    void remove(TurnId turn, ResultId result);

    /**
     * The chart as an SVG document that stands for itself. Slow: up to seconds.
     *
     * @throws FailureException NOT_FOUND when the turn shows no chart of this result
     */
    String svg(TurnId turn, ResultId result);
}
