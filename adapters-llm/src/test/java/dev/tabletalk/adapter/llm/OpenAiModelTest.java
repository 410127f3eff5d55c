package dev.tabletalk.adapter.llm;

import static dev.tabletalk.adapter.llm.Questions.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server does, and in which one way the call ends then. */
class OpenAiModelTest {
    private static final Duration GAP = Duration.ofMillis(30);

    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(Questions.settings(server));
    private final OpenAiModel model = new OpenAiModel(
            endpoint, "test-model", Questions.settings(server).timeouts().limits());
    private final List<String> pieces = new ArrayList<>();

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    private ModelReply ask() {
        ModelReply reply = model.reply(question("How many?"), pieces::add, new Cancellation());
        assertThat(reply.text()).isEqualTo(String.join("", pieces));
        return reply;
    }

    @Test
    void streamsTheTextPieceByPiece() {
        server.next(FakeAnswer.saying("Twenty thousand orders, naïve 🙂 café."));

        assertThat(ask())
                .isEqualTo(new ModelReply.Finished(
                        "Twenty thousand orders, naïve 🙂 café.", List.of(), new TokenUsage(11, 7)));
        assertThat(pieces).hasSizeGreaterThan(5);
    }

    @Test
    void asksAsTheProtocolWants() {
        server.next(FakeAnswer.saying("Yes."));

        ask();

        FakeCall call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v1/chat/completions");
        assertThat(call.headers()).containsEntry("authorization", "Bearer sk-test-key");
        assertThat(call.wantsStream()).isTrue();
        assertThat(call.newestQuestion()).isEqualTo("How many?");
        assertThat(call.tools()).containsExactly("run_query");
        JsonNode body = call.body();
        assertThat(body.at("/model").asText()).isEqualTo("test-model");
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(body.has("temperature")).isFalse();
        JsonNode parameters = body.at("/tools/0/function/parameters");
        assertThat(parameters.at("/properties/sql/type").asText()).isEqualTo("string");
        assertThat(parameters.at("/properties/hints/items/type").asText()).isEqualTo("string");
        assertThat(parameters.at("/required").toString()).isEqualTo("[\"sql\"]");
    }

    @Test
    void putsAToolCallTogetherFromManyChunks() {
        String arguments = "{\"sql\": \"SELECT COUNT(*)\\nFROM orders\", \"limit\": 5}";
        server.next(FakeAnswer.stream()
                .text("Let me look. ")
                .call("call_9", "run_query", arguments)
                .finish("tool_calls"));

        assertThat(ask())
                .isEqualTo(new ModelReply.Finished(
                        "Let me look. ",
                        List.of(new RequestedCall(
                                "call_9",
                                "run_query",
                                arguments,
                                new ToolArguments.Parsed(Map.of("sql", "SELECT COUNT(*)\nFROM orders", "limit", 5L)))),
                        new TokenUsage(11, 7)));
    }

    @Test
    void putsTwoToolCallsOfOneStepTogether() {
        server.next(FakeAnswer.stream()
                .call("a", "describe_tables", "{\"names\":[\"orders\"]}")
                .call("b", "run_query", "{\"sql\":\"select 1\"}")
                .finish("tool_calls"));

        assertThat(calls(ask()))
                .extracting(RequestedCall::id, RequestedCall::tool, RequestedCall::arguments)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "describe_tables", "{\"names\":[\"orders\"]}"),
                        org.assertj.core.groups.Tuple.tuple("b", "run_query", "{\"sql\":\"select 1\"}"));
    }

    @Test
    void keepsTheTextWhenTheStreamIsCutHalfWay() {
        server.next(FakeAnswer.stream().text("One two").pause(GAP).cut());

        assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, "One two");
    }

    private static List<RequestedCall> calls(ModelReply reply) {
        assertThat(reply).isInstanceOf(ModelReply.Finished.class);
        return ((ModelReply.Finished) reply).calls();
    }

    private void assertInterrupted(ModelReply reply, FailureCode code, String text) {
        assertThat(reply).isInstanceOf(ModelReply.Interrupted.class);
        assertThat(reply.text()).isEqualTo(text);
        assertPlain(((ModelReply.Interrupted) reply).failure(), code);
    }

    private void assertPlain(Failure failure, FailureCode code) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).endsWith(".").doesNotContain("Exception", "sk-test-key", "java.", "{", "null");
    }
}
