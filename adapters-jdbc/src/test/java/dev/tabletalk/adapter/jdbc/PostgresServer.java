package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/** One real PostgreSQL for all tests of a run; it ends with the JVM. */
public final class PostgresServer {
    private static final PostgresServer INSTANCE = new PostgresServer();
    private final EmbeddedPostgres server;

    private PostgresServer() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    // It would change what fingerprints are made of.
                    .setServerConfig("autovacuum", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PostgresServer get() {
        return INSTANCE;
    }

    public int port() {
        return server.getPort();
    }

    /** Runs SQL as superuser, outside of what is tested. */
    public void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void executeIn(String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database of that name with the objects that the corpus names, as its superuser sees it. */
    DatabaseConnection corpusDatabase(String name) throws IOException {
        execute("DROP DATABASE IF EXISTS " + name);
        execute("CREATE DATABASE " + name);
        executeIn(name, Files.readString(CorpusRow.folder().resolve("postgresql.sql")));
        return connection(
                name,
                new DatabaseAddress.Server("127.0.0.1", port(), name, new Credentials("postgres", null), Map.of()));
    }

    /** All that a statement could change for good: rows, catalog, sequences, roles, large objects, slots, settings. */
    String fingerprint(String database) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("""
                        SELECT (SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM canary t),
                            (SELECT count(*) FROM orders), (SELECT last_value FROM invoice_seq),
                            (SELECT last_value FROM canary_id_seq),
                            (SELECT md5(string_agg(oid::text || relname || reltuples || coalesce(relacl::text, ''), '|' ORDER BY oid)) FROM pg_class WHERE relnamespace <> 'pg_toast'::regnamespace AND relname !~ '^pg_'),
                            (SELECT md5(string_agg(oid::text || proname, '|' ORDER BY oid)) FROM pg_proc),
                            (SELECT string_agg(rolname || rolsuper, '|' ORDER BY oid) FROM pg_roles),
                            (SELECT string_agg(coalesce(rolpassword, ''), '|' ORDER BY oid) FROM pg_authid),
                            (SELECT string_agg(datname, '|' ORDER BY oid) FROM pg_database),
                            (SELECT string_agg(nspname, '|' ORDER BY oid) FROM pg_namespace WHERE nspname !~ '^pg_'),
                            (SELECT string_agg(extname, '|' ORDER BY oid) FROM pg_extension),
                            (SELECT count(*) FROM pg_largeobject_metadata), (SELECT count(*) FROM pg_replication_slots),
                            (SELECT count(*) FROM pg_replication_origin), (SELECT count(*) FROM pg_subscription),
                            (SELECT count(*) FROM pg_foreign_server), (SELECT count(*) FROM pg_prepared_xacts),
                            (SELECT count(*) FROM pg_db_role_setting), (SELECT count(*) FROM pg_description),
                            (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'),
                            (SELECT md5(string_agg(sourcefile || name || setting, '|' ORDER BY name)) FROM pg_file_settings)
                        """)) {
            result.next();
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                all.append(result.getString(i)).append('\n');
            }
            return all.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public String value(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a role with a password that must be right; that of others does not matter. */
    public void addRole(String role, String password) {
        execute("DROP ROLE IF EXISTS " + role + "; CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
        Path rules = Path.of(value("SHOW hba_file"));
        try {
            Files.writeString(rules, "host all " + role + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("SELECT pg_reload_conf()");
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
