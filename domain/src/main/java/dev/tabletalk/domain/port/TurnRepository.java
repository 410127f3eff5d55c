package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state of turns. Safe for any thread; each call is one durable transaction. */
public interface TurnRepository {
    /**
     * Saves a QUEUED turn with its question, which is not yet part of the transcript.
     *
     * @throws FailureException NOT_FOUND when the conversation does not exist (any more)
     */
    void enqueue(Turn turn, MessageText question);

    /**
     * Saves the state of a turn; does nothing when its conversation has been deleted. When the turn is over, its calls that
     * are still open become Cancelled.
     */
    void save(Turn turn);

    Optional<Turn> find(TurnId id);

    /** The newest turn of a conversation that has left the queue. */
    Optional<Turn> newest(ConversationId conversationId);

    /** The messages of a turn, oldest first. */
    List<Message> messages(TurnId id);

    /**
     * For the start of the server: every turn that is QUEUED or RUNNING becomes INTERRUPTED with SERVER_STOPPED, its open
     * calls cancelled, its queued question and a closing message of that status appended.
     *
     * @return how many there were
     */
    int interruptAbandoned(Instant now);
}
