package dev.tabletalk.domain.port;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Charts that are forgotten with the process. */
public final class InMemoryCharts implements ChartRepository {
    private final InMemoryStore store;

    public InMemoryCharts(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void save(TurnId turn, ResultId result, Chart chart) {
        synchronized (store) {
            if (!store.turns.containsKey(turn)) {
                throw FailureException.notFound("turn", turn);
            }
            if (!store.results.containsKey(result)) {
                throw FailureException.notFound("result", result);
            }
            store.charts.computeIfAbsent(turn, first -> new HashMap<>()).put(result, chart);
        }
    }

    @Override
    public void remove(TurnId turn, ResultId result) {
        synchronized (store) {
            store.charts.getOrDefault(turn, new HashMap<>()).remove(result);
        }
    }

    @Override
    public Map<TurnId, Map<ResultId, Chart>> find(Collection<TurnId> turns) {
        synchronized (store) {
            Map<TurnId, Map<ResultId, Chart>> found = new HashMap<>();
            for (TurnId turn : turns) {
                Map<ResultId, Chart> charts = new HashMap<>(store.charts.getOrDefault(turn, Map.of()));
                charts.keySet().retainAll(store.results.keySet());
                if (!charts.isEmpty() && store.turns.containsKey(turn)) {
                    found.put(turn, charts);
                }
            }
            return found;
        }
    }
}
