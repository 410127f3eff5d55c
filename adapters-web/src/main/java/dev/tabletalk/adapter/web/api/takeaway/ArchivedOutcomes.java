package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a tool call or a version of its query ended. */
record ArchivedOutcomes(ArchiveIds ids) {
    private static final String RUNNING = "running";
    private static final String RESULT = "Result ";
    private static final int SHORT_ID = 8;

    ToolOutcome read(ArchiveNode call) {
        ArchiveNode status = call.get("status");
        return switch (status.text()) {
            case RUNNING -> new ToolOutcome.Cancelled(Duration.ZERO);
            case "completed" -> {
                ResultSummary summary = summary(call);
                yield new ToolOutcome.Succeeded(
                        output(call, summary), summary, call.get("elapsedNs").duration());
            }
            case "error" -> {
                Failure failure = call.failure();
                if (failure == null) {
                    throw call.wrong("The field error is missing.");
                }
                yield new ToolOutcome.Failed(failure, call.get("elapsedNs").duration());
            }
            case "refused" ->
                new ToolOutcome.Refused(
                        call.get("output").text(), call.get("elapsedNs").duration());
            case "cancelled" -> new ToolOutcome.Cancelled(call.get("elapsedNs").duration());
            default -> throw status.wrong("It must be one of running, completed, error, refused, cancelled.");
        };
    }

    static boolean isRunning(ArchiveNode call) {
        return call.get("status").text().equals(RUNNING);
    }

    /** By the short id at its beginning the model can speak of the result later: it must be that of the new one. */
    private static String output(ArchiveNode call, @Nullable ResultSummary summary) {
        String output = call.get("output").text();
        ArchiveNode old = call.optional("resultId");
        if (summary == null || old == null || old.text().length() < SHORT_ID) {
            return output;
        }
        String named = RESULT + old.text().substring(0, SHORT_ID);
        return output.startsWith(named) ? RESULT + summary.id().shortForm() + output.substring(named.length()) : output;
    }

    private @Nullable ResultSummary summary(ArchiveNode call) {
        ArchiveNode id = call.optional("resultId");
        return id == null
                ? null
                : new ResultSummary(
                        ids.result(id),
                        (int) call.get("resultRows").number(QueryLimits.MOST_ROWS),
                        call.get("resultTruncated").flag());
    }
}
