package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a tool call ended. A failure is never kept as a success. */
public sealed interface ToolOutcome {
    /** What the model is told, complete; where it was bounded it says so itself. */
    String output();

    Duration elapsed();

    /**
     * It did what was asked.
     *
     * @param result the stored rows, when the tool made some
     */
    record Succeeded(String output, @Nullable ResultSummary result, Duration elapsed) implements ToolOutcome {}

    record Failed(Failure failure, Duration elapsed) implements ToolOutcome {
        @Override
        public String output() {
            return failure.message();
        }
    }

    /** The guard did not let it run. */
    record Refused(String reason, Duration elapsed) implements ToolOutcome {
        @Override
        public String output() {
            return reason;
        }
    }

    /** Stopped before or while it ran. */
    record Cancelled(Duration elapsed) implements ToolOutcome {
        @Override
        public String output() {
            return "Cancelled before it finished.";
        }
    }
}
