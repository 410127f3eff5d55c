package dev.tabletalk.domain.schema;

import java.util.List;

/** {@code columns} of the table that holds it refer, in order, to {@code targetColumns} of {@code target}. */
public record ForeignKey(List<String> columns, TableName target, List<String> targetColumns) {
    public ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }
}
