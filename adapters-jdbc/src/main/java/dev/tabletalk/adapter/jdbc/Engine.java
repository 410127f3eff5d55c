package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.TableName;
import java.sql.SQLException;

/**
 * One database system: how to reach it, and how to make sure that nothing but reading happens there, whatever the guard let
 * pass. Safe for any thread.
 */
interface Engine {
    /** @throws FailureException INVALID with the field, for an address it would not connect to; does not connect */
    void validate(DatabaseConnection connection);

    /**
     * Connects, within {@link JdbcTargetDatabase#CONNECT_TIMEOUT}; where a process has to be started, within
     * {@link DuckDbSession#START_TIMEOUT}.
     *
     * @throws FailureException DATABASE_UNREACHABLE, saying why in our own words
     */
    Session open(DatabaseConnection connection);

    /** As {@link #open}, for a statement whose rows are all wanted, however many and however long that takes. */
    default Session openForAllRows(DatabaseConnection connection) {
        return open(connection);
    }

    /** The statement that reads some rows of a table. */
    String sample(TableName table, int rows);

    /** The name of a table as it is written in a statement. */
    String quoted(TableName table);

    /**
     * Whether an error of a statement says that such a thing may not be done here, told before the engine looked for what it
     * would be done to. An unknown table is none: with a known one the statement would have gone on.
     */
    boolean refuses(SQLException error);
}
