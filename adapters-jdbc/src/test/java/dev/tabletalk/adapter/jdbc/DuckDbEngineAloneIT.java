package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.query.QueryLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbEngineAloneIT {
    @TempDir
    Path temporary;

    @Test
    void nothingChangesAndNoOtherFileIsRead() throws Exception {
        Path scratch = Files.createDirectory(temporary.resolve("scratch"));
        Path folder = Files.createDirectory(temporary.resolve("databases"));
        Path file = folder.resolve("target.duckdb");
        DuckDbFile.run(file, Files.readAllLines(CorpusRow.folder().resolve("duckdb.sql")));
        DatabaseConnection connection = new DatabaseConnection(
                new ConnectionId("target"),
                "target",
                DatabaseKind.DUCKDB,
                new DatabaseAddress.File("target.duckdb"),
                null,
                QueryLimits.DEFAULT,
                Instant.EPOCH);
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.DUCKDB, new DuckDbEngine(new DatabaseFiles(List.of(folder)))))) {
            List<CorpusRow> ran = new EngineAlone(
                            database,
                            connection,
                            connection,
                            scratch,
                            () -> Arrays.hashCode(Files.readAllBytes(file)) + " " + EngineAlone.list(folder))
                    .warm()
                    .holds();
            // Those that ran only make JSON of a statement that would read it.
            assertThat(ran)
                    .extracting(CorpusRow::sql)
                    .filteredOn(sql -> sql.contains("/etc/"))
                    .allMatch(sql -> sql.contains("json_serialize"));
        }
    }
}
