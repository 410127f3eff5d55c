package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.Message;
import java.time.LocalDate;
import java.util.List;

/**
 * What a model is asked.
 *
 * @param system the instructions
 * @param messages oldest first; the calls of assistant messages carry their outcomes
 * @param tools what it may call; empty when it must answer with what is known
 * @param dialect whose SQL to write
 * @param today the day on which the question is asked
 */
public record ModelRequest(
        String system, List<Message> messages, List<ToolDefinition> tools, DatabaseKind dialect, LocalDate today) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
