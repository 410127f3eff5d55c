package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.SqlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account is root, so that nothing but the session protects the database. */
final class MariaDbEngineAloneIT {
    private static final String SESSION = "SELECT @@sql_mode, @@autocommit, @@tx_read_only, @@character_set_client,"
            + " @@sql_select_limit, @@max_statement_time, @@lock_wait_timeout, DATABASE(), CURRENT_ROLE(),"
            + " (SELECT GROUP_CONCAT(variable_name, variable_value) FROM information_schema.user_variables)";
    private static final String SETTINGS = "SELECT MD5(GROUP_CONCAT(variable_name, variable_value ORDER BY"
            + " variable_name)) FROM information_schema.session_variables WHERE variable_name NOT IN ('TIMESTAMP',"
            + " 'PSEUDO_THREAD_ID', 'RAND_SEED1', 'RAND_SEED2', 'ERROR_COUNT', 'WARNING_COUNT')"
            + " AND variable_name NOT LIKE '%GTID%'";

    @TempDir
    Path scratch;

    @Test
    void nothingChanges() throws Exception {
        MariaDbServer server = MariaDbServer.get();
        server.execute("DROP DATABASE IF EXISTS target", "CREATE DATABASE target CHARACTER SET utf8mb4");
        server.executeIn("target", Files.readAllLines(CorpusRow.folder().resolve("mariadb.sql")));
        for (String host : List.of("localhost", "%")) {
            server.execute(
                    "CREATE OR REPLACE USER onlooker@'" + host + "' IDENTIFIED BY 'secret'",
                    "GRANT SELECT, SHOW VIEW, EXECUTE ON target.* TO onlooker@'" + host + "'");
        }
        DatabaseConnection connection = server.connection("target", "target", "root", Map.of());
        // An account that cannot reach files, so that the words for that may stand in texts.
        DatabaseConnection reader = server.connection("onlooker", "target", "onlooker", Map.of());
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.MARIADB, new MySqlEngine(DatabaseKind.MARIADB, Reach.NETWORK)))) {
            // The driver sets some by itself when it connects, and a session that was reset is without them.
            List<String> settings = List.of(
                    value(database, server.connection("anew", "target", "root", Map.of()), SETTINGS),
                    value(database, connection, SETTINGS),
                    value(database, connection, SETTINGS));
            new EngineAlone(database, connection, reader, scratch, () -> {
                        String now = value(database, connection, SETTINGS);
                        return server.fingerprint("target")
                                + value(database, connection, SESSION)
                                + (settings.contains(now) ? "" : now);
                    })
                    .holds();
        }
    }

    private static String value(JdbcTargetDatabase database, DatabaseConnection connection, String sql) {
        return database.query(connection, new SqlText(sql), QueryLimits.DEFAULT, new Cancellation())
                .rows()
                .toString();
    }
}
