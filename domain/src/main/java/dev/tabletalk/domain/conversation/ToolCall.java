package dev.tabletalk.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A wish of the model to use a tool, and what came of it.
 *
 * @param id unique within the turn
 * @param tool name as the model gave it, known or not
 * @param arguments verbatim as the model gave them, JSON or not
 * @param outcome null while the call is open
 */
public record ToolCall(
        String id, String tool, String arguments, @Nullable ToolOutcome outcome) {
    public boolean isOpen() {
        return outcome == null;
    }

    public ToolCall answered(ToolOutcome answer) {
        return new ToolCall(id, tool, arguments, answer);
    }
}
