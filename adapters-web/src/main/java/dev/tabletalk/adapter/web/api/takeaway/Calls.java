package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What documents say of tool calls. */
final class Calls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Calls() {}

    /** The SQL that the model wished to run; null when the call is of another kind. */
    static @Nullable String sql(ToolCall call) {
        return isQuery(call) ? argument(call, "sql") : null;
    }

    static boolean isQuery(ToolCall call) {
        return call.tool().equals("run_query");
    }

    /** The rows that a call brought; what a chart shows was brought by another. */
    static Optional<ResultSummary> ownResult(ToolCall call) {
        return call.tool().equals("show_chart") ? Optional.empty() : result(call);
    }

    /** The newest version that ran; null when none did. */
    static @Nullable SqlVersion newestWithRows(List<SqlVersion> versions) {
        return versions.reversed().stream()
                .filter(version -> version.outcome() instanceof ToolOutcome.Succeeded)
                .findFirst()
                .orElse(null);
    }

    /** What was done, for people. */
    static String title(ToolCall call) {
        return switch (call.tool()) {
            case "list_tables" -> "Looked at the tables";
            case "describe_tables" -> "Looked at columns of";
            case "sample_rows" -> "Looked at some rows of";
            case "run_query" -> "Ran a query";
            case "show_chart" -> "Drew a chart";
            default -> call.tool();
        };
    }

    /** What a call is about, in its own words; empty when it has none. */
    static String subject(ToolCall call) {
        for (String name : new String[] {"table", "names", "search", "kind"}) {
            String value = argument(call, name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static @Nullable String argument(ToolCall call, String name) {
        try {
            JsonNode value = JSON.readTree(call.arguments()).path(name);
            return value.isString() ? value.stringValue() : value.isArray() ? list(value) : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static String list(JsonNode array) {
        List<String> items = new ArrayList<>();
        array.forEach(item -> items.add(item.isString() ? item.stringValue() : item.toString()));
        return String.join(", ", items);
    }

    static Optional<ResultSummary> result(ToolCall call) {
        return result(call.outcome());
    }

    static Optional<ResultSummary> result(@Nullable ToolOutcome outcome) {
        return outcome instanceof ToolOutcome.Succeeded done ? Optional.ofNullable(done.result()) : Optional.empty();
    }

    /** How it ended, as a sentence without its full stop. */
    static String ending(ToolCall call) {
        return ending(call.outcome());
    }

    static String ending(@Nullable ToolOutcome outcome) {
        return switch (outcome) {
            case null -> "not finished";
            case ToolOutcome.Succeeded done
            when done.result() != null ->
                (done.result().truncated() ? "first " : "") + rows(done.result().rowCount()) + ", "
                        + time(done.elapsed());
            case ToolOutcome.Succeeded done -> time(done.elapsed());
            case ToolOutcome.Failed failed -> "failed: " + failed.failure().message();
            case ToolOutcome.Refused refused -> "refused: " + refused.reason();
            case ToolOutcome.Cancelled cancelled -> "cancelled";
        };
    }

    static boolean wentWrong(ToolCall call) {
        return switch (call.outcome()) {
            case ToolOutcome.Failed failed -> true;
            case ToolOutcome.Refused refused -> true;
            case ToolOutcome.Succeeded succeeded -> false;
            case ToolOutcome.Cancelled cancelled -> false;
            case null -> false;
        };
    }

    static String rows(long count) {
        return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    }

    static String time(Duration elapsed) {
        return elapsed.toMillis() < 1_000
                ? elapsed.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1_000.0);
    }
}
