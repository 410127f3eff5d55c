package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots of results, deleted with their conversation or connection. Safe for any thread. */
public interface QueryResultRepository {
    /**
     * @param conversationId null for a result that no conversation shows
     * @throws FailureException NOT_FOUND when the connection or conversation does not exist (any more)
     */
    void add(ConnectionId connectionId, @Nullable ConversationId conversationId, QueryResult result);

    /**
     * Some rows of a result; reads no others.
     *
     * @param offset rows to skip, at least 0
     * @param limit rows at most, at least 0
     */
    Optional<ResultPage> page(ResultId id, int offset, int limit);

    /**
     * The newest result of a conversation whose id begins so.
     *
     * @param start the beginning of an id, or all of it, in any case
     */
    Optional<ResultId> find(ConversationId conversationId, String start);

    /** The connection whose database it came from. */
    Optional<ConnectionId> connectionOf(ResultId id);
}
