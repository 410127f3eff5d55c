package dev.tabletalk.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view.
 *
 * @param columns in the order of the database
 * @param primaryKey column names; empty when there is none
 * @param rowEstimate about how many rows it has; null when that is not known cheaply
 */
public record Table(
        TableName name,
        Kind kind,
        @Nullable String comment,
        List<Column> columns,
        List<String> primaryKey,
        List<ForeignKey> foreignKeys,
        @Nullable Long rowEstimate) {
    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
    }

    public enum Kind {
        TABLE,
        VIEW
    }
}
