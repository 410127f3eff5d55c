package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.PartialText;
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
     * are still open become Cancelled. One that was stopped before it began leaves its place to what was queued behind it.
     */
    void save(Turn turn);

    Optional<Turn> find(TurnId id);

    /** The messages of a turn, oldest first. */
    List<Message> messages(TurnId id);

    /**
     * Keeps pieces of what running turns are saying, all as one step, so that they survive the end of the server. A piece of a
     * step that is in the transcript already, of a turn that is over or of one that is gone is left out.
     */
    void savePartialTexts(List<PartialText> pieces);

    /**
     * For the start and the end of the server: every turn that is QUEUED or RUNNING becomes INTERRUPTED with SERVER_STOPPED, its open
     * calls cancelled, its queued question and a closing message with its partial text and that status appended; the
     * conversation is marked FAILED, and shows a queued question if it showed what that would have followed.
     *
     * @return how many there were
     */
    int interruptAbandoned(Instant now);
}
