package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tables and views, ordered by name. */
record SchemaJson(List<TableJson> tables) {
    /** @param kind table or view */
    record TableJson(
            @Nullable String schema,
            String name,
            String kind,
            @Nullable String comment,
            List<ColumnJson> columns,
            List<String> primaryKey,
            List<ForeignKeyJson> foreignKeys,
            @Nullable Long rowEstimate) {
        static TableJson of(Table table) {
            return new TableJson(
                    table.name().schema(),
                    table.name().name(),
                    table.kind().name().toLowerCase(Locale.ROOT),
                    table.comment(),
                    table.columns().stream().map(ColumnJson::of).toList(),
                    table.primaryKey(),
                    table.foreignKeys().stream().map(ForeignKeyJson::of).toList(),
                    table.rowEstimate());
        }
    }

    record ColumnJson(
            String name,
            String type,
            boolean nullable,
            @Nullable String comment) {
        static ColumnJson of(Column column) {
            return new ColumnJson(column.name(), column.type(), column.nullable(), column.comment());
        }
    }

    record ForeignKeyJson(List<String> columns, String targetTable, List<String> targetColumns) {
        static ForeignKeyJson of(ForeignKey key) {
            return new ForeignKeyJson(key.columns(), key.target().toString(), key.targetColumns());
        }
    }

    static SchemaJson of(DatabaseSchema schema) {
        return new SchemaJson(schema.tables().stream().map(TableJson::of).toList());
    }
}
