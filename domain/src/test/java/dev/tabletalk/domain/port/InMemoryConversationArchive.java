package dev.tabletalk.domain.port;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

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
                    .forEach(turn -> pieces.add(new ArchivePiece.OfTurn(turn)));
            store.transcript(id)
                    .values()
                    .forEach(message -> pieces.add(new ArchivePiece.Said(message, store.placeOf(message.id()))));
            if (withResults) {
                store.results.values().stream()
                        .filter(shown -> id.equals(shown.conversationId()))
                        .forEach(shown -> pieces.add(new ArchivePiece.Shown(shown.result())));
            }
        }
        pieces.forEach(taker);
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
            case ArchivePiece.OfTurn(Turn turn) -> store.turns.put(turn.id(), new InMemoryStore.QueuedTurn(turn, null));
            case ArchivePiece.Said(Message message, TurnId place) ->
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
            case ArchivePiece.Shown(QueryResult result) ->
                store.results.put(
                        result.id(),
                        new InMemoryStore.ShownResult(
                                conversation.connectionId(), Objects.requireNonNull(conversation.id()), result));
        }
    }
}
