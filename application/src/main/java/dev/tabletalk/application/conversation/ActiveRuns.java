package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;

/** The runs that go on, as far as whoever deletes conversations needs to know. */
public interface ActiveRuns {
    /** Stops the run of a conversation and all queued behind it; returns at once. */
    void stopAll(ConversationId id);

    /** The same for all conversations of a connection. */
    void stopAll(ConnectionId id);
}
