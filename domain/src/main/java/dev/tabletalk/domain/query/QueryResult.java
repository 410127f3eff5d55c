package dev.tabletalk.domain.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A snapshot of what a statement gave, bounded by {@link QueryLimits}.
 *
 * @param truncated whether there were more rows than these
 */
public record QueryResult(
        ResultId id,
        String sql,
        List<ResultColumn> columns,
        List<Row> rows,
        boolean truncated,
        Duration elapsed,
        Instant executedAt) {
    public QueryResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public int rowCount() {
        return rows.size();
    }
}
