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
import org.jspecify.annotations.Nullable;

/** Reads exchanges of one conversation from the transcript, newest first in slices of whole turns. Safe for any thread. */
final class TranscriptReader {
    private static final int SLICE = 30;

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
     * @param newest the last message among them; null when there is none
     */
    record Slice(
            List<Exchange> exchanges,
            @Nullable MessageId previous,
            @Nullable MessageId newest) {
        Slice {
            exchanges = List.copyOf(exchanges);
        }
    }

    /**
     * @param before null for the newest of all
     * @param downTo goes back at least to this message; null for one slice only
     */
    Slice read(@Nullable MessageId before, @Nullable MessageId downTo) {
        List<Message> messages = new ArrayList<>();
        MessageId previous = before;
        do {
            MessagePage page = workspace.conversations().messages(id, previous, SLICE);
            messages.addAll(0, page.messages());
            previous = page.previous();
        } while (previous != null && (startsWithinTurn(messages) || isAfter(messages, downTo)));
        return new Slice(
                StoredExchanges.of(messages, this::state),
                previous,
                messages.isEmpty() ? null : messages.getLast().id());
    }

    private static boolean startsWithinTurn(List<Message> messages) {
        return messages.getFirst() instanceof Message.AssistantMessage first && first.turnId() != null;
    }

    private static boolean isAfter(List<Message> messages, @Nullable MessageId downTo) {
        return downTo != null && messages.getFirst().id().compareTo(downTo) > 0;
    }

    /** The stored form of an exchange that is over; the given one when there is none. */
    Exchange settled(Exchange live) {
        return read(null, null).exchanges().stream()
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
                case FAILED, INTERRUPTED -> new State.Broken(StoredExchanges.known(turn.failure()));
            };
        } catch (FailureException gone) {
            return new State.Done();
        }
    }
}
