package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the tables of a file with a few statements, however many they are. */
final class SqliteSchemaReader {
    private static final Logger log = LoggerFactory.getLogger(SqliteSchemaReader.class);
    private static final String OBJECTS = """
            SELECT name, type FROM pragma_table_list
            WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            """;
    private static final String COLUMNS = """
            SELECT l.name AS tab, x.name, x.type, x."notnull", x.pk
            FROM pragma_table_list l JOIN pragma_table_xinfo(l.name) x
            WHERE l.schema = 'main' AND l.type %s AND l.name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' AND x.hidden <> 1
            ORDER BY l.name, x.cid
            """;
    private static final String VIEW_COLUMNS = """
            SELECT ? AS tab, name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid
            """;
    private static final String FOREIGN_KEYS = """
            SELECT l.name AS tab, f.id, f."table" AS target, f."from" AS source, f."to" AS target_column
            FROM pragma_table_list l JOIN pragma_foreign_key_list(l.name) f
            WHERE l.schema = 'main' AND l.type = 'table'
            ORDER BY l.name, f.id, f.seq
            """;
    /** Counting goes up to here; beyond, the highest rowid is the estimate. */
    private static final int COUNTED = 10_000;

    private static final int TABLES_A_STATEMENT = 200;
    private final Connection connection;

    SqliteSchemaReader(Connection connection) {
        this.connection = connection;
    }

    private record Described(String name, String type, boolean notNull, int keyPosition) {}

    DatabaseSchema read() throws SQLException {
        Map<String, String> types = types();
        Map<String, List<Described>> columns = columns(types);
        Map<String, List<ForeignKey>> keys = foreignKeys(columns);
        Map<String, Long> rows = rows(types);
        return new DatabaseSchema(columns.entrySet().stream()
                .filter(entry -> types.containsKey(entry.getKey()))
                .map(entry -> table(
                        entry.getKey(),
                        types.get(entry.getKey()),
                        entry.getValue(),
                        keys.getOrDefault(entry.getKey(), List.of()),
                        rows.get(entry.getKey())))
                .toList());
    }

    private static Table table(
            String name,
            @Nullable String type,
            List<Described> columns,
            List<ForeignKey> foreignKeys,
            @Nullable Long rows) {
        List<String> primaryKey = primaryKey(columns);
        return new Table(
                new TableName(null, name),
                "view".equals(type) ? Table.Kind.VIEW : Table.Kind.TABLE,
                null,
                columns.stream()
                        .map(column -> new Column(
                                column.name(), column.type(), !column.notNull() && !isRowId(column, primaryKey), null))
                        .toList(),
                primaryKey,
                foreignKeys,
                rows);
    }

    private static List<String> primaryKey(List<Described> columns) {
        return columns.stream()
                .filter(column -> column.keyPosition() > 0)
                .sorted(Comparator.comparingInt(Described::keyPosition))
                .map(Described::name)
                .toList();
    }

    /** An INTEGER PRIMARY KEY is never null, though SQLite does not say so. */
    private static boolean isRowId(Described column, List<String> primaryKey) {
        return column.keyPosition() > 0
                && primaryKey.size() == 1
                && column.type().equalsIgnoreCase("INTEGER");
    }

