package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * SQL Server. It has no read-only transaction: a statement must give columns, runs in a transaction that is always rolled
 * back, and says that it only means to read. An account that may only read is what makes it safe.
 */
final class SqlServer implements DroppedIn {
    private static final Set<String> SYSTEM = Set.of("sys", "information_schema", "guest");

    @Override
    public DriverJar jar() {
        return new DriverJar(
                DatabaseKind.SQLSERVER,
                "com.microsoft.sqlserver.jdbc.SQLServerDriver",
                "com.microsoft.sqlserver",
                "mssql-jdbc",
                "13.6.2.jre11",
                "");
    }

    @Override
    public DriverOptions options() {
        return new DriverOptions(
                DatabaseKind.SQLSERVER,
                Map.of(
                        "encrypt", Pattern.compile("true|false|strict"),
                        "trustServerCertificate", Pattern.compile("true|false"),
                        "hostNameInCertificate", Pattern.compile("[A-Za-z0-9*][A-Za-z0-9.-]{0,252}"),
                        "applicationName", Pattern.compile("[A-Za-z0-9 ._-]{1,60}"),
                        "loginTimeout", Pattern.compile("[1-9]|10")));
    }

    @Override
    public String url(DatabaseAddress.Server server) {
        return "jdbc:sqlserver://";
    }

    @Override
    public Properties properties(DatabaseAddress.Server server, Reach reach) {
        Properties properties = new Properties();
        properties.setProperty("encrypt", "true");
        properties.setProperty("applicationName", "Tabletalk");
        properties.setProperty("loginTimeout", String.valueOf(JdbcTargetDatabase.CONNECT_TIMEOUT.toSeconds()));
        properties.putAll(server.options());
        properties.setProperty("serverName", server.host());
        properties.setProperty("portNumber", String.valueOf(server.port()));
        properties.setProperty("databaseName", server.database());
        properties.setProperty("user", server.credentials().username());
        Secret password = server.credentials().password();
        properties.setProperty("password", password == null ? "" : password.reveal());
        properties.setProperty("socketFactoryClass", reach.socketFactory());
        properties.setProperty("applicationIntent", "ReadOnly");
        properties.setProperty("lockTimeout", "2000");
        properties.setProperty("connectRetryCount", "0");
        // Else it connects with sockets that are not of our factory.
        properties.setProperty("multiSubnetFailover", "false");
        properties.setProperty("transparentNetworkIPResolution", "false");
        properties.setProperty("responseBuffering", "adaptive");
        return properties;
    }

    @Override
    public boolean usesOurSockets() {
        return true;
    }

    @Override
    public void restrict(Connection connection, DatabaseAddress.Server server) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    @Override
    public Statement statement(Connection connection, String sql, QueryLimits limits) throws SQLException {
        return DroppedIn.giving(connection, sql);
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public String sample(TableName table, int rows) {
        String schema = table.schema();
        return "SELECT TOP " + rows + " * FROM " + (schema == null ? "" : quoted(schema) + ".") + quoted(table.name());
    }

    private static String quoted(String name) {
        // Brackets with a bracket in them are not understood by the guard, so that double quotes it is.
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public boolean isTimeOut(SQLException error) {
        return error instanceof SQLTimeoutException || "HY008".equals(error.getSQLState());
    }

    @Override
    public boolean isUnknownTable(SQLException error) {
        return error.getErrorCode() == 208;
    }

    @Override
    public boolean isSystemSchema(String schema) {
        return SYSTEM.contains(schema) || schema.startsWith("db_");
    }
}
