package dev.tabletalk.adapter.persistence;

import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A connection whose transaction begins with {@code setAutoCommit(false)} and is over after commit or rollback.
 *
 * <p>The driver begins the next transaction inside commit: should that fail because another program holds the store, a commit
 * that has happened would look as if it had not. And when beginning fails, the driver still believes in a transaction, so
 * that a pooled connection would never begin one again.
 */
final class StoreConnection extends JDBC4Connection {
    /** What SQLite answers when it has already rolled back, as it does on a full disk. */
    private static final String ROLLED_BACK_BY_ITSELF = "no transaction is active";

    StoreConnection(String url, String fileName, Properties properties) throws SQLException {
        super(url, fileName, properties);
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        boolean before = getAutoCommit();
        try {
            super.setAutoCommit(on);
        } catch (SQLException e) {
            getConnectionConfig().setAutoCommit(before);
            throw e;
        }
    }

    @Override
    public void commit() throws SQLException {
        setAutoCommit(true);
    }

    @Override
    public void rollback() throws SQLException {
        if (getAutoCommit()) {
            return;
        }
        getConnectionConfig().setAutoCommit(true);
        try {
            getDatabase().exec("rollback;", true);
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains(ROLLED_BACK_BY_ITSELF)) {
                close();
                throw e;
            }
        }
    }
}
