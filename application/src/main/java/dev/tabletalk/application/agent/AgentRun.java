package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer: being answered by the server, whether anybody watches or not, or told again from the store. Safe
 * for any thread.
 */
public interface AgentRun {
    /** Its state at this moment. */
    Turn turn();

    /** Null when it was taken back before it began. */
    @Nullable
    MessageText question();

    /** How many runs go on or begin before this one begins; 0 when it has begun. */
    int ahead();

    /**
     * The events after a given one, in order; waits when there are none yet. Every reader sees every event, also one that
     * comes late. A text that was seen in part goes on where it was left.
     *
     * @param number of the last event already seen; 0 for none
     * @return at least one event, or none when the wait was over or the last event has been seen
     */
    List<NumberedEvent> eventsAfter(long number, Duration wait) throws InterruptedException;

    /** The number of the newest event; 0 when there is none. */
    long newestEvent();

    /** Ends it; what was said is kept. Does nothing when it is over. Returns at once. */
    void stop();

    default TurnId turnId() {
        return turn().id();
    }

    default ConversationId conversationId() {
        return turn().conversationId();
    }

    default TurnStatus status() {
        return turn().status();
    }
}
