package dev.tabletalk.domain.port;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import java.util.Collection;
import java.util.Map;

/** The charts that turns show, at most one for each result; gone with either of them. Safe for any thread. */
public interface ChartRepository {
    /**
     * Takes the place of the one before.
     *
     * @throws FailureException NOT_FOUND when the turn or the result does not exist (any more)
     */
    void save(TurnId turn, ResultId result, Chart chart);

    /** Does nothing when there is none. */
    void remove(TurnId turn, ResultId result);

    /** The charts of these turns, by what they show; an entry for each turn that has one. Costs one statement. */
    Map<TurnId, Map<ResultId, Chart>> find(Collection<TurnId> turns);
}
