package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored result, or some rows of it.
 *
 * @param rows cells by position; integers beyond 2^53, decimals of more than 15 digits, NaN and infinities are strings
 * @param offset the place of the first of these rows
 * @param rowCount rows stored altogether
 * @param truncated whether the database had more rows than were stored
 */
record ResultJson(
        String resultId,
        List<ResultColumnJson> columns,
        List<List<@Nullable Object>> rows,
        int offset,
        int rowCount,
        boolean truncated,
        long elapsedMs,
        String sql,
        Instant executedAt) {
    record ResultColumnJson(String name, String type) {
        static List<ResultColumnJson> of(List<ResultColumn> columns) {
            return columns.stream()
                    .map(column -> new ResultColumnJson(column.name(), column.type()))
                    .toList();
        }
    }

    static ResultJson of(QueryResult result) {
        return new ResultJson(
                result.id().toString(),
                ResultColumnJson.of(result.columns()),
                Cells.of(result.rows()),
                0,
                result.rowCount(),
                result.truncated(),
                result.elapsed().toMillis(),
                result.sql(),
                result.executedAt());
    }

    static ResultJson of(ResultPage page) {
        return new ResultJson(
                page.id().toString(),
                ResultColumnJson.of(page.columns()),
                Cells.of(page.rows()),
                page.offset(),
                page.rowCount(),
                page.truncated(),
                page.elapsed().toMillis(),
                page.sql(),
                page.executedAt());
    }
}
