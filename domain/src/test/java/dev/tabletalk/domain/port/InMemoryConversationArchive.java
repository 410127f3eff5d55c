package dev.tabletalk.domain.port;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Archives of conversations that are forgotten with the process. */
public final class InMemoryConversationArchive implements ConversationArchive {
    private final InMemoryStore store;

    public InMemoryConversationArchive(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void read(ConversationId id, boolean withResults, Consumer<? super ArchivePiece> taker) {
        List<ArchivePiece> pieces = new ArrayList<>();
        synchronized (store) {
            Conversation conversation = store.conversations.get(id);
            if (conversation == null) {
                throw FailureException.notFound("conversation", id);
            }
            pieces.add(new ArchivePiece.Head(conversation));
            store.turns.values().stream()
                    .map(InMemoryStore.QueuedTurn::turn)
                    .filter(turn -> turn.conversationId().equals(id) && hasBegun(turn))
                    .forEach(turn -> pieces.add(new ArchivePiece.OfTurn(turn, notes(turn.id()))));
            store.transcript(id)
                    .values()
                    .forEach(message ->
                            pieces.add(new ArchivePiece.Said(message, store.placeOf(message.id()), versions(message))));
            if (withResults) {
                store.results.values().stream()
                        .filter(shown -> id.equals(shown.conversationId()))
                        .forEach(shown ->
                                pieces.add(new ArchivePiece.Shown(shown.result(), charts(id, shown.result()))));
            }
        }
        pieces.forEach(taker);
    }

    private ArchivePiece.Notes notes(TurnId turn) {
        InMemoryStore.Beside beside = store.beside.getOrDefault(turn, InMemoryStore.Beside.NOTHING);
        return new ArchivePiece.Notes(beside.followUps(), beside.toldWithinRun(), beside.feedback());
    }

    private Map<String, List<SqlVersion>> versions(Message message) {
        Map<String, List<SqlVersion>> versions = new HashMap<>();
        TurnId turn = message.turnId();
        if (turn != null && message instanceof Message.AssistantMessage said) {
            for (ToolCall call : said.toolCalls()) {
                List<SqlVersion> known = store.sqlVersions.get(new QueryCell(turn, call.id()));
                if (known != null) {
                    versions.put(call.id(), List.copyOf(known));
                }
            }
        }
        return versions;
    }

    private List<ArchivePiece.Drawn> charts(ConversationId id, QueryResult result) {
        List<ArchivePiece.Drawn> charts = new ArrayList<>();
        for (InMemoryStore.QueuedTurn known : store.turns.values()) {
            Turn turn = known.turn();
            Chart chart = store.charts.getOrDefault(turn.id(), Map.of()).get(result.id());
            if (chart != null && turn.conversationId().equals(id) && hasBegun(turn)) {
                charts.add(new ArchivePiece.Drawn(turn.id(), chart));
            }
        }
        return charts;
    }

    private static boolean hasBegun(Turn turn) {
        return turn.status() != TurnStatus.QUEUED && !(turn.status() == TurnStatus.STOPPED && turn.startedAt() == null);
    }

    @Override
    public void add(ArchiveSource source) {
        List<ArchivePiece> pieces = new ArrayList<>();
        source.passTo(pieces::add);
        synchronized (store) {
            Conversation conversation = ((ArchivePiece.Head) pieces.getFirst()).conversation();
            if (!store.connections.containsKey(conversation.connectionId())) {
                throw FailureException.notFound("connection", conversation.connectionId());
            }
            pieces.forEach(piece -> add(piece, conversation));
        }
    }

    private void add(ArchivePiece piece, Conversation conversation) {
        switch (piece) {
            case ArchivePiece.Head head -> store.conversations.put(conversation.id(), conversation);
            case ArchivePiece.OfTurn(Turn turn, ArchivePiece.Notes notes) -> {
                store.turns.put(turn.id(), new InMemoryStore.QueuedTurn(turn, null));
                store.beside.put(
                        turn.id(),
                        new InMemoryStore.Beside(notes.followUps(), notes.toldWithinRun(), notes.feedback()));
            }
            case ArchivePiece.Said said -> {
                TurnId turn = said.message().turnId();
                said.versions()
                        .forEach((call, versions) -> store.sqlVersions.put(
                                new QueryCell(Objects.requireNonNull(turn), call), new ArrayList<>(versions)));
                copy(said.message(), said.place());
            }
            case ArchivePiece.Shown(QueryResult result, List<ArchivePiece.Drawn> charts) -> {
                store.results.put(
                        result.id(),
                        new InMemoryStore.ShownResult(
                                conversation.connectionId(), Objects.requireNonNull(conversation.id()), result));
                charts.forEach(drawn -> store.charts
                        .computeIfAbsent(drawn.turn(), first -> new HashMap<>())
                        .put(result.id(), drawn.chart()));
            }
        }
    }

    private void copy(Message message, @Nullable TurnId place) {
        store.putCopy(
                switch (message) {
                    case Message.UserMessage user ->
                        new Message.UserMessage(
                                store.nextMessageId(),
                                user.conversationId(),
                                user.turnId(),
                                user.text(),
                                user.createdAt());
                    case Message.AssistantMessage said ->
                        new Message.AssistantMessage(
                                store.nextMessageId(),
                                said.conversationId(),
                                said.turnId(),
                                said.text(),
                                said.toolCalls(),
                                said.status(),
                                said.failure(),
                                said.createdAt());
                },
                place);
    }
}
