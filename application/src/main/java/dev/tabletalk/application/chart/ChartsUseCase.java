package dev.tabletalk.application.chart;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The charts that turns show of results of their conversation. Safe for any thread. */
public interface ChartsUseCase {
    /** Which charts these turns show; a turn without one is left out. One statement however many there are. */
    Map<TurnId, Map<ResultId, Chart>> charts(Collection<TurnId> turns);

    /** @throws FailureException NOT_FOUND when the turn shows no chart of this result */
    ShownChart read(TurnId turn, ResultId result);

    /**
     * Shows the best chart of the result from now on: the one that would be suggested, or where none would, the best of those
     * that can be drawn at all.
     *
     * @throws FailureException NOT_FOUND; INVALID with the field when nothing can be drawn
     */
    Chart draw(TurnId turn, ResultId result);

    /**
     * Shows from now on a chart of another result that is like the one shown of the first: of the columns with the same names, or
     * where that does not suit, the one that would be suggested.
     *
     * @return empty when there is nothing to go by, or nothing suits; then nothing is changed
     * @throws FailureException NOT_FOUND
     */
    Optional<Chart> carryOver(TurnId turn, ResultId from, ResultId to);

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
