package dev.tabletalk.domain.port;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.trace.ModelCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the in-memory repositories share, so that deleting and counting reach across them. They lock it for each call. */
public final class InMemoryStore {
    final Map<ConnectionId, DatabaseConnection> connections = new HashMap<>();
    final Map<ConversationId, Conversation> conversations = new HashMap<>();
    final Map<ConversationId, NavigableMap<MessageId, Message>> transcripts = new HashMap<>();
    final Map<TurnId, QueuedTurn> turns = new LinkedHashMap<>();
    final Map<ResultId, ShownResult> results = new LinkedHashMap<>();
    final Map<TurnId, NavigableMap<Integer, String>> partialTexts = new HashMap<>();
    final Map<ConnectionId, ReadOnlyProof> proofs = new HashMap<>();
    final Map<QueryCell, List<SqlVersion>> sqlVersions = new LinkedHashMap<>();
    final Map<TurnId, Map<ResultId, Chart>> charts = new HashMap<>();
    final Map<TurnId, List<MadeCall>> modelCalls = new HashMap<>();
    final Map<TurnId, Beside> beside = new HashMap<>();
    private final Map<MessageId, TurnId> places = new HashMap<>();
    private long lastMessageId;

    record QueuedTurn(Turn turn, @Nullable MessageText question) {}

    record ShownResult(ConnectionId connectionId, @Nullable ConversationId conversationId, QueryResult result) {}

    record MadeCall(ModelCall call, String request) {}

    /** What is said beside an answer. */
    record Beside(
            FollowUps followUps,
            boolean toldWithinRun,
            @Nullable Feedback feedback) {
        static final Beside NOTHING = new Beside(FollowUps.NONE, false, null);
    }

    ConversationSummary summary(Conversation conversation) {
        return new ConversationSummary(
                conversation, transcript(conversation.id()).size());
    }

    NavigableMap<MessageId, Message> transcript(ConversationId id) {
        return transcripts.computeIfAbsent(id, unknown -> new TreeMap<>());
    }

    /** @param turn the state of its turn; null for a message from outside */
    Message append(NewMessage message, @Nullable Turn turn) {
        Conversation conversation = conversations.get(message.conversationId());
        if (conversation == null) {
            throw FailureException.notFound("conversation", message.conversationId());
        }
        TurnId turnId = message.turnId();
        if (turnId != null && !turns.containsKey(turnId)) {
            throw new IllegalStateException("Turn " + turnId + " was never queued");
        }
        Message appended = withId(message, new MessageId(++lastMessageId));
        transcript(conversation.id()).put(appended.id(), appended);
        TurnId head = turn != null && message instanceof NewMessage.User ? turnId : conversation.head();
        TurnId place = turnId == null ? head : turnId;
        if (place != null) {
            places.put(appended.id(), place);
        }
        if (turnId != null && message instanceof NewMessage.Assistant) {
            partialTexts.remove(turnId);
        }
        conversations.put(
                conversation.id(),
                new Conversation(
                        conversation.id(),
                        conversation.connectionId(),
                        conversation.title(),
                        conversation.pinned(),
                        conversation.archived(),
                        conversation.trashed(),
                        conversation.createdAt(),
                        message.createdAt(),
                        head,
                        turn == null ? conversation.mark() : ConversationMark.after(turn.status())));
        return appended;
    }

    /** The turn behind which a message stands; null before the first. */
    @Nullable
    TurnId placeOf(MessageId id) {
        return places.get(id);
    }

    /** A turn and all before it. */
    Set<@Nullable TurnId> pathTo(@Nullable TurnId end) {
        Set<@Nullable TurnId> path = new LinkedHashSet<>();
        TurnId next = end;
        while (next != null && path.add(next)) {
            QueuedTurn known = turns.get(next);
            next = known == null ? null : known.turn().parentId();
        }
        path.add(null);
        return path;
    }

    /** The messages of a path, oldest first. */
    List<Message> messagesOf(ConversationId id, @Nullable TurnId end) {
        Set<@Nullable TurnId> path = pathTo(end);
        return transcript(id).values().stream()
                .filter(message -> path.contains(placeOf(message.id())))
                .toList();
    }

    void putCopy(Message message, @Nullable TurnId place) {
        transcript(message.conversationId()).put(message.id(), message);
        if (place != null) {
            places.put(message.id(), place);
        }
    }

    MessageId nextMessageId() {
        return new MessageId(++lastMessageId);
    }

    private static Message withId(NewMessage message, MessageId id) {
        return switch (message) {
            case NewMessage.User user ->
                new Message.UserMessage(
                        id, user.conversationId(), user.turnId(), user.text().value(), user.createdAt());
            case NewMessage.Assistant said ->
                new Message.AssistantMessage(
                        id,
                        said.conversationId(),
                        said.turnId(),
                        said.text(),
                        said.toolCalls(),
                        said.status(),
                        said.failure(),
                        said.createdAt());
        };
    }

    void save(Turn turn) {
        if (turns.computeIfPresent(turn.id(), (id, known) -> new QueuedTurn(turn, known.question())) != null
                && turn.status().isOver()) {
            transcript(turn.conversationId())
                    .replaceAll(
                            (id, message) -> turn.id().equals(message.turnId()) ? withoutOpenCalls(message) : message);
        }
    }

    private static Message withoutOpenCalls(Message message) {
        return message instanceof Message.AssistantMessage said
                ? new Message.AssistantMessage(
                        said.id(),
                        said.conversationId(),
                        said.turnId(),
                        said.text(),
                        said.toolCalls().stream()
                                .map(call ->
                                        call.isOpen() ? call.answered(new ToolOutcome.Cancelled(Duration.ZERO)) : call)
                                .toList(),
                        said.status(),
                        said.failure(),
                        said.createdAt())
                : message;
    }

    boolean deleteConversation(ConversationId id) {
        transcripts.remove(id);
        turns.values().stream()
                .map(QueuedTurn::turn)
                .filter(turn -> turn.conversationId().equals(id))
                .forEach(turn -> {
                    partialTexts.remove(turn.id());
                    sqlVersions.keySet().removeIf(cell -> cell.turnId().equals(turn.id()));
                    charts.remove(turn.id());
                    modelCalls.remove(turn.id());
                    beside.remove(turn.id());
                });
        turns.values().removeIf(known -> known.turn().conversationId().equals(id));
        results.values().removeIf(shown -> id.equals(shown.conversationId()));
        return conversations.remove(id) != null;
    }

    boolean deleteConnection(ConnectionId id) {
        List<Conversation> belonging = conversations.values().stream()
                .filter(conversation -> conversation.connectionId().equals(id))
                .toList();
        belonging.forEach(conversation -> deleteConversation(conversation.id()));
        results.values().removeIf(shown -> shown.connectionId().equals(id));
        proofs.remove(id);
        return connections.remove(id) != null;
    }
}
