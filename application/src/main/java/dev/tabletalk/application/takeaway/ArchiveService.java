package dev.tabletalk.application.takeaway;

import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ConversationEvents;
import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationArchive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes conversations out of the store and into it. */
public final class ArchiveService implements ArchiveConversationsUseCase {
    private final ConnectionRepository connections;
    private final ConversationArchive archive;
    private final ConversationEvents events;

    public ArchiveService(ConnectionRepository connections, ConversationArchive archive, ConversationEvents events) {
        this.connections = connections;
        this.archive = archive;
        this.events = events;
    }

    @Override
    public void everything(ConversationId id, Consumer<? super ArchivePiece> taker) {
        archive.read(id, true, taker);
    }

    @Override
    public void shown(ConversationId id, Consumer<? super ArchivePiece> taker) {
        ShownPath path = new ShownPath(taker);
        archive.read(id, false, path);
        path.begin();
    }

    @Override
    public Conversation bringIn(ConnectionId connectionId, ArchiveSource pieces) {
        if (connections.find(connectionId).isEmpty()) {
            throw FailureException.notFound("connection", connectionId);
        }
        List<Conversation> heads = new ArrayList<>();
        archive.add(taker -> pieces.passTo(piece -> {
            if (piece instanceof ArchivePiece.Head(Conversation conversation)) {
                heads.add(conversation);
            }
            taker.accept(piece);
        }));
        Conversation stored = heads.getFirst();
        events.publish(new ConversationEvent.Changed(stored.id(), stored.connectionId()));
        return stored;
    }

    /** Lets only the path up to the head pass: it is known once all turns have come. */
    private static final class ShownPath implements Consumer<ArchivePiece> {
        private final Consumer<? super ArchivePiece> taker;
        private final Map<TurnId, ArchivePiece.OfTurn> turns = new HashMap<>();
        private final Set<TurnId> path = new HashSet<>();
        private @Nullable TurnId head;
        private boolean begun;

        ShownPath(Consumer<? super ArchivePiece> taker) {
            this.taker = taker;
        }

        @Override
        public void accept(ArchivePiece piece) {
            switch (piece) {
                case ArchivePiece.Head first -> {
                    head = first.conversation().head();
                    taker.accept(first);
                }
                case ArchivePiece.OfTurn turn -> turns.put(turn.turn().id(), turn);
                case ArchivePiece.Said said -> {
                    begin();
                    if (said.place() == null || path.contains(said.place())) {
                        taker.accept(said);
                    }
                }
                case ArchivePiece.Shown shown -> taker.accept(shown);
            }
        }

        void begin() {
            if (begun) {
                return;
            }
            begun = true;
            List<ArchivePiece.OfTurn> shown = new ArrayList<>();
            TurnId next = head;
            while (next != null && path.add(next)) {
                ArchivePiece.OfTurn turn = turns.get(next);
                if (turn == null) {
                    break;
                }
                shown.add(turn);
                next = turn.turn().parentId();
            }
            shown.reversed().forEach(taker);
            turns.clear();
        }
    }
}
