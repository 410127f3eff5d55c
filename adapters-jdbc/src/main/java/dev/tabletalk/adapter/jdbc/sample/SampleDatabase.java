package dev.tabletalk.adapter.jdbc.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.sqlite.SQLiteConfig;

/**
 * The sample database "Bean &amp; Leaf": two years of a coffee and tea shop that end on a given day, about 20,000 orders. The
 * same day always gives the same rows.
 */
public final class SampleDatabase {
    private SampleDatabase() {}

    /**
     * Writes the database as one step: either the whole file is there afterwards or the path is as it was. Replaces an
     * existing file. Takes about a second.
     *
     * @param today the last day with orders
     * @throws IOException when the file cannot be written
     */
    public static void create(Path file, LocalDate today) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("The sample database needs a file name, but got " + file + ".");
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "sample", ".tmp");
        try {
            write(draft, today);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException failure) {
            throw new IOException("The sample database could not be written to " + file + ".", failure);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, LocalDate today) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        // A draft is thrown away when anything fails, so it needs no rollback journal.
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + draft);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String ddl : SampleSchema.tables()) {
                statement.execute(ddl);
            }
            new ShopHistory(new Inserts(connection), today).write();
            for (String ddl : SampleSchema.indexesAndViews()) {
                statement.execute(ddl);
            }
            statement.execute("ANALYZE");
            connection.commit();
        }
    }
}
