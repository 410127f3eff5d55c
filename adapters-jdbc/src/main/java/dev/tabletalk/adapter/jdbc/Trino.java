package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Trino: a read-only transaction, and a time limit of the session. */
final class Trino implements DroppedIn {
    private static final int TABLE_NOT_FOUND = 46;
    private static final int EXCEEDED_TIME_LIMIT = 131_075;

    @Override
    public DriverJar jar() {
        return new DriverJar(DatabaseKind.TRINO, "io.trino.jdbc.TrinoDriver", "io.trino", "trino-jdbc", "476", "");
    }

    @Override
    public DriverOptions options() {
        return new DriverOptions(
                DatabaseKind.TRINO,
                Map.of(
                        "SSL", Pattern.compile("true|false"),
                        "SSLVerification", Pattern.compile("FULL|CA|NONE"),
                        "schema", Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,62}"),
                        "source", Pattern.compile("[A-Za-z0-9 ._-]{1,60}")));
    }

    @Override
    public String url(DatabaseAddress.Server server) {
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return "jdbc:trino://" + host + ":" + server.port();
    }

    @Override
    public Properties properties(DatabaseAddress.Server server, Reach reach) {
        Properties properties = new Properties();
        properties.setProperty("source", "Tabletalk");
        properties.putAll(server.options());
        // Told with a call, as it has no property.
        properties.remove("schema");
        properties.setProperty("user", server.credentials().username());
        Secret password = server.credentials().password();
        // The driver sends none over a connection that is not secure, and says so.
        if (password != null && !password.reveal().isEmpty()) {
            properties.setProperty("password", password.reveal());
        }
        properties.setProperty("sessionProperties", "query_max_run_time:301s");
        return properties;
    }

    @Override
    public void liftLimits(Properties properties) {
        properties.setProperty("sessionProperties", "query_max_run_time:" + (LONGEST_STREAM.toSeconds() + 1) + "s");
    }

    @Override
    public boolean usesOurSockets() {
        return false;
    }

    @Override
    public void restrict(Connection connection, DatabaseAddress.Server server) throws SQLException {
        connection.setCatalog(server.database());
        String schema = server.options().get("schema");
        if (schema != null) {
            connection.setSchema(schema);
        }
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    @Override
    public Statement statement(Connection connection, String sql, QueryLimits limits) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public String sample(TableName table, int rows) {
        return "SELECT * FROM " + DroppedIn.quoted(table) + " LIMIT " + rows;
    }

    @Override
    public boolean isTimeOut(SQLException error) {
        return error.getErrorCode() == EXCEEDED_TIME_LIMIT;
    }

    @Override
    public boolean isUnknownTable(SQLException error) {
        return error.getErrorCode() == TABLE_NOT_FOUND;
    }

    @Override
    public boolean isSystemSchema(String schema) {
        return schema.equals("information_schema");
    }
}
