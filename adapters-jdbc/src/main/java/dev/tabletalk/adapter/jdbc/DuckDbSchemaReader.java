package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a database, or the files of a folder, with four statements, however many they are. */
final class DuckDbSchemaReader {
    private static final QueryLimits PAGE = new QueryLimits(QueryLimits.MOST_ROWS, 16 << 20, Duration.ofSeconds(30));
    private static final String TABLES = """
            SELECT schema_name, table_name, comment, false AS is_view, estimated_size FROM duckdb_tables()
            WHERE NOT internal AND NOT temporary AND database_name = current_database()
            UNION ALL SELECT schema_name, view_name, comment, true, NULL FROM duckdb_views()
            WHERE NOT internal AND NOT temporary AND database_name = current_database()
            ORDER BY 1, 2
            """;
    private static final String COLUMNS = """
            SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
            WHERE NOT internal AND database_name = current_database() ORDER BY schema_name, table_name, column_index
            """;
    private static final String PRIMARY_KEYS = """
            SELECT schema_name, table_name, unnest(constraint_column_names) FROM duckdb_constraints()
            WHERE constraint_type = 'PRIMARY KEY' AND database_name = current_database()
            """;
    private static final String FOREIGN_KEYS = """
            SELECT schema_name, table_name, constraint_index, referenced_table, unnest(constraint_column_names),
                unnest(referenced_column_names)
            FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY' AND database_name = current_database()
            """;

    private final DuckDbSession session;
    private final DuckDbSource source;

    DuckDbSchemaReader(DuckDbSession session, DuckDbSource source) {
        this.session = session;
        this.source = source;
    }

    DatabaseSchema read() throws SQLException {
        Map<TableName, List<Column>> columns = new LinkedHashMap<>();
        for (List<@Nullable Object> row : all(COLUMNS)) {
            columns.computeIfAbsent(name(row), table -> new ArrayList<>())
                    .add(new Column(text(row, 2), text(row, 3), Boolean.TRUE.equals(row.get(4)), (String) row.get(5)));
        }
        Map<TableName, List<String>> primaryKeys = new LinkedHashMap<>();
        for (List<@Nullable Object> row : all(PRIMARY_KEYS)) {
            primaryKeys.computeIfAbsent(name(row), table -> new ArrayList<>()).add(text(row, 2));
        }
        Map<TableName, List<ForeignKey>> foreignKeys = foreignKeys();
        List<Table> tables = new ArrayList<>();
        for (List<@Nullable Object> row : all(TABLES)) {
            TableName name = name(row);
            boolean view = Boolean.TRUE.equals(row.get(3));
            tables.add(new Table(
                    name,
                    // A file is a table to whoever asks, though DuckDB sees it through a view.
                    view && source instanceof DuckDbSource.Database ? Table.Kind.VIEW : Table.Kind.TABLE,
                    (String) row.get(2),
                    columns.getOrDefault(name, List.of()),
                    primaryKeys.getOrDefault(name, List.of()),
                    foreignKeys.getOrDefault(name, List.of()),
                    (Long) row.get(4)));
        }
        tables.sort(Comparator.comparing(table -> table.name().toString()));
        return new DatabaseSchema(tables);
    }

    private Map<TableName, List<ForeignKey>> foreignKeys() throws SQLException {
        record Key(TableName target, List<String> from, List<String> to) {}
        Map<TableName, Map<Object, Key>> found = new LinkedHashMap<>();
        for (List<@Nullable Object> row : all(FOREIGN_KEYS)) {
            TableName table = name(row);
            Key key = found.computeIfAbsent(table, any -> new TreeMap<>())
                    .computeIfAbsent(
                            text(row, 2),
                            any -> new Key(
                                    new TableName(table.schema(), text(row, 3)), new ArrayList<>(), new ArrayList<>()));
            key.from().add(text(row, 4));
            key.to().add(text(row, 5));
        }
        Map<TableName, List<ForeignKey>> keys = new LinkedHashMap<>();
        found.forEach((table, some) -> keys.put(
                table,
                some.values().stream()
                        .map(key -> new ForeignKey(key.from(), key.target(), key.to()))
                        .toList()));
        return keys;
    }

    /** All rows, however many. */
    private List<List<@Nullable Object>> all(String sql) throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            Rows page = session.read("SELECT * FROM (" + sql + ") OFFSET " + all.size(), PAGE);
            for (Row row : page.rows()) {
                all.add(row.cells());
            }
            more = page.truncated() && !page.rows().isEmpty();
        }
        return all;
    }

    /** From the first two cells; main is the schema that need not be named. */
    private static TableName name(List<@Nullable Object> row) {
        String schema = text(row, 0);
        return new TableName(schema.equals("main") ? null : schema, text(row, 1));
    }

    private static String text(List<@Nullable Object> row, int i) {
        return String.valueOf(row.get(i));
    }
}
