package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session with a system whose driver was dropped in; used for one piece of work and never again. */
final class DroppedInSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(DroppedInSession.class);
    private static final int FETCHED_AT_ONCE = 500;
    private static final int LONGEST_MESSAGE = 500;

    private final Connection connection;
    private final DroppedIn system;
    private final Wire wire;
    private volatile boolean cancelled;
    private volatile @Nullable Statement running;

    DroppedInSession(Connection connection, DroppedIn system, Wire wire) {
        this.connection = connection;
        this.system = system;
        this.wire = wire;
    }

    @Override
    public Rows read(String sql, QueryLimits limits) throws SQLException {
        requireGoing();
        wire.refill();
        try (Statement statement = system.statement(connection, sql, limits)) {
            running = statement;
            requireGoing();
            statement.setQueryTimeout(DroppedIn.seconds(limits));
            // maxRows + 1: the extra row tells "more" from "exactly full"
            statement.setMaxRows(limits.maxRows() + 1);
            statement.setFetchSize(Math.min(limits.maxRows() + 1, FETCHED_AT_ONCE));
            try (ResultSet result = statement instanceof PreparedStatement prepared
                    ? prepared.executeQuery()
                    : statement.executeQuery(sql)) {
                return rows(result, limits);
            }
        } finally {
            running = null;
            system.rollBack(connection);
        }
    }

    @Override
    public void stream(String sql, Duration limit, RowSink sink) throws SQLException {
        requireGoing();
        wire.refill();
        QueryLimits limits = new QueryLimits(1, 1, limit);
        try (Statement statement = system.statement(connection, sql, limits)) {
            running = statement;
            requireGoing();
            statement.setQueryTimeout(DroppedIn.seconds(limits));
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet result = statement instanceof PreparedStatement prepared
                    ? prepared.executeQuery()
                    : statement.executeQuery(sql)) {
                List<ResultColumn> columns = columns(result.getMetaData());
                RowBatches rows = new RowBatches(sink);
                rows.columns(columns);
                while (result.next()) {
                    requireGoing();
                    if (rows.add(cells(result, columns.size()))) {
                        wire.refill();
                    }
                }
                rows.flush();
            } catch (RuntimeException unwanted) {
                // Else closing the result might read all the rest.
                statement.cancel();
                throw unwanted;
            }
        } finally {
            running = null;
            system.rollBack(connection);
        }
    }

    private Rows rows(ResultSet result, QueryLimits limits) throws SQLException {
        List<ResultColumn> columns = columns(result.getMetaData());
        RowCollector rows = new RowCollector(limits, columns.size());
        while (result.next()) {
            requireGoing();
            if (!rows.add(cells(result, columns.size()))) {
                break;
            }
        }
        return new Rows(columns, rows.rows(), rows.truncated());
    }

    private static List<ResultColumn> columns(ResultSetMetaData data) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(
                    new ResultColumn(data.getColumnLabel(i), data.getColumnTypeName(i), kind(data.getColumnType(i))));
        }
        return columns;
    }

    private static List<@Nullable Object> cells(ResultSet result, int width) throws SQLException {
        List<@Nullable Object> cells = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
            cells.add(cell(result.getObject(i)));
        }
        return cells;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Kind.NUMBER;
            case Types.BIT, Types.BOOLEAN -> Kind.BOOLEAN;
            case Types.DATE -> Kind.DATE;
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> Kind.TIME;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.TIMESTAMP;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
            default -> Kind.TEXT;
        };
    }

    private static @Nullable Object cell(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Long number -> number;
            case BigInteger number -> number;
            case BigDecimal number -> number;
            case Byte number -> (Long) number.longValue();
            case Short number -> (Long) number.longValue();
            case Integer number -> (Long) number.longValue();
            case Float number -> real(number.doubleValue());
            case Double number -> real(number);
            case byte[] bytes -> bytes.length + " bytes";
            case Timestamp time -> time.toLocalDateTime().toString();
            case Clob text -> text.getSubString(1, RowCollector.MAX_CELL + 1);
            case Array array -> {
                Object elements = array.getArray();
                yield elements instanceof Object[] several ? Arrays.deepToString(several) : String.valueOf(elements);
            }
            case Object[] several -> Arrays.deepToString(several);
            default -> value.toString();
        };
    }

    private static Object real(double number) {
        return Double.isNaN(number) || Double.isInfinite(number) ? String.valueOf(number) : (Double) number;
    }

    @Override
    public DatabaseSchema schema() throws SQLException {
        requireGoing();
        wire.refill();
        try {
            return new MetaDataSchemaReader(connection, system).read();
        } finally {
            system.rollBack(connection);
        }
    }

    @Override
    public String version() throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
    }

    /** Not known: nobody asked a real server how to find out. */
    @Override
    public AccountPrivileges privileges() {
        return AccountPrivileges.unknown();
    }

    /** Nothing is ever left in a session, since no session is used twice. */
    @Override
    public String trace() {
        return "";
    }

    @Override
    public boolean isAlive() {
        return false;
    }

    @Override
    public SqlProblem explain(SQLException error) {
        if (error instanceof DroppedIn.NoReadException) {
            return new SqlProblem.Wrong(String.valueOf(error.getMessage()), false);
        }
        if (wire.isSpent()) {
            return new SqlProblem.Wrong("The result is larger than 64 MiB. Ask for less of it.", false);
        }
        if (cancelled || system.isTimeOut(error)) {
            return new SqlProblem.TimeOut();
        }
        String state = String.valueOf(error.getSQLState());
        if (state.startsWith("08") || error instanceof SQLRecoverableException) {
            return new SqlProblem.Lost();
        }
        String message = String.valueOf(error.getMessage()).strip();
        return new SqlProblem.Wrong(
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message,
                system.isUnknownTable(error));
    }

    @Override
    public void cancel() {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException error) {
                log.warn("A statement could not be cancelled", error);
            }
        }
    }

    @Override
    public void abandon() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException error) {
            log.warn("A connection could not be closed", error);
        }
    }

    /** Never: what a statement may leave behind is not known well enough. */
    @Override
    public boolean reset() {
        return false;
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
            throw new SQLException("cancelled", "57014");
        }
    }
}
