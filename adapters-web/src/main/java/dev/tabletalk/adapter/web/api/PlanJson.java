package dev.tabletalk.adapter.web.api;

import dev.tabletalk.adapter.web.api.ResultJson.ResultColumnJson;
import dev.tabletalk.domain.query.QueryResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan, as the database tells it.
 *
 * @param sql the statement that asked for it
 */
record PlanJson(
        List<ResultColumnJson> columns,
        List<List<@Nullable Object>> rows,
        int rowCount,
        boolean truncated,
        long elapsedMs,
        String sql) {
    static PlanJson of(QueryResult plan) {
        return new PlanJson(
                ResultColumnJson.of(plan.columns()),
                Cells.of(plan.rows()),
                plan.rowCount(),
                plan.truncated(),
                plan.elapsed().toMillis(),
                plan.sql());
    }
}
