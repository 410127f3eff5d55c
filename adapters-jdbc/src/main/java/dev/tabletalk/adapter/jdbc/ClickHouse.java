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
import java.util.Set;
import java.util.regex.Pattern;

/** ClickHouse over HTTP: every request says readonly, and how much may be read for how long. */
final class ClickHouse implements DroppedIn {
    private static final String SETTING = "clickhouse_setting_";
    private static final int UNKNOWN_TABLE = 60;
    private static final int TIMEOUT_EXCEEDED = 159;

    @Override
    public DriverJar jar() {
        return new DriverJar(
                DatabaseKind.CLICKHOUSE,
                "com.clickhouse.jdbc.ClickHouseDriver",
                "com.clickhouse",
                "clickhouse-jdbc",
                "0.9.8",
                "-all");
    }

    @Override
    public DriverOptions options() {
        return new DriverOptions(
                DatabaseKind.CLICKHOUSE,
                Map.of(
                        "ssl", Pattern.compile("true|false"),
                        "client_name", Pattern.compile("[A-Za-z0-9 ._-]{1,60}"),
                        "connection_timeout", Pattern.compile("[1-9]000|10000")));
    }

    @Override
    public String url(DatabaseAddress.Server server) {
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return "jdbc:clickhouse://" + host + ":" + server.port();
    }

    @Override
    public Properties properties(DatabaseAddress.Server server, Reach reach) {
        Properties properties = new Properties();
        properties.setProperty("client_name", "Tabletalk");
        properties.setProperty("connection_timeout", String.valueOf(JdbcTargetDatabase.CONNECT_TIMEOUT.toMillis()));
        properties.putAll(server.options());
        properties.setProperty("database", server.database());
        properties.setProperty("user", server.credentials().username());
        Secret password = server.credentials().password();
        properties.setProperty("password", password == null ? "" : password.reveal());
        properties.setProperty(SETTING + "readonly", "1");
        properties.setProperty(SETTING + "allow_ddl", "0");
        properties.setProperty(SETTING + "allow_introspection_functions", "0");
        properties.setProperty(SETTING + "max_execution_time", "301");
        properties.setProperty(SETTING + "max_result_bytes", String.valueOf(Wire.BUDGET));
        properties.setProperty(SETTING + "max_result_rows", "100001");
        properties.setProperty(SETTING + "result_overflow_mode", "break");
        properties.setProperty("retry", "0");
        // What comes is as large as it looks.
        properties.setProperty("compress", "false");
        return properties;
    }

    @Override
    public void liftLimits(Properties properties) {
        properties.setProperty(SETTING + "max_execution_time", String.valueOf(LONGEST_STREAM.toSeconds() + 1));
        properties.setProperty(SETTING + "max_result_bytes", "0");
        properties.setProperty(SETTING + "max_result_rows", "0");
        // Rather an error than some of the rows.
        properties.setProperty(SETTING + "result_overflow_mode", "throw");
    }

    @Override
    public boolean usesOurSockets() {
        return false;
    }

    /** Nothing: each request of this connection carries the settings. */
    @Override
    public void restrict(Connection connection, DatabaseAddress.Server server) {}

    @Override
    public Statement statement(Connection connection, String sql, QueryLimits limits) throws SQLException {
        return connection.createStatement();
    }

    /** Nothing: there are no transactions. */
    @Override
    public void rollBack(Connection connection) {}

    @Override
    public String sample(TableName table, int rows) {
        return "SELECT * FROM " + DroppedIn.quoted(table) + " LIMIT " + rows;
    }

    @Override
    public boolean isTimeOut(SQLException error) {
        return error.getErrorCode() == TIMEOUT_EXCEEDED;
    }

    @Override
    public boolean isUnknownTable(SQLException error) {
        return error.getErrorCode() == UNKNOWN_TABLE;
    }

    @Override
    public boolean isSystemSchema(String schema) {
        return Set.of("system", "information_schema").contains(schema);
    }
}
