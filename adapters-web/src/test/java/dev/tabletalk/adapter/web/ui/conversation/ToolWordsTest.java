package dev.tabletalk.adapter.web.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolWordsTest {
    private static final ToolOutcome DONE = new ToolOutcome.Succeeded("ok", null, Duration.ZERO);

    private static ToolCall call(String tool, String arguments, @Nullable ToolOutcome outcome) {
        return new ToolCall("1", tool, arguments, outcome);
    }

    private static String done(String tool, String arguments) {
        return ToolWords.sentence(call(tool, arguments, DONE));
    }

    @Test
    void saysWhatWasDone() {
        assertThat(done("list_tables", "{}")).isEqualTo("Listed the tables");
        assertThat(done("list_tables", "{\"search\":\"order\"}")).isEqualTo("Searched the tables for “order”");
        assertThat(done("describe_tables", "{\"names\":[\"orders\",\"products\"]}"))
                .isEqualTo("Looked at orders, products");
        assertThat(done("describe_tables", "{\"names\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}"))
                .isEqualTo("Looked at a, b, c and 2 more");
        assertThat(done("describe_tables", "{\"names\":\"orders\"}")).isEqualTo("Looked at orders");
        assertThat(done("sample_rows", "{\"table\":\"customers\"}")).isEqualTo("Sampled customers");
        assertThat(done("run_query", "{\"sql\":\"SELECT 1\"}")).isEqualTo("Ran a query");
        assertThat(done("fetch_url", "{}")).isEqualTo("Used fetch_url");
    }

    @Test
    void saysHowItStands() {
        Duration none = Duration.ZERO;
        String sql = "{\"sql\":\"SELECT 1\"}";
        assertThat(ToolWords.sentence(call("run_query", sql, null))).isEqualTo("Running a query");
        assertThat(ToolWords.sentence(call(
                        "run_query", sql, new ToolOutcome.Failed(new Failure(FailureCode.QUERY_FAILED, "x"), none))))
                .isEqualTo("Query failed");
        assertThat(ToolWords.sentence(call("run_query", sql, new ToolOutcome.Refused("x", none))))
                .isEqualTo("Query was refused");
        assertThat(ToolWords.sentence(call("sample_rows", "{\"table\":\"t\"}", new ToolOutcome.Cancelled(none))))
                .isEqualTo("Sampling t was stopped");
    }

    @Test
    void malformedArgumentsDoNoHarm() {
        for (String arguments : List.of("", "{", "[]", "null", "{\"names\":7}", "{\"table\":null}", "\"x\"")) {
            assertThat(done("describe_tables", arguments)).isEqualTo("Looked at a table");
            assertThat(ToolWords.argument(call("run_query", arguments, DONE))).isEmpty();
        }
    }

    @Test
    void tellsSeveralLooksInOneLine() {
        assertThat(ToolWords.sentence(List.of(
                        call("list_tables", "{}", DONE),
                        call("describe_tables", "{\"names\":[\"a\",\"b\"]}", DONE),
                        call("sample_rows", "{\"table\":\"b\"}", DONE))))
                .isEqualTo("Explored 2 tables");
        assertThat(ToolWords.sentence(
                        List.of(call("list_tables", "{}", DONE), call("sample_rows", "{\"table\":\"b\"}", null))))
                .isEqualTo("Exploring b");
    }

    @Test
    void theArgumentOfAQueryIsItsStatementOnOneLine() {
        assertThat(ToolWords.argument(call("run_query", "{\"sql\":\"SELECT a\\n  FROM t\"}", DONE)))
                .isEqualTo("SELECT a FROM t");
        assertThat(ToolWords.argument(call("run_query", "{\"sql\":\"" + "x".repeat(500) + "\"}", DONE)))
                .hasSize(161);
    }
}
