package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.NewestVersions;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.SqlText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What people made of the queries of answers; deleted with their conversation, copied with its path. Appended only. Safe for any
 * thread; each call is one durable transaction.
 */
public interface SqlVersionRepository {
    /**
     * Appends a version with the next number of its cell, also when several are appended at once.
     *
     * @throws FailureException NOT_FOUND when the turn does not exist (any more), CONFLICT when the cell has
     *     {@link SqlVersion#MOST} versions
     */
    SqlVersion append(QueryCell cell, SqlText sql, ToolOutcome outcome, Instant createdAt);

    /** All versions of a cell in the order of their numbers; none for one that nobody edited. */
    List<SqlVersion> list(QueryCell cell);

    /** The newest versions of each edited cell of these turns, in one statement however many they are. */
    Map<QueryCell, NewestVersions> newest(Collection<TurnId> turns);
}
