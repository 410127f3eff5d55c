package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.port.Cancellation;

/**
 * For whom a tool works. The connection comes from the conversation, never from the model.
 *
 * @param question what the turn is to answer
 */
public record ToolContext(
        DatabaseConnection connection,
        ConversationId conversationId,
        TurnId turnId,
        String question,
        Cancellation cancellation) {}
