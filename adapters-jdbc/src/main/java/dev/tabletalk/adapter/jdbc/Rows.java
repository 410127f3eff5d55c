package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.util.List;

/** What a statement gave, within its limits. */
record Rows(List<ResultColumn> columns, List<Row> rows, boolean truncated) {
    Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
