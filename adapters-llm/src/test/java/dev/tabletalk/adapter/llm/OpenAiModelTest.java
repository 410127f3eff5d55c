package dev.tabletalk.adapter.llm;

import static dev.tabletalk.adapter.llm.Questions.eventually;
import static dev.tabletalk.adapter.llm.Questions.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import dev.tabletalk.domain.trace.SentRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does, and in which one way the call ends then. */
class OpenAiModelTest {
    private static final Duration GAP = Duration.ofMillis(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(Questions.settings(server));
    private final OpenAiModel model = new OpenAiModel(
            endpoint, "test-model", Questions.settings(server).timeouts().limits());
    private final List<String> pieces = new ArrayList<>();

    private OpenAiModel impatient(Duration firstToken, Duration idle, Duration total) {
        return new OpenAiModel(endpoint, "test-model", new Limits(firstToken, idle, total));
    }

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    private ModelReply ask() {
        return ask(model);
    }

    private ModelReply ask(OpenAiModel model) {
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
    void tellsTheVeryTextOfEachRequestButNotTheKey() {
        server.next(FakeAnswer.error(500, "later"), FakeAnswer.saying("Yes 🙂."));
        List<SentRequest> sent = new ArrayList<>();
        List<TokenUsage> used = new ArrayList<>();
        model.reply(
                question("Naïve 🙂 \"quoted\" \\ \u0000 \ud83d half?"),
                new ModelListener() {
                    @Override
                    public void text(String piece) {
                        pieces.add(piece);
                    }

                    @Override
                    public void sent(SentRequest request) {
                        sent.add(request);
                    }

                    @Override
                    public void used(TokenUsage usage) {
                        used.add(usage);
                    }
                },
                new Cancellation());

        assertThat(server.calls()).hasSize(2);
        assertThat(sent)
                .extracting(SentRequest::body)
                .isEqualTo(server.calls().stream().map(FakeCall::text).toList());
        assertThat(sent).allSatisfy(request -> {
            assertThat(request.model()).isEqualTo("test-model");
            assertThat(server.baseUrl()).contains(String.valueOf(request.server()));
            assertThat(request.body()).doesNotContain("sk-test-key");
        });
        assertThat(used).containsExactly(new TokenUsage(11, 7));
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
                        tuple("a", "describe_tables", "{\"names\":[\"orders\"]}"),
                        tuple("b", "run_query", "{\"sql\":\"select 1\"}"));
    }

    @Test
    void passesUnknownToolNamesOnAsTheyAre() {
        server.next(FakeAnswer.calling("drop everything!", "{}"));

        assertThat(calls(ask())).extracting(RequestedCall::tool).containsExactly("drop everything!");
    }

    @Test
    void takesAMissingArgumentsTextAsNoArguments() {
        server.next(FakeAnswer.calling("list_tables", ""));

        assertThat(calls(ask()).getFirst().parsed()).isEqualTo(new ToolArguments.Parsed(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sql\": \"select",
                "not json",
                "[1, 2]",
                "\"select 1\"",
                "null",
                "{\"a\":1} {\"a\":2}",
                "{'sql': 'select 1'}",
                "{\"x\": NaN}"
            })
    void marksArgumentsThatAreNoJsonObject(String arguments) {
        server.next(FakeAnswer.calling("run_query", arguments));

        RequestedCall call = calls(ask()).getFirst();
        assertThat(call.arguments()).isEqualTo(arguments);
        assertThat(call.parsed()).isInstanceOf(ToolArguments.Malformed.class);
        assertThat(((ToolArguments.Malformed) call.parsed()).reason())
                .endsWith("Send one JSON object.")
                .doesNotContain("Exception", "com.fasterxml");
    }

    @Test
    void acceptsStopAsTheReasonForToolCalls() {
        server.next(FakeAnswer.stream()
                .call("c", "run_query", "{\"sql\":\"select 1\"}")
                .finish("stop"));

        assertThat(calls(ask())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eos", "end_turn"})
    void understandsTheWordsOfOtherServersForDone(String reason) {
        server.next(FakeAnswer.stream().text("Yes.").finish(reason));

        assertThat(ask()).isInstanceOf(ModelReply.Finished.class);
    }

    @Test
    void takesAReasonItDoesNotKnowAsAnInterruption() {
        server.next(FakeAnswer.stream().text("Yes").finish("insufficient_system_resource"));

        assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, "Yes");
    }

    @Test
    void passesOverFieldsItDoesNotKnow() {
        server.next(FakeAnswer.stream()
                .data("{\"x_groq\":{\"id\":1},\"error\":null,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes.\","
                        + "\"annotations\":[]},\"obfuscation\":\"abc\"}],\"provider\":\"x\"}")
                .finish("stop"));

        assertThat(ask().text()).isEqualTo("Yes.");
    }

    @Test
    void leavesAnEmptyAnswerToTheCaller() {
        server.next(FakeAnswer.stream().finish("stop"));

        assertThat(ask()).isEqualTo(new ModelReply.Finished("", List.of(), new TokenUsage(11, 7)));
    }

    @Test
    void understandsAStreamInAnyCut() {
        server.next(FakeAnswer.stream()
                .raw(": keep-alive\r\n\r\nda")
                .pause(GAP)
                .raw("ta:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grü")
                .pause(GAP)
                .raw("ße\"}}]}\r")
                .pause(GAP)
                .raw("\n\r\nevent: message\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"!\"}}]}\n\n")
                .finish("stop"));

        assertThat(ask()).isInstanceOf(ModelReply.Finished.class);
        assertThat(pieces).containsExactly("Grüße", "!");
    }

    @Test
    void isFinishedWithTheFinishReasonEvenWhenTheRestIsMissing() {
        server.next(FakeAnswer.stream()
                .text("Yes.")
                .data(finishReason("stop"))
                .pause(GAP)
                .cut());

        assertThat(ask()).isEqualTo(new ModelReply.Finished("Yes.", List.of(), TokenUsage.NONE));
    }

    @Test
    void keepsTheTextWhenTheStreamIsCutHalfWay() {
        String text = "all that had arrived until then, to the last piece ".repeat(20);
        server.next(FakeAnswer.stream().text(text).cut());

        assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, text);
    }

    @Test
    void keepsTheTextWhenTheConnectionIsReset() {
        server.next(FakeAnswer.stream().text("One two").pause(GAP).reset());

        assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, "One two");
    }

    @Test
    void keepsTheTextWhenTheStreamEndsWithoutAFinishReason() {
        server.next(FakeAnswer.stream().text("One two").data("[DONE]").end());

        assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, "One two");
    }

