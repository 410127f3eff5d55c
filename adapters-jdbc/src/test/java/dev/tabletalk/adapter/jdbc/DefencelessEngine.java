package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** An engine whose sessions run whatever they are given, each statement for good, and keep their state for the next one. */
record DefencelessEngine(Engine real, Connecting connecting) implements Engine {
    interface Connecting {
        Connection connect() throws SQLException;
    }

    @Override
    public void validate(DatabaseConnection connection) {
        real.validate(connection);
    }

    @Override
    public Session open(DatabaseConnection connection) {
        try {
            return new DefencelessSession(real.open(connection), connecting.connect());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String sample(TableName table, int rows) {
        return real.sample(table, rows);
    }

    @Override
    public String quoted(TableName table) {
        return real.quoted(table);
    }

    @Override
    public boolean refuses(SQLException error) {
        return real.refuses(error);
    }

    private record DefencelessSession(Session real, Connection connection) implements Session {
        @Override
        public Rows read(String sql, QueryLimits limits) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.setMaxRows(limits.maxRows());
                statement.execute(sql);
                return new Rows(List.of(), List.of(), false);
            }
        }

        @Override
        public void stream(String sql, Duration limit, RowSink sink) throws SQLException {
            real.stream(sql, limit, sink);
        }

        @Override
        public DatabaseSchema schema() throws SQLException {
            return real.schema();
        }

        @Override
        public String version() throws SQLException {
            return real.version();
        }

        @Override
        public AccountPrivileges privileges() throws SQLException {
            return real.privileges();
        }

        @Override
        public String trace() throws SQLException {
            return real.trace();
        }

        @Override
        public boolean isAlive() {
            return real.isAlive();
        }

        @Override
        public SqlProblem explain(SQLException error) {
            return real.explain(error);
        }

        @Override
        public void cancel() {
            real.cancel();
            abandon();
        }

        @Override
        public void abandon() {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean reset() {
            return real.reset();
        }

        @Override
        public void close() {
            real.close();
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
