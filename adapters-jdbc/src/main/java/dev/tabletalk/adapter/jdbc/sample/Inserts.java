package dev.tabletalk.adapter.jdbc.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects rows per table and writes them in batches, tables in the order of their first row. */
final class Inserts {
    private final Connection connection;
    private final Map<String, List<Cells>> rows = new LinkedHashMap<>();

    Inserts(Connection connection) {
        this.connection = connection;
    }

    void add(String table, @Nullable Object... cells) {
        rows.computeIfAbsent(table, name -> new ArrayList<>()).add(new Cells(Arrays.asList(cells)));
    }

    void flush() throws SQLException {
        for (Map.Entry<String, List<Cells>> table : rows.entrySet()) {
            write(table.getKey(), table.getValue());
        }
        rows.clear();
    }

    private void write(String table, List<Cells> rows) throws SQLException {
        String marks =
                String.join(", ", Collections.nCopies(rows.getFirst().values().size(), "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (Cells row : rows) {
                for (int i = 0; i < row.values().size(); i++) {
                    insert.setObject(i + 1, row.values().get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private record Cells(List<@Nullable Object> values) {}
}
