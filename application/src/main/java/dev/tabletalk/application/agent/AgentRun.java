package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import java.time.Duration;
import java.util.List;

/** One question being answered by the server, whether anybody watches or not. Safe for any thread. */
public interface AgentRun {
    TurnId turnId();

    ConversationId conversationId();

    MessageText question();

    TurnStatus status();

    /**
     * The events after a given one, in order; waits when there are none yet. Every reader sees every event, also one that
     * comes late.
     *
     * @param number of the last event already seen; 0 for none
     * @return at least one event, or none when the wait was over or the last event has been seen
     */
    List<NumberedEvent> eventsAfter(long number, Duration wait) throws InterruptedException;

    /** Ends it; what was said is kept. Does nothing when it is over. Returns at once. */
    void stop();
}
