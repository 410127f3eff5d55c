package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tables and views of the connection's database, in three statements. The server shows what the account may see. */
final class MySqlSchemaReader {
    private static final String TABLES = """
            SELECT table_name, table_type, table_rows, table_comment FROM information_schema.tables
            WHERE table_schema = DATABASE() ORDER BY table_name
            """;
    private static final String COLUMNS = """
            SELECT table_name, column_name, column_type, is_nullable, column_comment FROM information_schema.columns
            WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position
            """;
    private static final String KEYS = """
            SELECT table_name, constraint_name, column_name, NULLIF(referenced_table_schema, table_schema),
                referenced_table_name, referenced_column_name
            FROM information_schema.key_column_usage
            WHERE table_schema = DATABASE() AND (constraint_name = 'PRIMARY' OR referenced_table_name IS NOT NULL)
            ORDER BY table_name, constraint_name, ordinal_position
            """;
    private static final Set<String> KINDS = Set.of("BASE TABLE", "VIEW", "SYSTEM VERSIONED");

    private record Key(String table, String name) {}

    /** A foreign key, column by column. */
    private record Reference(TableName target, List<String> columns, List<String> targetColumns) {}

    private MySqlSchemaReader() {}

    static DatabaseSchema read(Statement statement) throws SQLException {
        Map<String, List<Column>> columns = columns(statement);
        Map<String, List<String>> primaryKeys = new HashMap<>();
        Map<Key, Reference> references = new LinkedHashMap<>();
        keys(statement, primaryKeys, references);
        Map<String, List<ForeignKey>> foreignKeys = new HashMap<>();
        references.forEach((key, reference) -> foreignKeys
                .computeIfAbsent(key.table(), table -> new ArrayList<>())
                .add(new ForeignKey(reference.columns(), reference.target(), reference.targetColumns())));
        List<Table> tables = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(TABLES)) {
            while (result.next()) {
                String name = result.getString(1);
                String kind = result.getString(2);
                if (!KINDS.contains(kind)) {
                    continue;
                }
                boolean view = kind.equals("VIEW");
                long rows = result.getLong(3);
                tables.add(new Table(
                        new TableName(null, name),
                        view ? Table.Kind.VIEW : Table.Kind.TABLE,
                        // Of a view it says "VIEW", or why the view is broken.
                        view ? null : comment(result.getString(4)),
                        columns.getOrDefault(name, List.of()),
                        primaryKeys.getOrDefault(name, List.of()),
                        foreignKeys.getOrDefault(name, List.of()),
                        view || rows < 0 ? null : (Long) rows));
            }
        }
        return new DatabaseSchema(tables);
    }

    private static Map<String, List<Column>> columns(Statement statement) throws SQLException {
        Map<String, List<Column>> columns = new HashMap<>();
        try (ResultSet result = statement.executeQuery(COLUMNS)) {
            while (result.next()) {
                columns.computeIfAbsent(result.getString(1), table -> new ArrayList<>())
                        .add(new Column(
                                result.getString(2),
                                result.getString(3),
                                result.getString(4).equals("YES"),
                                comment(result.getString(5))));
            }
        }
        return columns;
    }

    private static void keys(Statement statement, Map<String, List<String>> primaryKeys, Map<Key, Reference> references)
            throws SQLException {
        try (ResultSet result = statement.executeQuery(KEYS)) {
            while (result.next()) {
                String table = result.getString(1);
                String column = result.getString(3);
                String target = result.getString(5);
                if (target == null) {
                    primaryKeys.computeIfAbsent(table, key -> new ArrayList<>()).add(column);
                    continue;
                }
                TableName targetName = new TableName(result.getString(4), target);
                Reference reference = references.computeIfAbsent(
                        new Key(table, result.getString(2)),
                        key -> new Reference(targetName, new ArrayList<>(), new ArrayList<>()));
                reference.columns().add(column);
                reference.targetColumns().add(result.getString(6));
            }
        }
    }

    private static @Nullable String comment(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
