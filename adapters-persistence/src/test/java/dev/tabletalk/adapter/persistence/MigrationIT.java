package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of an earlier version with data in it becomes one of this version and loses nothing. */
final class MigrationIT {
    private static final int BEFORE_VERSIONS = 7;

    @TempDir
    private Path folder;

    @Test
    void conversationsOfOneLineBecomeOneVersion() throws SQLException, LiquibaseException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
                Statement sql = connection.createStatement()) {
            migrate(connection, BEFORE_VERSIONS);
            sql.execute("PRAGMA foreign_keys = ON");
            sql.executeUpdate("INSERT INTO connection (id, name, kind, max_rows, max_bytes, timeout, created_at)"
                    + " VALUES ('shop', 'Shop', 'SQLITE', 1, 1, 1, 1)");
            sql.executeUpdate(
                    "INSERT INTO conversation VALUES ('c', 'shop', 'T', 't', 'MANUAL', 0, 0, 0, 'ACTIVE', 6, 1, 1)");
            // two were asked at the same moment and follow the same turn; one was withdrawn
            turn(sql, "one", "NULL", "COMPLETED");
            turn(sql, "two", "'one'", "COMPLETED");
            turn(sql, "withdrawn", "'one'", "STOPPED");
            turn(sql, "three", "'one'", "RUNNING");
            message(sql, "NULL", "USER", "Before all");
            message(sql, "'one'", "USER", "One?");
            message(sql, "'one'", "ASSISTANT", "One.");
            message(sql, "'two'", "USER", "Two?");
            message(sql, "NULL", "ASSISTANT", "From outside");
            message(sql, "'three'", "USER", "Three?");

            migrate(connection, Integer.MAX_VALUE);

            assertThat(rows(sql, "SELECT id, parent_id, replies FROM turn ORDER BY queue_number"))
                    .containsExactly("one|null|1", "two|one|0", "withdrawn|two|0", "three|two|0");
            assertThat(rows(sql, "SELECT head_turn_id, mark, message_count FROM conversation"))
                    .containsExactly("three|NONE|6");
            assertThat(rows(sql, "SELECT text, turn_id, after_turn_id FROM message ORDER BY id"))
                    .containsExactly(
                            "Before all|null|null",
                            "One?|one|null",
                            "One.|one|null",
                            "Two?|two|null",
                            "From outside|null|two",
                            "Three?|three|null");
            assertThat(rows(sql, "SELECT name, environment_color FROM connection"))
                    .containsExactly("Shop|null");
            assertThat(rows(sql, "PRAGMA foreign_key_check")).isEmpty();
        }
    }

    private static void migrate(Connection connection, int changes) throws LiquibaseException, SQLException {
        Liquibase liquibase = new Liquibase(
                "db/changelog/db.changelog-master.yaml",
                new ClassLoaderResourceAccessor(),
                new JdbcConnection(connection));
        liquibase.update(changes, new Contexts(), new LabelExpression());
        connection.setAutoCommit(true);
    }

    private static void turn(Statement sql, String id, String parent, String status) throws SQLException {
        sql.executeUpdate(
                "INSERT INTO turn (id, conversation_id, parent_id, status, input_tokens, output_tokens, open_calls,"
                        + " created_at) VALUES ('" + id + "', 'c', " + parent + ", '" + status + "', 0, 0, '[]', 1)");
    }

    private static void message(Statement sql, String turn, String role, String text) throws SQLException {
        sql.executeUpdate("INSERT INTO message (conversation_id, turn_id, role, text, status, created_at) VALUES ('c', "
                + turn + ", '" + role + "', '" + text + "', 'COMPLETED', 1)");
    }

    private static List<String> rows(Statement sql, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet found = sql.executeQuery(query)) {
            while (found.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
