package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** What differs between the systems that are reached with a driver somebody dropped in. */
interface DroppedIn {
    /** How long all rows of a statement may take at most. */
    Duration LONGEST_STREAM = Duration.ofHours(1);

    DriverJar jar();

    DriverOptions options();

    /** Made of checked parts only; all that a person wrote but host and port goes into the properties. */
    String url(DatabaseAddress.Server server);

    Properties properties(DatabaseAddress.Server server, Reach reach);

    /** Takes back those of {@link #properties} that bound a result or its time, up to {@link #LONGEST_STREAM}. */
    default void liftLimits(Properties properties) {}

    /** Whether the driver makes its sockets with ours; otherwise the address is looked at before it connects. */
    boolean usesOurSockets();

    /** Puts a new connection into the engine's own read-only mode. */
    void restrict(Connection connection, DatabaseAddress.Server server) throws SQLException;

    /** A statement with the limits of the engine. */
    Statement statement(Connection connection, String sql, QueryLimits limits) throws SQLException;

    /** Takes back what a statement may have done. */
    void rollBack(Connection connection) throws SQLException;

    /** The statement that reads some rows of a table. */
    String sample(TableName table, int rows);

    boolean isTimeOut(SQLException error);

    boolean isUnknownTable(SQLException error);

    /** Schemas whose tables are the engine's own, in lower case. */
    boolean isSystemSchema(String schema);

    /** Seconds for {@link Statement#setQueryTimeout}: the engine's own limit comes a moment after ours. */
    static int seconds(QueryLimits limits) {
        return Math.toIntExact(limits.timeout().toSeconds()) + 1;
    }

    /** Names in double quotes. */
    static String quoted(TableName table) {
        String schema = table.schema();
        return (schema == null ? "" : quoted(schema) + ".") + quoted(table.name());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A statement that is prepared, and refused when it would not give columns. */
    static PreparedStatement giving(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            if (statement.getMetaData() == null || statement.getMetaData().getColumnCount() == 0) {
                throw new NoReadException();
            }
            return statement;
        } catch (SQLException | RuntimeException failed) {
            statement.close();
            throw failed;
        }
    }

    /** A statement without a result, which the guard should never let through. */
    final class NoReadException extends SQLException {
        NoReadException() {
            super("Only statements that return rows can be run.");
        }
    }
}
