package dev.tabletalk.adapter.web.ui.sql;

import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a query as the page keeps it; the agent's own is number 1.
 *
 * @param outcome null while the agent's own query runs
 * @param at null for the agent's own
 */
record CellVersion(
        int number,
        String sql,
        @Nullable ToolOutcome outcome,
        @Nullable Instant at) {
    static CellVersion first(String sql, @Nullable ToolOutcome outcome) {
        return new CellVersion(1, sql, outcome == null ? null : light(outcome), null);
    }

    static CellVersion of(SqlVersion version) {
        return new CellVersion(version.number(), version.sql().value(), light(version.outcome()), version.createdAt());
    }

    /** Without what the agent is told: a tab need not remember it. */
    private static ToolOutcome light(ToolOutcome outcome) {
        return outcome instanceof ToolOutcome.Succeeded done
                ? new ToolOutcome.Succeeded("", done.result(), done.elapsed())
                : outcome;
    }

    @Nullable
    ResultSummary result() {
        return outcome instanceof ToolOutcome.Succeeded done ? done.result() : null;
    }

    /** Why there are no rows; empty when there are. */
    String problem() {
        return switch (outcome) {
            case null -> "";
            case ToolOutcome.Succeeded _ -> "";
            case ToolOutcome.Failed failed -> failed.failure().message();
            case ToolOutcome.Refused refused -> refused.reason();
            case ToolOutcome.Cancelled _ -> "It was cancelled before it finished.";
        };
    }

    /** What came of it, in a few words. */
    String facts() {
        return switch (outcome) {
            case null -> "running";
            case ToolOutcome.Succeeded done -> rows(done.result()) + " · " + Figures.time(done.elapsed());
            case ToolOutcome.Failed _ -> "failed";
            case ToolOutcome.Refused _ -> "refused";
            case ToolOutcome.Cancelled _ -> "cancelled";
        };
    }

    private static String rows(@Nullable ResultSummary result) {
        if (result == null) {
            return "no rows";
        }
        return result.truncated()
                ? "first " + Figures.number(result.rowCount()) + " rows"
                : Figures.rows(result.rowCount());
    }
}
