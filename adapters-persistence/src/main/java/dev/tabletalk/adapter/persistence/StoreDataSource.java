package dev.tabletalk.adapter.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens connections to the store's file: durable commits, foreign keys in force, readers that never wait for the writer. */
final class StoreDataSource extends AbstractDataSource {
    private static final int LARGEST_IDLE_JOURNAL = 64 << 20;

    private final Path file;
    private final Properties properties;

    private StoreDataSource(Path file, Duration timeout, SQLiteConfig.TransactionMode mode) {
        this.file = file;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setJournalSizeLimit(LARGEST_IDLE_JOURNAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(timeout.toMillis()));
        config.setTransactionMode(mode);
        // Hibernate asks for the key itself where it wants it
        config.setGetGeneratedKeys(false);
        this.properties = config.toProperties();
    }

    /** Takes the write lock when a transaction begins: one that reads first could not get it later. */
    static StoreDataSource writing(Path file, Duration timeout) {
        return new StoreDataSource(file, timeout, SQLiteConfig.TransactionMode.IMMEDIATE);
    }

    static StoreDataSource reading(Path file, Duration timeout) {
        return new StoreDataSource(file, timeout, SQLiteConfig.TransactionMode.DEFERRED);
    }

    /**
     * With the driver's own transactions, which go on after a commit, as Liquibase expects. Takes away the mark by which
     * Liquibase keeps others out: the folder has one user at a time, so whoever left it there has died.
     */
    DataSource forMigration() {
        SQLiteDataSource dataSource = new SQLiteDataSource(new SQLiteConfig(properties));
        dataSource.setUrl(url());
        JdbcClient client = JdbcClient.create(dataSource);
        if (!client.sql("SELECT 1 FROM sqlite_schema WHERE name = 'DATABASECHANGELOGLOCK'")
                .query()
                .listOfRows()
                .isEmpty()) {
            client.sql("UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0").update();
        }
        return dataSource;
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }

    /** How long the pool waits at its end for connections that are just being opened. */
    @Override
    public int getLoginTimeout() {
        return 5;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return new StoreConnection(url(), file.toString(), properties);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }
}
