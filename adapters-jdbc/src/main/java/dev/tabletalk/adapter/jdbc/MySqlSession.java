package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Connection;
import org.mariadb.jdbc.ServerPreparedStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with MariaDB or MySQL. Every transaction of it is read-only, also the one that an implicit commit would begin. A
 * statement runs only after the server itself has prepared it and said that it gives rows, and is always rolled back.
 */
final class MySqlSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(MySqlSession.class);
    /** How quotes and comments are read must not depend on the server; the rest is what servers come with. */
    private static final String MODE = "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final Pattern OWN_PREFIX = Pattern.compile("^\\(conn=\\d+\\) ");
    private static final long GRACE_MILLIS = 1_000;
    private static final int BATCH = 200;

    private final Connection connection;
    private final String database;
    /** What the server is, whatever kind the connection was said to be. */
    private final boolean mariadb;

    private final Wire wire;
    private final MySqlGrants grants;
    private final MySqlStatements statements;
    private volatile boolean cancelled;
    /** Whether rows of a statement are still on their way, so that nobody may read from here again. */
    private boolean spent;

    private volatile @Nullable Statement running;
    /** The role it began with, null at first: MariaDB keeps a later one when a session is reset. */
    private @Nullable String role;

    MySqlSession(Connection connection, String database, Wire wire) throws SQLException {
        this.connection = connection;
        this.database = database;
        this.wire = wire;
        mariadb = connection.getContext().getVersion().isMariaDBServer();
        try {
            prepare();
            grants = MySqlGrants.of(connection);
        } catch (SQLException | RuntimeException error) {
            abandon();
            throw error;
        }
        statements = new MySqlStatements(grants.mayReachFiles());
    }

    /** What must hold before any statement of a person; nothing of an earlier one may be left. */
    private void prepare() throws SQLException {
        String mode = mariadb ? MODE : MODE + ",ONLY_FULL_GROUP_BY";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4");
            statement.execute("SET SESSION sql_mode = '" + mode + "', autocommit = 1, sql_select_limit = DEFAULT");
            statement.execute("SET SESSION TRANSACTION READ ONLY");
            try (ResultSet left =
                    statement.executeQuery("SELECT @tabletalk, @@sql_mode, @@character_set_client, DATABASE(), "
                            + (mariadb ? "COALESCE(CURRENT_ROLE(), '')" : "''"))) {
                if (!left.next()
                        || left.getString(1) != null
                        || String.valueOf(left.getString(2)).contains("ANSI")
                        || !"utf8mb4".equals(left.getString(3))
                        || !database.equalsIgnoreCase(left.getString(4))
                        || (role != null && !role.equals(left.getString(5)))) {
                    throw new SQLException("The session could not be reset", "08000");
                }
                role = left.getString(5);
            }
            statement.execute("SET @tabletalk = 1");
        }
    }

    @Override
    public Rows read(String text, QueryLimits limits) throws SQLException {
        // maxRows + 1: the extra row tells "more" from "exactly full"
        return run(text, limits.timeout(), String.valueOf(limits.maxRows() + 1L), result -> rows(result, limits));
    }

    @Override
    public void stream(String text, Duration limit, RowSink sink) throws SQLException {
        run(text, limit, "DEFAULT", result -> {
            passOn(result, sink);
            return true;
        });
    }

    private void passOn(ResultSet result, RowSink sink) throws SQLException {
        int width = result.getMetaData().getColumnCount();
        RowBatches rows = new RowBatches(sink);
        rows.columns(MySqlCells.columns(result.getMetaData()));
        boolean all = false;
        try {
            while (result.next()) {
                requireGoing();
                List<@Nullable Object> cells = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    cells.add(MySqlCells.cell(result, i));
                }
                if (rows.add(cells)) {
                    wire.refill();
                }
            }
            rows.flush();
            all = true;
        } finally {
            if (!all) {
                // Else closing the statement would read all the rest.
                spent = true;
                abandon();
            }
        }
    }

    private interface Reading<T> {
        T of(ResultSet result) throws SQLException;
    }

    /** @param rows how many the server may give, or DEFAULT for all */
    private <T> T run(String text, Duration limit, String rows, Reading<T> reading) throws SQLException {
        MySqlStatements.Opening opening = statements.check(text);
        wire.refill();
        if (!connection.nativeSQL(text).equals(text)) {
            throw new MySqlStatements.Refused("Braces cannot be used in a statement.");
        }
        begin(limit, rows);
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            requireRows(statement, opening);
            running = statement;
            requireGoing();
            statement.setFetchSize(BATCH);
            T read = reading.of(statement.executeQuery());
            // A function that waits answers a row when it is stopped.
            requireGoing();
            return read;
        } finally {
            running = null;
            if (!spent) {
                statement.close();
            }
        }
    }

    /** By what the server said when it prepared the statement; nothing has run yet. */
    private void requireRows(PreparedStatement statement, MySqlStatements.Opening opening) throws SQLException {
        // MySQL says what these answer only when they run; they cannot do anything else.
        boolean tells = !mariadb && opening == MySqlStatements.Opening.DESCRIPTION;
        // Only when the server cannot prepare it would the driver send the text as it is.
        if (!(statement instanceof ServerPreparedStatement) || (!tells && !givesRows(statement))) {
            throw new MySqlStatements.Refused("Only statements that give rows can be run.");
        }
        if (statement.getParameterMetaData().getParameterCount() > 0) {
            throw new MySqlStatements.Refused("A placeholder (?) has no value.");
        }
    }

    private static boolean givesRows(PreparedStatement statement) throws SQLException {
        var columns = statement.getMetaData();
        return columns != null && columns.getColumnCount() > 0;
    }

    private Rows rows(ResultSet result, QueryLimits limits) throws SQLException {
        List<ResultColumn> columns = MySqlCells.columns(result.getMetaData());
        RowCollector rows = new RowCollector(limits, columns.size());
        while (result.next()) {
            List<@Nullable Object> cells = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                cells.add(MySqlCells.cell(result, i));
            }
            if (!rows.add(cells)) {
                leaveTheRest(result);
                break;
            }
        }
        return new Rows(columns, rows.rows(), rows.truncated());
    }

    /** Nobody waits for rows that nobody wants: if there are more, the session ends here. */
    private void leaveTheRest(ResultSet result) throws SQLException {
        if (result.next()) {
            spent = true;
            abandon();
        }
    }

    /** Limits of the engine that hold even if a statement hides from us; ours are tighter. */
    private void begin(Duration limit, String rows) throws SQLException {
        long millis = limit.toMillis() + GRACE_MILLIS;
        long seconds = Math.max(1, millis / 1_000);
        String time = mariadb ? "max_statement_time = " + millis / 1_000.0 : "max_execution_time = " + millis;
        try (Statement statement = connection.createStatement()) {
            running = statement;
            requireGoing();
            statement.execute("SET SESSION " + time + ", lock_wait_timeout = " + seconds
                    + ", innodb_lock_wait_timeout = " + seconds
                    // For as long as a slow taker of the rows may keep the server waiting.
                    + ", net_write_timeout = " + Math.max(60, seconds)
                    + ", sql_select_limit = " + rows);
            statement.execute("START TRANSACTION READ ONLY");
        }
    }

    @Override
    public DatabaseSchema schema() throws SQLException {
        begin(QueryLimits.DEFAULT.timeout(), "DEFAULT");
        try (Statement statement = connection.createStatement()) {
            running = statement;
            requireGoing();
            return MySqlSchemaReader.read(statement);
        } finally {
            running = null;
        }
    }

    @Override
    public String version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT VERSION()")) {
            String version = result.next() ? String.valueOf(result.getString(1)) : "";
            return (mariadb ? "MariaDB " : "MySQL ") + version.split("-", 2)[0];
        }
    }

    @Override
    public AccountPrivileges privileges() throws SQLException {
        return grants.privileges(connection, database);
    }

    @Override
    public String trace() throws SQLException {
        String sql = "SELECT CONCAT_WS(', ', CONCAT('mode ', @@sql_mode), CONCAT('autocommit ', @@autocommit), "
                + (mariadb
                        ? "CONCAT('read only ', @@tx_read_only), CONCAT('isolation ', @@tx_isolation),"
                                + " CONCAT('time ', @@max_statement_time), CONCAT('role ', COALESCE(CURRENT_ROLE(), 'none'))"
                        : "CONCAT('read only ', @@transaction_read_only), CONCAT('isolation ', @@transaction_isolation),"
                                + " CONCAT('time ', @@max_execution_time)")
                + ", CONCAT('rows ', @@sql_select_limit), CONCAT('foreign keys ', @@foreign_key_checks),"
                + " CONCAT('charset ', @@character_set_client), CONCAT('database ', DATABASE()),"
                + " CONCAT('inserted ', LAST_INSERT_ID()),"
                + " CONCAT('lock free ', IS_FREE_LOCK('" + AttackFile.PREFIX + "lock')),"
                + " CONCAT('variable ', COALESCE(@" + AttackFile.PREFIX + "variable, 'none')),"
                + " CONCAT('objects ', (SELECT COUNT(*) FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_name LIKE '" + AttackFile.PREFIX + "%')),"
                + " CONCAT('databases ', (SELECT COUNT(*) FROM information_schema.schemata"
                + " WHERE schema_name LIKE '" + AttackFile.PREFIX + "%')),"
                + " CONCAT('routines ', (SELECT COUNT(*) FROM information_schema.routines"
                + " WHERE routine_name LIKE '" + AttackFile.PREFIX + "%')))";
        try (Statement statement = connection.createStatement()) {
            running = statement;
            requireGoing();
            try (ResultSet result = statement.executeQuery(sql)) {
                return result.next() ? String.valueOf(result.getString(1)) : "";
            }
        } finally {
            running = null;
        }
    }

    @Override
    public boolean isAlive() {
        try {
            return connection.isValid(2);
        } catch (SQLException error) {
            log.debug("A session is gone", error);
            return false;
        }
    }

    @Override
    public SqlProblem explain(SQLException error) {
        if (error instanceof MySqlStatements.Refused refused) {
            return new SqlProblem.Wrong(refused.reason(), false);
        }
        if (wire.isSpent()) {
            cancelled = true;
            return new SqlProblem.Wrong("The result is larger than 64 MiB. Ask for less of it.", false);
        }
        String state = String.valueOf(error.getSQLState());
        return switch (error.getErrorCode()) {
            // Interrupted; took longer than the limit of MariaDB, of MySQL.
            case 1317, 1969, 3024 -> new SqlProblem.TimeOut();
            // Killed, stopping, gone away, lost while reading.
            case 1927, 1053, 2006, 2013 -> new SqlProblem.Lost();
            default -> {
                if (cancelled) {
                    yield new SqlProblem.TimeOut();
                }
                if (state.startsWith("08") || connection.isClosed()) {
                    yield new SqlProblem.Lost();
                }
                if (error.getErrorCode() <= 0) {
                    log.info("A statement failed in the driver", error);
                    yield new SqlProblem.Wrong("The database could not run the statement.", false);
                }
                String message =
                        OWN_PREFIX.matcher(String.valueOf(error.getMessage())).replaceFirst("");
                yield new SqlProblem.Wrong(message, error.getErrorCode() == 1146);
            }
        };
    }

    @Override
    public void cancel() {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException error) {
                log.warn("A statement of server thread {} could not be cancelled", connection.getThreadId(), error);
            }
        }
    }

    @Override
    public void abandon() {
        // The driver tells the server by a connection of its own, which may take its time.
        Thread.ofVirtual().name("database-abandon").start(() -> {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException error) {
                log.warn("The connection of server thread {} could not be closed", connection.getThreadId(), error);
            }
        });
    }

    @Override
    public boolean reset() {
        if (cancelled || spent) {
            return false;
        }
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
            connection.reset();
            prepare();
            return !cancelled;
        } catch (SQLException error) {
            log.debug("A session cannot be used again", error);
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException error) {
            log.warn("A session could not be closed", error);
        }
    }

    private void requireGoing() throws SQLException {
        if (cancelled) {
            throw new SQLException("cancelled", "70100", 1317);
        }
    }
}
