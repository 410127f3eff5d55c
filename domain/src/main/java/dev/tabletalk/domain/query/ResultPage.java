package dev.tabletalk.domain.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Some rows of a stored result.
 *
 * @param rows the rows from {@code offset} on, in the order the database gave them
 * @param rowCount rows stored altogether
 * @param truncated whether the database had more rows than were stored
 */
public record ResultPage(
        ResultId id,
        String sql,
        List<ResultColumn> columns,
        int offset,
        List<Row> rows,
        int rowCount,
        boolean truncated,
        Duration elapsed,
        Instant executedAt) {
    public ResultPage {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
