package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.query.ResultSummary;
import org.jspecify.annotations.Nullable;

/** What a tool has to say. */
sealed interface ToolAnswer {
    /** @param output for the model */
    record Told(String output, @Nullable ResultSummary result) implements ToolAnswer {}

    record Refused(String reason) implements ToolAnswer {}
}
