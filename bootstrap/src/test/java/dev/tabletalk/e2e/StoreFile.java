package dev.tabletalk.e2e;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/** The store's file as SQLite itself sees it, without the program. */
record StoreFile(Path home) {
    /** All that is wrong with it; empty when it is sound. Changes nothing. */
    List<String> complaints() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Properties properties = config.toProperties();
        List<String> complaints = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file(), properties);
                Statement statement = connection.createStatement()) {
            complaints.addAll(strings(statement, "PRAGMA integrity_check"));
            complaints.remove("ok");
            complaints.addAll(strings(statement, "PRAGMA foreign_key_check"));
        }
        return complaints;
    }

    Path file() {
        return home.resolve("tabletalk.db");
    }

    /** Where SQLite keeps what is not in the file yet; empty or missing after a clean end. */
    Path journal() {
        return home.resolve("tabletalk.db-wal");
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
