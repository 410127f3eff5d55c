package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One file, opened for one piece of work. */
final class SqliteSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(SqliteSession.class);
    /** Steps of the engine between two looks at whether to go on: some hundred a second and more. */
    private static final int STEPS = 20_000;

    /** What the driver says of a statement that has no columns, such as a write, before it runs it. */
    static final String NO_ROWS = "Query does not return results";

    /** Settings of the whole process, which no session takes back. SQLite has no escapes a name could hide behind. */
    private static final Pattern OF_THE_PROCESS =
            Pattern.compile("(?i)soft_heap_limit|hard_heap_limit|temp_store_directory|data_store_directory");

    private static final String REFUSED = "This statement names a setting of the whole process, so it was not run.";

    private final SQLiteConnection connection;
    private final Path file;
    private volatile boolean cancelled;

    SqliteSession(SQLiteConnection connection, Path file) throws SQLException {
        this.connection = connection;
        this.file = file;
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return cancelled ? 1 : 0;
            }
        });
    }

    @Override
    public Rows read(String sql, QueryLimits limits) throws SQLException {
        requireGoing(sql);
        // Never Statement.execute: the driver has commands of its own there, such as "backup to".
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData data = result.getMetaData();
            int width = data.getColumnCount();
            RowCollector rows = new RowCollector(limits, width);
            List<SqliteColumn> columns = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                columns.add(new SqliteColumn(data.getColumnLabel(i), data.getColumnTypeName(i)));
            }
            while (result.next()) {
                requireGoing();
                List<@Nullable Object> cells = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    Object cell = cell(result.getObject(i));
                    columns.get(i - 1).saw(cell);
                    cells.add(cell);
                }
                if (!rows.add(cells)) {
                    break;
                }
            }
            List<ResultColumn> found =
                    columns.stream().map(SqliteColumn::column).toList();
            return new Rows(found, rows.rows(), rows.truncated());
        }
    }

    /** The kinds of columns are those of the first batch of rows: they must be known before any row is passed on. */
    @Override
    public void stream(String sql, Duration limit, RowSink sink) throws SQLException {
        requireGoing(sql);
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData data = result.getMetaData();
            int width = data.getColumnCount();
            List<SqliteColumn> columns = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                columns.add(new SqliteColumn(data.getColumnLabel(i), data.getColumnTypeName(i)));
            }
            boolean[] begun = {false};
            RowBatches rows = new RowBatches(new RowSink() {
                @Override
                public void columns(List<ResultColumn> known) {
                    sink.columns(known);
                }

                @Override
                public void rows(List<Row> batch) {
                    if (!begun[0]) {
                        begun[0] = true;
                        batch.forEach(row -> {
                            for (int i = 0; i < width; i++) {
                                columns.get(i).saw(row.cells().get(i));
                            }
                        });
                        columns(columns.stream().map(SqliteColumn::column).toList());
                    }
                    sink.rows(batch);
                }
            });
            while (result.next()) {
                requireGoing();
                List<@Nullable Object> cells = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    cells.add(cell(result.getObject(i)));
                }
                rows.add(cells);
            }
            rows.flush();
            if (!begun[0]) {
                sink.columns(columns.stream().map(SqliteColumn::column).toList());
            }
        }
    }

    @Override
    public DatabaseSchema schema() throws SQLException {
        requireGoing();
        return new SqliteSchemaReader(connection).read();
    }

    @Override
    public String version() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT 'SQLite ' || sqlite_version(), count(*) FROM sqlite_schema");
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getString(1) : "SQLite";
        }
    }

    @Override
    public AccountPrivileges privileges() {
        return Files.isWritable(file)
                ? new AccountPrivileges(
                        true,
                        List.of("The account that Tabletalk runs as may write the file " + file.getFileName() + "."),
                        List.of(
                                "chmod a-w '" + file.toString().replace("'", "'\\''") + "'",
                                "# or mount the folder of the file read-only, or run Tabletalk as an account that may only read it"))
                : new AccountPrivileges(false, List.of(), List.of());
    }

    @Override
    public String trace() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT (SELECT count(*) FROM sqlite_schema WHERE name LIKE '" + AttackFile.PREFIX + "%'),"
                                + " (SELECT count(*) FROM sqlite_temp_schema), (SELECT group_concat(name) FROM pragma_database_list),"
                                + " (SELECT query_only FROM pragma_query_only)");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return "objects " + result.getString(1) + ", temporary " + result.getString(2) + ", databases "
                    + result.getString(3) + ", only queries " + result.getString(4);
        }
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public SqlProblem explain(SQLException error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
                return new SqlProblem.TimeOut();
            }
            if (code == SQLiteErrorCode.SQLITE_TOOBIG) {
                return new SqlProblem.Wrong(
                        "A value is larger than 32 MiB, or the statement is too long. Ask for less of it.", false);
            }
            // "[SQLITE_ERROR] SQL error or missing database (no such table: x)"
            int open = message.indexOf('(');
            if (open > 0 && message.endsWith(")")) {
                message = message.substring(open + 1, message.length() - 1);
            }
        }
        if (message.equals(NO_ROWS)) {
            return new SqlProblem.Wrong("Only a statement that gives rows can be run.", false);
        }
        return new SqlProblem.Wrong(message, message.startsWith("no such table"));
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    /** A file is never deaf: SQLite looks at the mark every few instructions. */
    @Override
    public void abandon() {
        cancel();
    }

    @Override
    public boolean reset() {
        return false;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException error) {
            log.warn("A SQLite file could not be closed", error);
        }
    }

    private void requireGoing(String sql) throws SQLException {
        requireGoing();
        if (OF_THE_PROCESS.matcher(sql).find()) {
            throw new SQLException(REFUSED);
        }
    }

    private void requireGoing() throws SQLException {
        if (cancelled) {
            throw new SQLiteException("cancelled", SQLiteErrorCode.SQLITE_INTERRUPT);
        }
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> (Long) number.longValue();
            case Long number -> number;
            case Double number when number.isNaN() || number.isInfinite() -> number.toString();
            case Double number -> number;
            case byte[] bytes -> bytes.length + " bytes";
            default -> value.toString();
        };
    }
}