    private Map<String, String> types() throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(OBJECTS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                types.put(result.getString(1), result.getString(2));
            }
        }
        return types;
    }

    private Map<String, List<Described>> columns(Map<String, String> types) throws SQLException {
        Map<String, List<Described>> columns = new TreeMap<>();
        addColumns(columns, COLUMNS.formatted("IN ('table', 'virtual')"));
        try {
            addColumns(columns, COLUMNS.formatted("= 'view'"));
        } catch (SQLException broken) {
            log.debug("A view cannot be described; each is asked for alone", broken);
            for (Map.Entry<String, String> entry : types.entrySet()) {
                if (entry.getValue().equals("view")) {
                    addView(columns, entry.getKey());
                }
            }
        }
        return columns;
    }

    private void addView(Map<String, List<Described>> columns, String view) throws SQLException {
        columns.remove(view);
        try {
            addColumns(columns, VIEW_COLUMNS, view, view);
        } catch (SQLException broken) {
            log.debug("The view {} cannot be read and is left out", view, broken);
            columns.remove(view);
        }
    }

    private void addColumns(Map<String, List<Described>> columns, String sql, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columns.computeIfAbsent(result.getString(1), name -> new ArrayList<>())
                            .add(new Described(
                                    result.getString(2),
                                    result.getString(3) == null ? "" : result.getString(3),
                                    result.getInt(4) != 0,
                                    result.getInt(5)));
                }
            }
        }
    }

    private Map<String, List<ForeignKey>> foreignKeys(Map<String, List<Described>> columns) throws SQLException {
        record Part(
                String table,
                int id,
                String target,
                String column,
                @Nullable String targetColumn) {}
        List<Part> parts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FOREIGN_KEYS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                parts.add(new Part(
                        result.getString(1),
                        result.getInt(2),
                        result.getString(3),
                        result.getString(4),
                        result.getString(5)));
            }
        }
        Map<String, Map<Integer, List<Part>>> grouped = parts.stream()
                .collect(Collectors.groupingBy(
                        Part::table, Collectors.groupingBy(Part::id, TreeMap::new, Collectors.toList())));
        Map<String, List<ForeignKey>> keys = new LinkedHashMap<>();
        grouped.forEach((table, byId) -> keys.put(
                table,
                byId.values().stream()
                        .map(key -> {
                            String target = key.getFirst().target();
                            List<String> named = key.stream()
                                    .flatMap(part -> java.util.stream.Stream.ofNullable(part.targetColumn()))
                                    .toList();
                            return new ForeignKey(
                                    key.stream().map(Part::column).toList(),
                                    new TableName(null, target),
                                    named.isEmpty() ? primaryKey(columns.getOrDefault(target, List.of())) : named);
                        })
                        .toList()));
        return keys;
    }

    private Map<String, Long> rows(Map<String, String> types) {
        List<String> tables = types.entrySet().stream()
                .filter(entry -> entry.getValue().equals("table"))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Long> rows = new LinkedHashMap<>();
        for (int from = 0; from < tables.size(); from += TABLES_A_STATEMENT) {
            List<String> some = tables.subList(from, Math.min(tables.size(), from + TABLES_A_STATEMENT));
            try {
                count(some, rows);
            } catch (SQLException noEstimate) {
                log.debug("The rows of some tables cannot be counted", noEstimate);
            }
        }
        return rows;
    }

    private void count(List<String> tables, Map<String, Long> rows) throws SQLException {
        Map<String, Long> many = new LinkedHashMap<>();
        Map<String, Long> counted = numbers(
                tables,
                name -> "(SELECT count(*) FROM (SELECT 1 FROM " + SqliteEngine.quoted(name) + " LIMIT " + (COUNTED + 1)
                        + "))");
        counted.forEach((name, count) -> (count > COUNTED ? many : rows).put(name, count));
        if (many.isEmpty()) {
            return;
        }
        try {
            rows.putAll(numbers(
                    List.copyOf(many.keySet()), name -> "(SELECT max(rowid) FROM " + SqliteEngine.quoted(name) + ")"));
        } catch (SQLException withoutRowId) {
            log.debug("A large table has no rowid; the estimates are left out", withoutRowId);
        }
    }

    private Map<String, Long> numbers(List<String> tables, java.util.function.UnaryOperator<String> expression)
            throws SQLException {
        String sql = tables.stream().map(expression).collect(Collectors.joining(", ", "SELECT ", ""));
        Map<String, Long> numbers = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            if (result.next()) {
                for (int i = 0; i < tables.size(); i++) {
                    numbers.put(tables.get(i), result.getLong(i + 1));
                }
            }
        }
        return numbers;
    }
}
