package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;

/** Something changed that lists and open pages may show. */
public sealed interface ConversationEvent {
    ConversationId id();

    ConnectionId connectionId();

    /** Created, renamed, marked, rated, or got a message: its row, its place in the list or what stands beside a message is another now. */
    record Changed(ConversationId id, ConnectionId connectionId) implements ConversationEvent {}

    /** It is gone for good. */
    record Deleted(ConversationId id, ConnectionId connectionId) implements ConversationEvent {}

    /** A run was queued, started or ended in it. */
    record RunChanged(ConversationId id, ConnectionId connectionId) implements ConversationEvent {}
}
