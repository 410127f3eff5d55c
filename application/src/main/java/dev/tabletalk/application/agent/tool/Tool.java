package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ToolDefinition;

/** Something the model may use. Safe for any thread. */
interface Tool {
    ToolDefinition definition();

    /** @throws FailureException when it cannot do what was asked; the model is told why */
    ToolAnswer use(ToolInput input, ToolContext context);
}
