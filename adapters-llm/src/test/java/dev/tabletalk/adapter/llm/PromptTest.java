package dev.tabletalk.adapter.llm;

import static dev.tabletalk.adapter.llm.Questions.CONVERSATION;
import static dev.tabletalk.adapter.llm.Questions.conversation;
import static dev.tabletalk.adapter.llm.Questions.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a conversation looks like on the wire. */
class PromptTest {
    private static final Duration ELAPSED = Duration.ofMillis(3);

    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(Questions.settings(server));
    private final OpenAiModel model = new OpenAiModel(
            endpoint, "test-model", Questions.settings(server).timeouts().limits());

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    private List<JsonNode> sent(ModelRequest request) {
        assertThat(model.reply(request, piece -> {}, new Cancellation())).isInstanceOf(ModelReply.Finished.class);
        List<JsonNode> messages = new ArrayList<>();
        server.calls().getLast().body().path("messages").forEach(messages::add);
        return messages;
    }

    private static Message said(long id, String text, ToolCall... calls) {
        return new Message.AssistantMessage(
                new MessageId(id),
                CONVERSATION,
                null,
                text,
                List.of(calls),
                MessageStatus.COMPLETED,
                null,
                Instant.EPOCH);
    }

    private static ToolCall call(String id, String arguments, @Nullable ToolOutcome outcome) {
        return new ToolCall(id, "run_query", arguments, outcome);
    }

    private static ToolOutcome succeeded(String output) {
        return new ToolOutcome.Succeeded(output, null, ELAPSED);
    }

    @Test
    void putsToolResultsBehindTheMessageThatAskedForThem() {
        List<JsonNode> sent = sent(conversation(
                user(1, "How many orders?"),
                said(2, "", call("a", "{\"sql\":\"select 1\"}", succeeded("1 row: 20000"))),
                said(3, "20,000."),
                user(4, "And customers?")));

        assertThat(sent)
                .extracting(m -> m.path("role").asText())
                .containsExactly("system", "user", "assistant", "tool", "assistant", "user");
        JsonNode call = sent.get(2).at("/tool_calls/0");
        assertThat(call.path("id").asText()).isEqualTo("a");
        assertThat(call.path("type").asText()).isEqualTo("function");
        assertThat(call.at("/function/name").asText()).isEqualTo("run_query");
        assertThat(call.at("/function/arguments").asText()).isEqualTo("{\"sql\":\"select 1\"}");
        assertThat(sent.get(2).path("content").isTextual()).isFalse();
        assertThat(sent.get(3).path("tool_call_id").asText()).isEqualTo("a");
        assertThat(sent.get(3).path("content").asText()).isEqualTo("1 row: 20000");
        assertThat(sent.get(4).path("content").asText()).isEqualTo("20,000.");
    }

    @Test
    void tellsTheModelHowEachCallEnded() {
        List<JsonNode> sent = sent(conversation(
                user(1, "Delete all."),
                said(
                        2,
                        "I try.",
                        call("a", "{}", new ToolOutcome.Refused("Only reads are allowed.", ELAPSED)),
                        call(
                                "b",
                                "{}",
                                new ToolOutcome.Failed(
                                        new Failure(FailureCode.QUERY_FAILED, "There is no table \"x\"."), ELAPSED)),
                        call("c", "{}", new ToolOutcome.Cancelled(ELAPSED)),
                        call("d", "{}", null)),
                user(5, "Go on.")));

        assertThat(sent.subList(3, 7))
                .extracting(m -> m.path("content").asText())
                .containsExactly(
                        "Refused: Only reads are allowed.",
                        "Failed (QUERY_FAILED): There is no table \"x\".",
                        "Cancelled before it finished.",
                        "No result: the call was not run.");
    }

    @Test
    void leavesEmptyAnswersOut() {
        assertThat(sent(conversation(user(1, "Hello?"), said(2, ""), user(3, "Still there?"))))
                .extracting(m -> m.path("role").asText())
                .containsExactly("system", "user", "user");
    }

    @Test
    void sendsOnlyArgumentsThatAreJson() {
        List<JsonNode> sent = sent(conversation(
                user(1, "?"),
                said(
                        2,
                        "",
                        call("a", "{\"sql\": \"sel", succeeded("")),
                        call("b", "", succeeded("")),
                        call("c", "{ \"sql\" : \"select 1\" }", succeeded("")))));

        assertThat(sent.get(2).path("tool_calls"))
                .extracting(c -> c.at("/function/arguments").asText())
                .containsExactly("{}", "{}", "{ \"sql\" : \"select 1\" }");
    }

    @Test
    void givesEachCallAnIdOfItsOwnThatServersAccept() {
        String tooLong = "call-" + "x".repeat(60);
        List<JsonNode> sent = sent(conversation(
                user(1, "?"),
                said(2, "", call("a", "{}", succeeded("1")), call("", "{}", succeeded("2"))),
                said(3, "", call("a", "{}", succeeded("3")), call(tooLong, "{}", succeeded("4")))));

        List<String> ids = new ArrayList<>();
        sent.forEach(m -> m.path("tool_calls").forEach(c -> ids.add(c.path("id").asText())));
        assertThat(ids).hasSize(4).doesNotHaveDuplicates().allMatch(id -> !id.isEmpty() && id.length() <= 40);
        assertThat(sent.stream().filter(m -> m.path("role").asText().equals("tool")))
                .extracting(m -> m.path("tool_call_id").asText())
                .containsExactlyElementsOf(ids);
    }

    @Test
    void namesUnknownToolsSoThatServersAcceptThem() {
        ToolCall odd = new ToolCall("a", "drop everything!", "{}", succeeded("There is no such tool."));
        ToolCall none = new ToolCall("b", "", "{}", succeeded("There is no such tool."));

        assertThat(sent(conversation(user(1, "?"), said(2, "", odd, none)))
                        .get(2)
                        .path("tool_calls"))
                .extracting(c -> c.at("/function/name").asText())
                .containsExactly("drop_everything_", "unknown");
    }

    @Test
    void offersNoToolsWhenTheModelMustAnswer() {
        ModelRequest request =
                new ModelRequest("Answer.", List.of(user(1, "?")), List.of(), DatabaseKind.SQLITE, LocalDate.EPOCH);

        sent(request);

        assertThat(server.calls().getLast().tools()).isEmpty();
        assertThat(server.calls().getLast().body().path("tools").size()).isZero();
    }
}
