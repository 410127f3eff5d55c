package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessagesIT extends HttpTestBase {
    @Test
    void appendsAQuestionAndAnAnswer() {
        String id = newConversation();
        Answer question =
                append(id, "{\"role\":\"user\",\"content\":\"How many?\"}").expect(201);
        assertThat(question.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "conversationId",
                        "turnId",
                        "role",
                        "content",
                        "toolCalls",
                        "status",
                        "error",
                        "versions",
                        "createdAt");
        assertThat(question.json().path("id").isIntegralNumber()).isTrue();
        assertThat(question.at("/conversationId")).isEqualTo(id);
        assertThat(question.at("/turnId")).isEqualTo("null");
        assertThat(question.at("/toolCalls")).isEqualTo("null");
        assertThat(question.at("/status")).isEqualTo("completed");
        Answer answer =
                append(id, "{\"role\":\"assistant\",\"content\":\"42\"}").expect(201);
        assertThat(answer.json().path("id").asLong())
                .isGreaterThan(question.json().path("id").asLong());
        Answer shown = get("/conversations/" + id);
        assertThat(shown.all("/messages", "role")).containsExactly("user", "assistant");
        assertThat(shown.at("/messageCount")).isEqualTo("2");
    }

    @Test
    void takesToolCallsInBothSpellings() {
        String id = newConversation();
        append(id, """
                {"role": "assistant", "content": "See.", "toolCalls": [
                  {"id": "a", "tool": "run_query", "input": {"sql": "SELECT 1"}, "output": "1 row", "durationMs": 7},
                  {"id": "b", "name": "execute_sql", "arguments": {"n": 12345678901234567890.25}, "durationMs": 12,
                   "result": {"columns": ["x"], "rows": [["north", 1200.50]]}},
                  {"tool": "c", "input": "{\\"already\\": \\"json\\"}", "status": "error", "output": "It broke."},
                  {"tool": "d", "input": "no json", "status": "refused", "output": "DELETE is not a read."},
                  {"tool": "e", "status": "cancelled"}]}""").expect(201);
        Answer shown = get("/conversations/" + id);
        assertThat(shown.json().at("/messages/0/toolCalls/0").propertyNames())
                .containsExactlyInAnyOrder("id", "tool", "input", "status", "output", "resultId", "durationMs");
        assertThat(shown.all("/messages/0/toolCalls", "id")).containsExactly("a", "b", "call-3", "call-4", "call-5");
        assertThat(shown.all("/messages/0/toolCalls", "tool"))
                .containsExactly("run_query", "execute_sql", "c", "d", "e");
        assertThat(shown.all("/messages/0/toolCalls", "status"))
                .containsExactly("completed", "completed", "error", "refused", "cancelled");
        assertThat(shown.all("/messages/0/toolCalls", "input"))
                .containsExactly(
                        "{\"sql\":\"SELECT 1\"}",
                        "{\"n\":12345678901234567890.25}",
                        "{\"already\":\"json\"}",
                        "{\"_malformed\":\"no json\"}",
                        "{}");
        assertThat(shown.all("/messages/0/toolCalls", "output"))
                .startsWith(
                        "1 row",
                        "{\"columns\":[\"x\"],\"rows\":[[\"north\",1200.50]]}",
                        "It broke.",
                        "DELETE is not a read.");
        assertThat(shown.all("/messages/0/toolCalls", "durationMs")).containsExactly("7", "12", "0", "0", "0");
        assertThat(shown.all("/messages/0/toolCalls", "resultId")).containsOnly("null");
    }

    @Test
    void keepsToolOutputOfAnyLength() {
        String id = newConversation();
        String output = "0123456789".repeat(20_000);
        append(id, toolCall("\"output\":\"" + output + "\"")).expect(201);
        assertThat(get("/conversations/" + id).at("/messages/0/toolCalls/0/output"))
                .isEqualTo(output);
    }

    @Test
    void keepsTextToTheLetter() {
        String id = newConversation();
        for (String text :
                List.of("😀 👩\u200d👩\u200d👧", "مرحبا", "e\u0301", "  spaces  ", "tab\\tand\\nlines", "a\u2028b")) {
            append(id, "{\"role\":\"user\",\"content\":\"" + text + "\"}").expect(201);
            String newest = get("/conversations/" + id + "?messageLimit=1").at("/messages/0/content");
            assertThat(newest).isEqualTo(text.replace("\\t", "\t").replace("\\n", "\n"));
        }
    }

    @Test
    void refusesMessagesThatAreNoneAndStoresNothing() {
        String id = newConversation();
        append(id, "{\"role\":\"user\",\"content\":\"\"}").expectInvalid("content");
        append(id, "{\"role\":\"user\",\"content\":\"  \\n\"}").expectInvalid("content");
        append(id, "{\"role\":\"user\"}").expectInvalid("content");
        append(id, "{\"role\":\"user\",\"content\":7}").expectInvalid("content");
        append(id, "{\"role\":\"user\",\"content\":\"a\\u0000b\"}").expectInvalid("content");
        append(id, "{\"role\":\"user\",\"content\":\"\\ude00\"}").expectInvalid("content");
        append(id, "{\"content\":\"x\"}").expectInvalid("role");
        append(id, "{\"role\":\"system\",\"content\":\"x\"}").expectInvalid("role");
        append(id, "{\"role\":\"user\",\"content\":\"x\",\"toolCalls\":[{\"tool\":\"t\"}]}")
                .expectInvalid("toolCalls");
        append(id, "{\"role\":\"assistant\",\"content\":\"x\",\"toolCalls\":{}}")
                .expectInvalid("toolCalls");
        append(id, "{\"role\":\"assistant\",\"content\":\"x\",\"toolCalls\":[null]}")
                .expectInvalid("toolCalls[0]");
        append(id, toolCall("\"status\":\"running\"")).expectInvalid("toolCalls[0].status");
        append(id, toolCall("\"durationMs\":-1")).expectInvalid("toolCalls[0].durationMs");
        append(id, toolCall("\"durationMs\":\"fast\"")).expectInvalid("toolCalls[0].durationMs");
        append(id, toolCall("\"output\":\"a\\u0000\"")).expectInvalid("toolCalls[0].output");
        append(id, "{\"role\":\"assistant\",\"content\":\"x\",\"toolCalls\":[{}]}")
                .expectInvalid("toolCalls[0].tool");
        append(
                        id,
                        "{\"role\":\"assistant\",\"content\":\"x\",\"toolCalls\":[{\"id\":\"i\",\"tool\":\"a\"},{\"id\":\"i\",\"tool\":\"b\"}]}")
                .expectInvalid("toolCalls[1].id");
        assertThat(get("/conversations/" + id).at("/messages")).isEqualTo("[]");
    }

    @Test
    void refusesAQuestionOfAHundredThousandCharacters() {
        String id = newConversation();
        append(id, "{\"role\":\"user\",\"content\":\"" + "x".repeat(100_000) + "\"}")
                .expectField(413, "too-large", "content");
        post("/conversations/" + id + "/turns", "{\"content\":\"" + "x".repeat(100_000) + "\"}")
                .expectField(413, "too-large", "content");
        append(id, "{\"role\":\"user\",\"content\":\"" + "x".repeat(32_001) + "\"}")
                .expectField(413, "too-large", "content");
        append(id, "{\"role\":\"user\",\"content\":\"" + "😀".repeat(32_000) + "\"}")
                .expect(201);
    }

    @Test
    void refusesQuestionsThatAreNone() {
        String id = newConversation();
        for (String body :
                List.of("{}", "{\"content\":\"\"}", "{\"content\":\" \"}", "{\"content\":null}", "{\"content\":{}}")) {
            post("/conversations/" + id + "/turns", body).expectInvalid("content");
        }
        assertThat(get("/conversations/" + id).at("/messages")).isEqualTo("[]");
    }

    @Test
    void generatesATitle() {
        String id = newConversation();
        assertThat(generate(id, "Which products sell best?").expect(200).body())
                .isEqualTo("{\"title\":\"About: Which products sell best?\"}");
        Answer shown = get("/conversations/" + id);
        assertThat(shown.at("/title")).isEqualTo("About: Which products sell best?");
        assertThat(shown.at("/titleSource")).isEqualTo("generated");
    }

    @Test
    void neverReplacesATitleOfAPersonByAGeneratedOne() {
        String id = newConversation();
        patch("/conversations/" + id, "{\"title\":\"Mine\"}").expect(200);
        generate(id, "Which products sell best?").expect(200);
        assertThat(get("/conversations/" + id).at("/title")).isEqualTo("Mine");
    }

    @Test
    void saysServiceUnavailableWhenTheModelFindsNoTitle() {
        for (FailureCode code : List.of(
                FailureCode.MODEL_UNAVAILABLE,
                FailureCode.MODEL_UNAUTHORIZED,
                FailureCode.MODEL_RATE_LIMITED,
                FailureCode.MODEL_TIMEOUT,
                FailureCode.MODEL_INTERRUPTED,
                FailureCode.MODEL_PROTOCOL)) {
            workspace = current.renew((question, listener) -> {
                throw FailureException.of(code, "No title today.");
            });
            String id = newConversation();
            Answer answer = generate(id, "Hi?").expectProblem(503, FailureProblem.nameOf(code));
            assertThat(answer.at("/detail")).isEqualTo("No title today.");
            assertThat(get("/conversations/" + id).at("/title")).isEqualTo("New conversation");
        }
    }

    @Test
    void refusesFirstMessagesThatAreNone() {
        String id = newConversation();
        post("/conversations/" + id + "/generate-title", "{}").expectInvalid("firstMessage");
        generate(id, "").expectInvalid("firstMessage");
        generate(id, "x".repeat(1_001)).expectInvalid("firstMessage");
        generate(id, "😀".repeat(1_000)).expect(200);
    }

    private Answer append(String id, String body) {
        return post("/conversations/" + id + "/messages", body);
    }

    private Answer generate(String id, String firstMessage) {
        return post("/conversations/" + id + "/generate-title", "{\"firstMessage\":\"" + firstMessage + "\"}");
    }

    private static String toolCall(String more) {
        return "{\"role\":\"assistant\",\"content\":\"x\",\"toolCalls\":[{\"tool\":\"t\"," + more + "}]}";
    }
}
