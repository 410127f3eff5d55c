package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.port.Cancellation;

/** For whom a tool works. The connection comes from the conversation, never from the model. */
public record ToolContext(DatabaseConnection connection, ConversationId conversationId, Cancellation cancellation) {}
