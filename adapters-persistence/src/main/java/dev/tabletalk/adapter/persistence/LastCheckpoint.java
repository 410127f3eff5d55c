package dev.tabletalk.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At the end of the program, when the pools are closed: takes what is in the journal into the store's file, also when somebody
 * was still reading while they were closed.
 */
final class LastCheckpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastCheckpoint.class);

    private final StoreDataSource store;

    LastCheckpoint(StoreDataSource store) {
        this.store = store;
    }

    @Override
    public void close() {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            LOG.warn("The store's journal stays for the next start", e);
        }
    }
}
