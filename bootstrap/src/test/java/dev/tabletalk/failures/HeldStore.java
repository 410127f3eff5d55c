package dev.tabletalk.failures;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The store in the hands of another program, which lets go of it when this is closed. */
public final class HeldStore implements AutoCloseable {
    private final Connection connection;

    private HeldStore(Connection connection) {
        this.connection = connection;
    }

    /** Keeps all others from writing. */
    public static HeldStore hold(Path store) {
        try {
            Connection connection = open(store);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 10000");
                statement.execute("BEGIN EXCLUSIVE");
            }
            return new HeldStore(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, for so long. */
    static HeldStore holdFor(Path store, Duration time) {
        HeldStore held = hold(store);
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(held::close);
        return held;
    }

    /** Makes a database with a table that is empty. */
    static void create(Path file) {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, country TEXT)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What SQLite says of the whole file; "ok" when it is sound. */
    static String check(Path store) {
        return value(store, "PRAGMA integrity_check");
    }

    /** The first column of the first row. */
    static String value(Path store, String sql) {
        try (Connection connection = open(store);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection open(Path store) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + store);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
