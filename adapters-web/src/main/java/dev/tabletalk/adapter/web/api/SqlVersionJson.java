package dev.tabletalk.adapter.web.api;

import dev.tabletalk.adapter.web.api.MessageJson.ErrorJson;
import dev.tabletalk.adapter.web.api.MessageJson.ToolCallJson;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person made of a query of an answer.
 *
 * @param number from 2 on; 1 is the call itself
 * @param status completed, error, refused or cancelled
 * @param output what the agent will be told
 * @param error why it is error; otherwise null
 * @param resultId the stored rows, when there are some
 */
record SqlVersionJson(
        int number,
        String sql,
        String status,
        String output,
        @Nullable ErrorJson error,
        @Nullable String resultId,
        @Nullable Integer rowCount,
        @Nullable Boolean truncated,
        long durationMs,
        Instant createdAt) {
    /** All versions of a query, in the order of their numbers. */
    record Versions(List<SqlVersionJson> items) {}

    static SqlVersionJson of(SqlVersion version) {
        ToolOutcome outcome = version.outcome();
        ResultSummary result = outcome instanceof ToolOutcome.Succeeded done ? done.result() : null;
        return new SqlVersionJson(
                version.number(),
                version.sql().value(),
                ToolCallJson.statusOf(outcome),
                outcome.output(),
                outcome instanceof ToolOutcome.Failed failed ? ErrorJson.of(failed.failure()) : null,
                result == null ? null : result.id().toString(),
                result == null ? null : result.rowCount(),
                result == null ? null : result.truncated(),
                outcome.elapsed().toMillis(),
                version.createdAt());
    }
}
