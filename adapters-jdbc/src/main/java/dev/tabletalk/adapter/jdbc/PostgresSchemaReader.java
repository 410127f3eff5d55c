package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the account can select from, in three statements. Tables found without their schema are named without it. */
final class PostgresSchemaReader {
    private static final String READABLE = """
            SELECT c.oid, c.relname, c.relkind, c.reltuples, c.relnamespace, n.nspname,
                pg_table_is_visible(c.oid) AS visible
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT c.relispartition
                AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
                AND has_schema_privilege(n.oid, 'USAGE')
                AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
            """;
    private static final String TABLES =
            "SELECT r.oid, CASE WHEN NOT r.visible THEN r.nspname END, r.relname, r.relkind,"
                    + " r.reltuples, obj_description(r.oid, 'pg_class') FROM (" + READABLE
                    + ") r ORDER BY CASE WHEN NOT r.visible THEN r.nspname || '.' ELSE '' END || r.relname";
    private static final String COLUMNS = "SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod),"
            + " a.attnotnull, d.description FROM (" + READABLE
            + ") r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid"
            + " LEFT JOIN pg_catalog.pg_description d ON d.objoid = r.oid AND d.objsubid = a.attnum"
            + " AND d.classoid = 'pg_catalog.pg_class'::regclass"
            + " WHERE a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege(r.oid, a.attnum, 'SELECT')"
            + " ORDER BY a.attrelid, a.attnum";
    private static final String KEYS = "SELECT k.conrelid, k.contype, names(k.conrelid, k.conkey), k.confrelid,"
            + " names(k.confrelid, k.confkey), CASE WHEN NOT pg_table_is_visible(k.confrelid) THEN fn.nspname END,"
            + " f.relname FROM (" + READABLE
            + ") r JOIN pg_catalog.pg_constraint k ON k.conrelid = r.oid AND k.contype IN ('p', 'f')"
            + " LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid"
            + " LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace ORDER BY k.conrelid, k.conname";
    private static final int BATCH = 2_000;
    private final Connection connection;

    PostgresSchemaReader(Connection connection) {
        this.connection = connection;
    }

    DatabaseSchema read() throws SQLException {
        Map<Long, List<Column>> columns = columns();
        Map<Long, List<String>> primaryKeys = new HashMap<>();
        Map<Long, List<ForeignKey>> foreignKeys = new HashMap<>();
        keys(primaryKeys, foreignKeys);
        List<Table> tables = new ArrayList<>();
        try (Statement statement = statement();
                ResultSet result = statement.executeQuery(TABLES)) {
            while (result.next()) {
                long oid = result.getLong(1);
                String kind = result.getString(4);
                boolean view = Set.of("v", "m").contains(kind);
                double rows = result.getDouble(5);
                tables.add(new Table(
                        new TableName(result.getString(2), result.getString(3)),
                        view ? Table.Kind.VIEW : Table.Kind.TABLE,
                        result.getString(6),
                        columns.getOrDefault(oid, List.of()),
                        primaryKeys.getOrDefault(oid, List.of()),
                        foreignKeys.getOrDefault(oid, List.of()),
                        rows < 0 || kind.equals("v") || kind.equals("f") ? null : (Long) Math.round(rows)));
            }
        }
        return new DatabaseSchema(tables);
    }

    private Map<Long, List<Column>> columns() throws SQLException {
        Map<Long, List<Column>> columns = new HashMap<>();
        try (Statement statement = statement();
                ResultSet result = statement.executeQuery(COLUMNS)) {
            while (result.next()) {
                columns.computeIfAbsent(result.getLong(1), oid -> new ArrayList<>())
                        .add(new Column(
                                result.getString(2), result.getString(3), !result.getBoolean(4), result.getString(5)));
            }
        }
        return columns;
    }

    private void keys(Map<Long, List<String>> primaryKeys, Map<Long, List<ForeignKey>> foreignKeys)
            throws SQLException {
        String sql = KEYS.replaceAll(
                "names\\((k\\.\\w+), (k\\.\\w+)\\)",
                "ARRAY(SELECT a.attname::text FROM unnest($2) WITH ORDINALITY u(num, pos)"
                        + " JOIN pg_catalog.pg_attribute a ON a.attrelid = $1 AND a.attnum = u.num ORDER BY u.pos)");
        try (Statement statement = statement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                long oid = result.getLong(1);
                List<String> names = names(result.getArray(3));
                if (result.getString(2).equals("p")) {
                    primaryKeys.put(oid, names);
                } else {
                    foreignKeys
                            .computeIfAbsent(oid, table -> new ArrayList<>())
                            .add(new ForeignKey(
                                    names,
                                    new TableName(result.getString(6), result.getString(7)),
                                    names(result.getArray(5))));
                }
            }
        }
    }

    /** Reads in batches: all columns of a large schema at once would be more than the driver may hold. */
    private Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(BATCH);
        return statement;
    }

    private static List<String> names(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
