package dev.tabletalk.application.sql;

import dev.tabletalk.application.agent.tool.ToolBox;
import dev.tabletalk.application.agent.tool.ToolContext;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ConversationEvents;
import dev.tabletalk.application.query.GuardedDatabase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.NewestVersions;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultDiff;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.SqlText;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Edits queries of answers: the tools run them, the store keeps them. */
public final class EditSqlService implements EditSqlUseCase {
    private static final String QUERY = "run_query";

    private final ConnectionRepository connections;
    private final ConversationRepository conversations;
    private final TurnRepository turns;
    private final SqlVersionRepository versions;
    private final QueryResultRepository results;
    private final GuardedDatabase database;
    private final ToolBox tools;
    private final ConversationEvents events;
    private final Clock clock;

    public EditSqlService(
            ConnectionRepository connections,
            ConversationRepository conversations,
            TurnRepository turns,
            SqlVersionRepository versions,
            QueryResultRepository results,
            GuardedDatabase database,
            ToolBox tools,
            ConversationEvents events,
            Clock clock) {
        this.connections = connections;
        this.conversations = conversations;
        this.turns = turns;
        this.versions = versions;
        this.results = results;
        this.database = database;
        this.tools = tools;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public SqlVersion run(QueryCell cell, SqlText sql, StopHandle handle) {
        requireQuery(cell);
        Conversation conversation = conversation(cell.turnId());
        requireRoom(cell);
        ToolContext context = new ToolContext(
                connection(conversation.connectionId()), conversation.id(), cell.turnId(), "", handle.cancellation());
        ToolOutcome outcome = tools.query(sql, context);
        SqlVersion version = versions.append(cell, sql, outcome, clock.instant());
        events.publish(new ConversationEvent.Changed(conversation.id(), conversation.connectionId()));
        return version;
    }

    /** Before the database works for nothing. */
    private void requireRoom(QueryCell cell) {
        NewestVersions newest = versions.newest(List.of(cell.turnId())).get(cell);
        if (newest != null && newest.tried().number() >= SqlVersion.MOST) {
            throw FailureException.of(
                    FailureCode.CONFLICT,
                    "This query has " + SqlVersion.MOST + " versions already, and cannot have more.");
        }
    }

    private void requireQuery(QueryCell cell) {
        boolean there = turns.messages(cell.turnId()).stream()
                .filter(Message.AssistantMessage.class::isInstance)
                .flatMap(message -> ((Message.AssistantMessage) message).toolCalls().stream())
                .anyMatch(call -> call.id().equals(cell.callId()) && call.tool().equals(QUERY) && !call.isOpen());
        if (!there) {
            throw FailureException.notFound("finished query", cell.callId());
        }
    }

    private Conversation conversation(TurnId turnId) {
        Turn turn = turns.find(turnId).orElseThrow(() -> FailureException.notFound("turn", turnId));
        return conversations
                .find(turn.conversationId())
                .orElseThrow(() -> FailureException.notFound("conversation", turn.conversationId()))
                .conversation();
    }

    private DatabaseConnection connection(ConnectionId id) {
        return connections.find(id).orElseThrow(() -> FailureException.notFound("connection", id));
    }

    @Override
    public List<SqlVersion> versions(QueryCell cell) {
        requireQuery(cell);
        return versions.list(cell);
    }

    @Override
    public Map<QueryCell, Newest> newest(Collection<TurnId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<QueryCell, Newest> found = new HashMap<>();
        versions.newest(ids).forEach((cell, newest) -> found.put(cell, Newest.of(newest.current())));
        return found;
    }

    @Override
    public QueryResult explain(QueryCell cell, SqlText sql, StopHandle handle) {
        return explain(conversation(cell.turnId()).connectionId(), sql, handle);
    }

    @Override
    public QueryResult explain(ConnectionId connectionId, SqlText sql, StopHandle handle) {
        DatabaseConnection connection = connection(connectionId);
        SqlText explaining = Explaining.of(connection.kind(), sql);
        // the statement alone, too: EXPLAIN must not lend its harmlessness to what follows it
        database.requireAllowed(connection, sql);
        return switch (database.run(connection, explaining, handle.cancellation())) {
            case GuardedDatabase.Answer.Ran(QueryResult plan) -> plan;
            case GuardedDatabase.Answer.Refused(String reason) ->
                throw FailureException.of(FailureCode.SQL_REFUSED, reason);
        };
    }

    @Override
    public ResultDiff diff(ResultId before, ResultId after) {
        return ResultDiff.between(whole(before), whole(after));
    }

    private ResultPage whole(ResultId id) {
        return results.page(id, 0, QueryLimits.MOST_ROWS).orElseThrow(() -> FailureException.notFound("result", id));
    }
}
