package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/** One real PostgreSQL for all tests of a run; it ends with the JVM. */
final class PostgresServer {
    private static final PostgresServer INSTANCE = new PostgresServer();
    private final EmbeddedPostgres server;

    private PostgresServer() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgresServer get() {
        return INSTANCE;
    }

    int port() {
        return server.getPort();
    }

    /** Runs SQL as superuser, outside of what is tested. */
    void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String value(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    DatabaseConnection connection(String id, String user, Map<String, String> options) {
        return connection(
                id,
                new DatabaseAddress.Server(
                        "127.0.0.1", port(), "postgres", new Credentials(user, new Secret("secret")), options));
    }

    static DatabaseConnection connection(String id, DatabaseAddress address) {
        DatabaseKind kind = address instanceof DatabaseAddress.File ? DatabaseKind.SQLITE : DatabaseKind.POSTGRESQL;
        return new DatabaseConnection(
                new ConnectionId(id), id, kind, address, null, QueryLimits.DEFAULT, Instant.EPOCH);
    }
}
