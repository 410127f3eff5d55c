package dev.tabletalk.application.sql;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultDiff;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.SqlText;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Works on the queries of answers without the model, through the same guard and limits. The database is always that of the
 * conversation. Safe for any thread.
 */
public interface EditSqlUseCase {
    /**
     * Runs a statement in the place of a query and keeps it as a version of it, whatever comes of it; blocks until that is known.
     * Refused, failed and cancelled statements are versions, not failures of the call.
     *
     * @throws FailureException NOT_FOUND when the turn has no such query, CONFLICT when it has
     *     {@link SqlVersion#MOST} versions
     */
    SqlVersion run(QueryCell cell, SqlText sql, StopHandle handle);

    /**
     * All versions of a query but the agent's own, in the order of their numbers.
     *
     * @throws FailureException NOT_FOUND when the turn has no such query
     */
    List<SqlVersion> versions(QueryCell cell);

    /**
     * What each query of these turns is now, where a person ran one: the newest version that gave rows, or the newest where none
     * did. One look into the store.
     */
    Map<QueryCell, Newest> newest(Collection<TurnId> turns);

    /**
     * The version that a query is now.
     *
     * @param sql may be what the agent wrote, when that was only run again
     * @param ran whether it gave rows; when it did not, no version of a person did
     */
    record Newest(int number, SqlText sql, boolean ran) {
        public static Newest of(SqlVersion version) {
            return new Newest(version.number(), version.sql(), version.hasRun());
        }
    }

    /**
     * How the database would run a statement, in its own words; nothing is stored.
     *
     * @throws FailureException NOT_FOUND, SQL_REFUSED, QUERY_FAILED, QUERY_TIMEOUT, CANCELLED, DATABASE_UNREACHABLE;
     *     CONFLICT when this kind of database cannot tell without more than reading
     */
    QueryResult explain(ConnectionId connectionId, SqlText sql, StopHandle handle);

    /** The same for the database of a query; NOT_FOUND also when there is no such turn. */
    QueryResult explain(QueryCell cell, SqlText sql, StopHandle handle);

    /**
     * What changed from one stored result to another.
     *
     * @throws FailureException NOT_FOUND
     */
    ResultDiff diff(ResultId before, ResultId after);
}
