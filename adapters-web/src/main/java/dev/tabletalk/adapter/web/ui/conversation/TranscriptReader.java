package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads exchanges of one conversation from the transcript, newest first in slices of whole turns. Safe for any thread. */
final class TranscriptReader {
    private static final int SLICE = 30;
    private static final int MOST_SLICES = 5;

    private final Workspace workspace;
    private final ConversationId id;

    TranscriptReader(Workspace workspace, ConversationId id) {
        this.workspace = workspace;
        this.id = id;
    }

    /**
     * Some exchanges, oldest first.
     *
     * @param previous give this as {@code before} for those before them; null when there are none
     */
    record Slice(List<Exchange> exchanges, @Nullable MessageId previous) {
        Slice {
            exchanges = List.copyOf(exchanges);
        }
    }

    /**
     * Goes back until it meets something known, at most {@value #MOST_SLICES} slices; one slice when nothing is.
     *
     * @param before null for the newest of all in the version that is shown
     * @param known keys of exchanges
     */
    Slice read(@Nullable MessageId before, Set<String> known) {
        List<Message> messages = new ArrayList<>();
        MessageId previous = before;
        int slices = 0;
        boolean met = known.isEmpty();
        do {
            MessagePage page = workspace.conversations().messages(id, previous, SLICE);
            messages.addAll(0, page.messages());
            previous = page.previous();
            slices++;
            met |= page.messages().stream().map(StoredExchanges::key).anyMatch(known::contains);
        } while (previous != null && (startsWithinTurn(messages) || (!met && slices < MOST_SLICES)));
        return new Slice(StoredExchanges.of(messages, this::state), previous);
    }

    /** Goes back until it meets an exchange, or to the beginning. */
    Slice readUntil(MessageId before, String key) {
        List<Exchange> exchanges = new ArrayList<>();
        MessageId previous = before;
        while (previous != null
                && exchanges.stream().noneMatch(exchange -> exchange.key().equals(key))) {
            Slice slice = read(previous, Set.of());
            exchanges.addAll(0, slice.exchanges());
            previous = slice.previous();
        }
        return new Slice(exchanges, previous);
    }

    private static boolean startsWithinTurn(List<Message> messages) {
        return messages.getFirst() instanceof Message.AssistantMessage first && first.turnId() != null;
    }

    /** The stored form of an exchange that is over; the given one when there is none. */
    Exchange settled(Exchange live) {
        return read(null, Set.of(live.key())).exchanges().stream()
                .filter(stored -> Objects.equals(stored.key(), live.key())
                        && stored.state().isOver())
                .findFirst()
                .orElse(live);
    }

    private State state(TurnId turnId) {
        try {
            Turn turn = workspace.agent().find(turnId).turn();
            return switch (turn.status()) {
                case QUEUED, RUNNING -> new State.Working();
                case COMPLETED -> new State.Done();
                case STOPPED -> new State.Stopped();
                case FAILED -> new State.Failed(StoredExchanges.known(turn.failure()));
                case INTERRUPTED -> new State.Interrupted(StoredExchanges.known(turn.failure()));
            };
        } catch (FailureException gone) {
            return new State.Done();
        }
    }
}
