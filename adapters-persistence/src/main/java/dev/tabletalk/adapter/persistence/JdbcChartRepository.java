package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.query.ResultId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Charts in SQLite, each as JSON. */
@Transactional(PersistenceConfiguration.WRITES)
class JdbcChartRepository implements ChartRepository {
    private final JdbcClient writer;
    private final JdbcClient readers;

    JdbcChartRepository(@Qualifier("storeWriter") DataSource writer, @Qualifier("storeReaders") DataSource readers) {
        this.writer = JdbcClient.create(writer);
        this.readers = JdbcClient.create(readers);
    }

    @Override
    public void save(TurnId turn, ResultId result, Chart chart) {
        int saved = writer.sql("""
                        INSERT INTO result_chart (turn_id, result_id, chart)
                        SELECT t.id, r.id, :chart FROM turn t, query_result r WHERE t.id = :turn AND r.id = :result
                        ON CONFLICT (turn_id, result_id) DO UPDATE SET chart = excluded.chart
                        """)
                .param("chart", StoredText.encode(StoreJson.ofChart(chart)))
                .param("turn", turn.toString())
                .param("result", result.toString())
                .update();
        if (saved == 0) {
            throw FailureException.notFound("result", result);
        }
    }

    @Override
    public void remove(TurnId turn, ResultId result) {
        writer.sql("DELETE FROM result_chart WHERE turn_id = :turn AND result_id = :result")
                .param("turn", turn.toString())
                .param("result", result.toString())
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<TurnId, Map<ResultId, Chart>> find(Collection<TurnId> turns) {
        Map<TurnId, Map<ResultId, Chart>> found = new HashMap<>();
        if (turns.isEmpty()) {
            return found;
        }
        readers.sql("""
                        SELECT turn_id, result_id, chart FROM result_chart
                        WHERE turn_id IN (SELECT value FROM json_each(?))
                        """)
                .param(StoreJson.ofTexts(turns.stream().map(TurnId::toString).toList()))
                .query(row -> {
                    TurnId turn = TurnId.parse(row.getString("turn_id"));
                    ResultId result = ResultId.parse(row.getString("result_id"));
                    StoreJson.chart(StoredText.decode(row.getString("chart")))
                            .ifPresent(chart -> found.computeIfAbsent(turn, first -> new HashMap<>())
                                    .put(result, chart));
                });
        return found;
    }
}
