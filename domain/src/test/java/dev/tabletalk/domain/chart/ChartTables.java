package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Small results for the tests of charts. */
final class ChartTables {
    private ChartTables() {}

    /** @param names a name is followed by {@code #} for numbers, {@code @} for timestamps, nothing for texts */
    static ChartData table(String names, Row... rows) {
        List<ResultColumn> columns = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            Kind kind = name.endsWith("#") ? Kind.NUMBER : name.endsWith("@") ? Kind.TIMESTAMP : Kind.TEXT;
            columns.add(new ResultColumn(name.replaceAll("[#@]$", ""), kind.name(), kind));
        }
        return new ChartData(columns, List.of(rows), false);
    }

    static ChartData table(String names, int count, IntFunction<Row> row) {
        return table(names, IntStream.range(0, count).mapToObj(row).toArray(Row[]::new));
    }

    static ChartData months(int count) {
        return table(
                "month revenue#", count, i -> Row.of("%d-%02d".formatted(2024 + i / 12, i % 12 + 1), 1_000.5 + i * 10));
    }

    static ChartData products(int count) {
        return table("product revenue#", count, i -> Row.of("P" + i, (long) (count - i) * 10));
    }
}
