package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.TableName;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB knows no accounts, and runs in the process that uses it: every session is a process of its own, which opens the file
 * read-only, with access to anything else switched off and the configuration locked.
 */
final class DuckDbEngine implements Engine {
    /** What its parser, its gate or its settings say before anything is done. */
    private static final List<String> REFUSALS = List.of(
            DuckDbGate.REFUSED,
            "Parser Error",
            "Permission Error",
            "Invalid Configuration Error",
            "Not implemented Error");

    private static final Logger log = LoggerFactory.getLogger(DuckDbEngine.class);
    private final DatabaseFiles files;

    DuckDbEngine(DatabaseFiles files) {
        this.files = files;
    }

    @Override
    public void validate(DatabaseConnection connection) {
        if (files.duckDb(path(connection)) instanceof DatabaseFiles.FoundDuckDb.Not(String message)) {
            throw FailureException.invalid("file", message);
        }
    }

    @Override
    public Session open(DatabaseConnection connection) {
        DuckDbSource source = switch (files.duckDb(path(connection))) {
            case DatabaseFiles.FoundDuckDb.Source(DuckDbSource found) -> found;
            case DatabaseFiles.FoundDuckDb.Not(String message) ->
                throw FailureException.of(FailureCode.DATABASE_UNREACHABLE, message);
        };
        try {
            return DuckDbSession.open(source, DuckDbSession.START_TIMEOUT);
        } catch (SQLException | IOException error) {
            log.warn("The database of connection {} could not be opened", connection.id(), error);
            throw new FailureException(new Failure(FailureCode.DATABASE_UNREACHABLE, why(error)), error);
        }
    }

    static String why(Exception error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof IOException) {
            return "DuckDB could not be started on this machine.";
        }
        if (error instanceof SQLTimeoutException) {
            return "DuckDB was not ready within " + DuckDbSession.START_TIMEOUT.toSeconds()
                    + " seconds. Try again when the machine has less to do.";
        }
        if (message.contains("Could not set lock")) {
            return "Another program has the file open for writing. Close it there, or use a copy of the file.";
        }
        if (message.startsWith("The file ")) {
            return firstLine(DuckDbSession.withoutPaths(message));
        }
        return "The file could not be opened as a DuckDB database.";
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    @Override
    public String sample(TableName table, int rows) {
        return "SELECT * FROM " + quoted(table) + " LIMIT " + rows;
    }

    @Override
    public String quoted(TableName table) {
        String schema = table.schema();
        return (schema == null ? "" : DuckDbSource.quoted(schema) + ".") + DuckDbSource.quoted(table.name());
    }

    @Override
    public boolean refuses(SQLException error) {
        String message = String.valueOf(error.getMessage());
        return REFUSALS.stream().anyMatch(message::startsWith);
    }

    private static String path(DatabaseConnection connection) {
        return switch (connection.address()) {
            case DatabaseAddress.File(String path) -> path;
            case DatabaseAddress.Server server -> throw new IllegalStateException("DuckDB has no servers");
        };
    }
}
