package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteEngineAloneIT {
    @TempDir
    Path temporary;

    @Test
    void nothingChanges() throws Exception {
        Path scratch = Files.createDirectory(temporary.resolve("scratch"));
        Path folder = Files.createDirectory(temporary.resolve("databases"));
        Path file = corpusFile(folder);
        DatabaseConnection connection = PostgresServer.connection("target", new DatabaseAddress.File("target.db"));
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.SQLITE, new SqliteEngine(new DatabaseFiles(List.of(folder)))))) {
            new EngineAlone(database, connection, connection, scratch, () -> state(folder, file)).holds();
        }
    }

    /** A file with the objects that the corpus names. */
    static Path corpusFile(Path folder) throws Exception {
        Path file = folder.resolve("target.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readAllLines(CorpusRow.folder().resolve("sqlite.sql"))) {
                statement.execute(sql);
            }
        }
        return file;
    }

    /** Bytes of the file, files beside it, and what SQLite keeps for all sessions of the process. */
    private static String state(Path folder, Path file) throws Exception {
        return Arrays.hashCode(Files.readAllBytes(file)) + " " + EngineAlone.list(folder) + " "
                + ofTheProcess("temp_store_directory") + " " + ofTheProcess("hard_heap_limit") + " "
                + ofTheProcess("soft_heap_limit");
    }

    private static String ofTheProcess(String setting) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + setting)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }
}
