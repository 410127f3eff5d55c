package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.query.SqlText;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param system the instructions
 * @param messages oldest first; the calls of assistant messages carry their outcomes
 * @param tools what it may call; empty when it must answer with what is known
 * @param dialect whose SQL to write
 * @param today the day on which the question is asked
 * @param edited the query that the person edited last, of those in the messages; null when none was. The instructions tell of it
 *     too
 */
public record ModelRequest(
        String system,
        List<Message> messages,
        List<ToolDefinition> tools,
        DatabaseKind dialect,
        LocalDate today,
        @Nullable Edited edited) {
    /** @param isNew whether that was after the last answer */
    public record Edited(SqlText sql, boolean isNew) {}

    /** Of somebody who edited nothing. */
    public ModelRequest(
            String system, List<Message> messages, List<ToolDefinition> tools, DatabaseKind dialect, LocalDate today) {
        this(system, messages, tools, dialect, today, null);
    }

    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
