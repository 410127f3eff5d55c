package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A session with a database in which nothing can be changed for good. Used by one thread at a time, save {@link #cancel()}.
 */
interface Session extends AutoCloseable {
    /** Runs one statement and reads its rows as far as the limits go. The time limit is not its business: it is cancelled. */
    Rows read(String sql, QueryLimits limits) throws SQLException;

    /**
     * Runs one statement and passes all its rows on, on this thread. After what the sink throws the session is not used again.
     *
     * @param limit for limits of the engine's own; ours is not its business
     */
    void stream(String sql, Duration limit, RowSink sink) throws SQLException;

    DatabaseSchema schema() throws SQLException;

    /** Name and version, as the database tells it. */
    String version() throws SQLException;

    /** What the account could do, were it not for us. */
    AccountPrivileges privileges() throws SQLException;

    /**
     * What statements may have left in this session or in the database: settings, locks, cursors, objects with made-up names.
     * The same for all sessions of a connection in which nothing was left, whatever others do there.
     */
    String trace() throws SQLException;

    /** Whether the database still answers; asked of sessions that were idle. */
    boolean isAlive();

    /** What to tell about an error of a statement. */
    SqlProblem explain(SQLException error);

    /** Ends what is running now or starts later; from any thread, and as often as one likes. Not used again afterwards. */
    void cancel();

    /** Lets go of a database that does not even listen to {@link #cancel()}; from any thread, and does not wait for it. */
    void abandon();

    /** Takes back all that a statement may have left behind. @return whether the session may be used again */
    boolean reset();

    /** Never throws: an end that fails is logged. */
    @Override
    void close();
}
