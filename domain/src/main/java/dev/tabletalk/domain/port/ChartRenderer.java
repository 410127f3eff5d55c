package dev.tabletalk.domain.port;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.util.List;

/** Draws charts without a browser. Safe for any thread; slow (up to seconds the first time). */
public interface ChartRenderer {
    /**
     * One chart on a light ground as the text of an SVG document that stands for itself: no script, no reference to anything
     * else, texts escaped.
     *
     * @param columns of the result
     * @param rows all of them
     * @throws FailureException INTERNAL when it cannot be drawn or takes too long
     */
    String svg(Chart chart, List<ResultColumn> columns, List<Row> rows);
}
