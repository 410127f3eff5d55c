package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables, views and their columns as the driver tells them, in two questions; keys would be one more for each table. */
final class MetaDataSchemaReader {
    private static final int MOST_TABLES = 20_000;
    private final Connection connection;
    private final DroppedIn system;

    private record Found(Table.Kind kind, @Nullable String comment, List<Column> columns) {}

    MetaDataSchemaReader(Connection connection, DroppedIn system) {
        this.connection = connection;
        this.system = system;
    }

    DatabaseSchema read() throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String catalog = connection.getCatalog();
        Map<TableName, Found> found = new LinkedHashMap<>();
        try (ResultSet row = data.getTables(catalog, null, "%", null)) {
            while (row.next() && found.size() < MOST_TABLES) {
                String type = String.valueOf(row.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
                if (!isSystem(row.getString("TABLE_SCHEM")) && !type.contains("SYSTEM")) {
                    found.put(
                            name(row),
                            new Found(
                                    type.contains("VIEW") ? Table.Kind.VIEW : Table.Kind.TABLE,
                                    blankToNull(row.getString("REMARKS")),
                                    new ArrayList<>()));
                }
            }
        }
        try (ResultSet row = data.getColumns(catalog, null, "%", "%")) {
            while (row.next()) {
                Found table = found.get(name(row));
                if (table != null) {
                    table.columns()
                            .add(new Column(
                                    row.getString("COLUMN_NAME"),
                                    row.getString("TYPE_NAME"),
                                    row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                                    blankToNull(row.getString("REMARKS"))));
                }
            }
        }
        List<Table> tables = new ArrayList<>();
        found.forEach((name, table) -> tables.add(
                new Table(name, table.kind(), table.comment(), table.columns(), List.of(), List.of(), null)));
        tables.sort(Comparator.comparing(table -> table.name().toString()));
        return new DatabaseSchema(tables);
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(blankToNull(row.getString("TABLE_SCHEM")), row.getString("TABLE_NAME"));
    }

    private boolean isSystem(@Nullable String schema) {
        return schema != null && system.isSystemSchema(schema.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