    @Test
    void neverHandsOutACutOffToolCall() {
        server.next(FakeAnswer.stream()
                .text("Looking.")
                .call("c", "run_query", "{\"sql\":\"select 1\"}")
                .pause(GAP)
                .cut());

        assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, "Looking.");
    }

    @Test
    void saysThatTheAnswerWasTooLong() {
        server.next(FakeAnswer.stream()
                .text("And so on")
                .call("c", "run_query", "{\"sql\":\"sel")
                .finish("length"));

        Failure failure = assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, "And so on");
        assertThat(failure.message()).contains("longer than the model's limit");
    }

    @Test
    void saysThatAFilterBlockedTheAnswer() {
        server.next(FakeAnswer.stream().text("Well").finish("content_filter"));

        Failure failure = assertFailed(ask(), FailureCode.MODEL_INTERRUPTED);
        assertThat(failure.message()).contains("content filter");
        assertThat(pieces).containsExactly("Well");
    }

    @Test
    void keepsTheTextWhenAnErrorComesInsideTheStream() {
        server.next(FakeAnswer.stream()
                .text("One two")
                .errorInStream("secret detail", 500)
                .text("never")
                .finish("stop"));

        assertInterrupted(ask(), FailureCode.MODEL_INTERRUPTED, "One two");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void failsWhenAnErrorComesInPlaceOfAnAnswer() {
        server.next(FakeAnswer.stream().errorInStream("no such model", 404).end());

        assertFailed(ask(), FailureCode.MODEL_UNAVAILABLE);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void understandsANamedErrorEvent() {
        server.next(FakeAnswer.stream()
                .raw("event: error\ndata: {\"error\":{\"type\":\"authentication_error\",\"message\":\"?\"}}\n\n"));

        assertFailed(ask(), FailureCode.MODEL_UNAUTHORIZED);
    }

    @Test
    void readsTheWordErrorInAnAnswerAsText() {
        server.next(FakeAnswer.stream().piece("error").piece(": {\"error\": 1}").finish("stop"));

        assertThat(ask().text()).isEqualTo("error: {\"error\": 1}");
    }

    @Test
    void retriesAnErrorInsideTheStreamBeforeTheFirstToken() {
        server.next(FakeAnswer.stream().errorInStream("slow down", 429).end(), FakeAnswer.saying("Yes."));

        assertThat(ask()).isInstanceOf(ModelReply.Finished.class);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void failsOnceOnAChunkThatIsNone() {
        server.next(FakeAnswer.stream().data("{\"id\":").data("not json").finish("stop"));

        assertFailed(ask(), FailureCode.MODEL_PROTOCOL);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void keepsTheTextBeforeAChunkThatIsNone() {
        server.next(FakeAnswer.stream()
                .text("One two")
                .data("{\"choices\": 3}")
                .text("never")
                .finish("stop"));

        assertInterrupted(ask(), FailureCode.MODEL_PROTOCOL, "One two");
    }

    @ParameterizedTest
    @CsvSource({
        "401, MODEL_UNAUTHORIZED",
        "403, MODEL_UNAUTHORIZED",
        "404, MODEL_UNAVAILABLE",
        "400, MODEL_PROTOCOL",
        "422, MODEL_PROTOCOL",
        "301, MODEL_UNAVAILABLE",
        "402, MODEL_RATE_LIMITED"
    })
    void failsAtOnceWhereARetryIsUseless(int status, FailureCode code) {
        server.answering(call -> FakeAnswer.error(status, "Incorrect API key provided: sk-test-key"));

        assertFailed(ask(), code);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void doesNotRetryWhenTheCreditIsUsedUp() {
        server.answering(call -> FakeAnswer.status(
                429, "application/json", "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"…\"}}"));

        assertThat(assertFailed(ask(), FailureCode.MODEL_RATE_LIMITED).message())
                .contains("billing");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void saysThatTheConversationIsTooLong() {
        server.next(FakeAnswer.status(
                400, "application/json", "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"…\"}}"));

        assertThat(assertFailed(ask(), FailureCode.MODEL_PROTOCOL).message()).contains("too long");
    }

    @ParameterizedTest
    @CsvSource({"429, MODEL_RATE_LIMITED", "500, MODEL_UNAVAILABLE", "503, MODEL_UNAVAILABLE", "529, MODEL_UNAVAILABLE"
    })
    void givesUpAfterThreeRetries(int status, FailureCode code) {
        server.answering(call -> FakeAnswer.error(status, "busy"));

        assertFailed(ask(), code);
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void answersAfterPassingTrouble() {
        server.next(
                FakeAnswer.error(500, "oops"),
                FakeAnswer.hangUp(),
                FakeAnswer.stream().pause(GAP).cut(),
                FakeAnswer.saying("Here."));

        assertThat(ask()).isInstanceOf(ModelReply.Finished.class);
        assertThat(pieces).containsExactly("Here.");
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        server.next(FakeAnswer.error(429, "busy").header("Retry-After", "1"), FakeAnswer.saying("Here."));

        ask();

        List<FakeCall> calls = server.calls();
        assertThat(Duration.ofNanos(calls.get(1).atNanos() - calls.get(0).atNanos()))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    void givesUpWhenTheServerKeepsHangingUp() {
        server.answering(call -> FakeAnswer.hangUp());

        assertFailed(ask(), FailureCode.MODEL_UNAVAILABLE);
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void saysThatTheServerCannotBeReached() {
        server.close();

        Failure failure = assertFailed(ask(), FailureCode.MODEL_UNAVAILABLE);
        assertThat(failure.message()).contains("127.0.0.1:", "cannot be reached", "OPENAI_BASE_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "application/json", "text/plain"})
    void failsOnASuccessThatIsNoStream(String type) {
        server.next(FakeAnswer.status(200, type, "<html><body>Welcome</body></html>"));

        assertFailed(ask(), FailureCode.MODEL_PROTOCOL);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void failsWhenTheServerNeverAnswers() {
        server.next(FakeAnswer.nothing());

        assertFailed(ask(impatient(SHORT, LONG, LONG)), FailureCode.MODEL_TIMEOUT);
        assertThat(server.calls()).hasSize(1);
        eventually(() -> assertThat(server.abandoned()).hasSize(1));
    }

    @Test
    void failsWhenTheStreamNeverBegins() {
        server.next(FakeAnswer.stream().data("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}"));

        assertFailed(ask(impatient(SHORT, LONG, LONG)), FailureCode.MODEL_TIMEOUT);
        eventually(() -> assertThat(server.abandoned()).hasSize(1));
    }

    @Test
    void keepsTheTextWhenTheModelFallsSilent() {
        server.next(FakeAnswer.stream().text("One two"));

        assertInterrupted(ask(impatient(LONG, SHORT, LONG)), FailureCode.MODEL_TIMEOUT, "One two");
        eventually(() -> assertThat(server.abandoned()).hasSize(1));
    }

    @Test
    void isPatientWhileTheModelThinksAloud() {
        FakeAnswer thinking = FakeAnswer.stream();
        for (int i = 0; i < 8; i++) {
            thinking = thinking.pause(SHORT)
                    .data("{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}");
        }
        server.next(thinking.text("Yes.").finish("stop"));

        assertThat(ask(impatient(SHORT.multipliedBy(7), LONG, LONG)).text()).isEqualTo("Yes.");
    }

    @Test
    void countsNoSilenceWhileTheListenerIsSlow() {
        server.next(FakeAnswer.saying("One two three"));

        ModelReply reply = impatient(LONG, SHORT, LONG)
                .reply(
                        question("?"),
                        piece -> LockSupport.parkNanos(SHORT.multipliedBy(2).toNanos()),
                        new Cancellation());

        assertThat(reply).isInstanceOf(ModelReply.Finished.class);
    }

    @Test
    void endsACallThatTakesTooLongAltogether() {
        server.next(FakeAnswer.stream().tokens(10_000, Duration.ofMillis(10)));

        ModelReply reply = ask(impatient(LONG, LONG, Duration.ofSeconds(2)));

        assertInterrupted(reply, FailureCode.MODEL_TIMEOUT, reply.text());
        assertThat(reply.text()).startsWith("0 1 2 ");
    }

    @Test
    void usesOneConnectionForCallsInARow() {
        server.answering(call -> FakeAnswer.saying("Yes."));

        ask();
        pieces.clear();
        ask();
        pieces.clear();
        ask();

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForAServerThatKeepsTheResponseOpen() {
        server.next(FakeAnswer.stream().text("Yes.").data(finishReason("stop")).data("[DONE]"));

        assertThat(ask()).isInstanceOf(ModelReply.Finished.class);
    }

    @Test
    void passesOnWhatTheListenerThrows() {
        server.next(FakeAnswer.stream().text("One two three").tokens(100, Duration.ofMillis(50)));

        assertThatThrownBy(() -> model.reply(
                        question("?"),
                        piece -> {
                            throw new IllegalStateException("full disk");
                        },
                        new Cancellation()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full disk");
        eventually(() -> assertThat(server.abandoned()).hasSize(1));
    }

    private static String finishReason(String reason) {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    private static List<RequestedCall> calls(ModelReply reply) {
        assertThat(reply).isInstanceOf(ModelReply.Finished.class);
        return ((ModelReply.Finished) reply).calls();
    }

    private static Failure assertInterrupted(ModelReply reply, FailureCode code, String text) {
        assertThat(reply).isInstanceOf(ModelReply.Interrupted.class);
        assertThat(reply.text()).isEqualTo(text);
        return assertPlain(((ModelReply.Interrupted) reply).failure(), code);
    }

    private static Failure assertFailed(ModelReply reply, FailureCode code) {
        assertThat(reply).isInstanceOf(ModelReply.Failed.class);
        return assertPlain(((ModelReply.Failed) reply).failure(), code);
    }

    private static Failure assertPlain(Failure failure, FailureCode code) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message())
                .endsWith(".")
                .doesNotContain("Exception", "sk-test-key", "java.", "{", "null", "secret detail");
        return failure;
    }
}
