package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import java.util.List;

/**
 * What can be drawn: a result with all its rows.
 *
 * @param truncated whether the database had more
 */
public record ChartData(List<ResultColumn> columns, List<Row> rows, boolean truncated) {
    public ChartData {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** @param all a page that holds all rows */
    public static ChartData of(ResultPage all) {
        return new ChartData(all.columns(), all.rows(), all.truncated());
    }
}
