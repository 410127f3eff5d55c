package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/** Opens files read-only, attaches nothing, loads nothing. Opening is cheap, so that every statement has a new session. */
final class SqliteEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(SqliteEngine.class);
    private static final int MOST_BYTES_OF_A_CELL = 32 << 20;
    private static final Map<SQLiteLimits, Integer> LIMITS = Map.of(
            SQLiteLimits.SQLITE_LIMIT_LENGTH, MOST_BYTES_OF_A_CELL,
            SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0,
            SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000,
            SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
    private static final List<String> SETTINGS = List.of(
            "PRAGMA query_only = ON",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA cell_size_check = ON",
            "PRAGMA mmap_size = 0");
    private static final int BUSY_MILLIS = 2_000;
    /** What the limit of attached databases, the switch for extensions and the driver say. */
    private static final List<String> REFUSALS = List.of("too many attached", "not authorized", SqliteSession.NO_ROWS);

    private final DatabaseFiles files;

    SqliteEngine(DatabaseFiles files) {
        this.files = files;
    }

    @Override
    public void validate(DatabaseConnection connection) {
        if (files.sqlite(path(connection)) instanceof DatabaseFiles.Found.Not(String message)) {
            throw FailureException.invalid("file", message);
        }
    }

    @Override
    public Session open(DatabaseConnection connection) {
        Path file = switch (files.sqlite(path(connection))) {
            case DatabaseFiles.Found.File(Path path) -> path;
            case DatabaseFiles.Found.Not(String message) ->
                throw FailureException.of(FailureCode.DATABASE_UNREACHABLE, message);
        };
        try {
            return new SqliteSession(connect(file), file);
        } catch (SQLException error) {
            log.warn("The database file of connection {} could not be opened", connection.id(), error);
            throw new FailureException(
                    new Failure(FailureCode.DATABASE_UNREACHABLE, "The file could not be opened as a SQLite database."),
                    error);
        }
    }

    @Override
    public String sample(TableName table, int rows) {
        return "SELECT * FROM " + quoted(table) + " LIMIT " + rows;
    }

    @Override
    public String quoted(TableName table) {
        return quoted(table.name());
    }

    @Override
    public boolean refuses(SQLException error) {
        if (!(error instanceof SQLiteException sqlite)) {
            return isRefusal(error);
        }
        return switch (sqlite.getResultCode()) {
            case SQLITE_READONLY, SQLITE_AUTH, SQLITE_PERM -> true;
            // All others have the one general code.
            default -> isRefusal(error);
        };
    }

    private static boolean isRefusal(SQLException error) {
        String message = String.valueOf(error.getMessage());
        return REFUSALS.stream().anyMatch(message::contains);
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static SQLiteConnection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection opened = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = opened.createStatement()) {
            SQLiteConnection sqlite = opened.unwrap(SQLiteConnection.class);
            for (Map.Entry<SQLiteLimits, Integer> limit : LIMITS.entrySet()) {
                sqlite.setLimit(limit.getKey(), limit.getValue());
            }
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            return sqlite;
        } catch (SQLException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    private static String path(DatabaseConnection connection) {
        return switch (connection.address()) {
            case DatabaseAddress.File(String path) -> path;
            case DatabaseAddress.Server server -> throw new IllegalStateException("SQLite has no servers");
        };
    }
}
