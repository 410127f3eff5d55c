package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever the model server does: the run ends as a state with a sentence, what was said is kept, and it can be asked again. */
@ExtendWith(World.Shared.class)
class ModelFailuresIT {
    private static final String KEY = ModelMishap.KEY;
    private static final String QUESTION = "How many orders are there?";

    private final FakeOpenAiServer model;
    private final Rest rest;

    ModelFailuresIT(World world) {
        model = world.model();
        rest = world.rest();
    }

    @ParameterizedTest
    @MethodSource("dev.tabletalk.failures.ModelMishap#all")
    void endsAsAStateWithASentenceAndCanBeAskedAgain(ModelMishap mishap) {
        model.answering(call -> mishap.answer());
        String conversation = rest.newConversation("sample");

        List<JsonNode> events = rest.ask(conversation, QUESTION);

        assertFailed(events, conversation, mishap.status(), mishap.code(), mishap.words(), mishap.kept());
        assertAnsweredWhenAskedAgain(conversation);
    }

    @Test
    void keepsTheStepsBeforeTheFailure() {
        model.answering(afterAStep(FakeAnswer.error(500, "oops")));
        String conversation = rest.newConversation("sample");

        List<JsonNode> events = rest.ask(conversation, QUESTION);

        assertThat(events.getLast().path("code").asString()).isEqualTo("model-unavailable");
        List<JsonNode> messages = rest.messages(conversation);
        assertThat(messages).hasSize(3);
        JsonNode step = messages.get(1);
        assertThat(step.path("content").asString()).isEqualTo("Let me look.");
        assertThat(step.path("status").asString()).isEqualTo("completed");
        assertThat(step.at("/toolCalls/0/status").asString()).isEqualTo("completed");
        assertThat(messages.get(2).path("status").asString()).isEqualTo("failed");
        assertAnsweredWhenAskedAgain(conversation);
    }

    private static Function<FakeCall, FakeAnswer> afterAStep(FakeAnswer then) {
        return call -> call.toolResults() > 0
                ? then
                : FakeAnswer.stream()
                        .text("Let me look.")
                        .call("c", "list_tables", "{}")
                        .finish("tool_calls");
    }

    @Test
    void saysThatNothingListensThere() {
        String conversation = rest.newConversation("sample");
        model.close();
        try {
            List<JsonNode> events = rest.ask(conversation, QUESTION);

            assertFailed(events, conversation, "failed", "model-unavailable", "OPENAI_BASE_URL", "");
        } finally {
            model.reopen();
        }
        assertAnsweredWhenAskedAgain(conversation);
    }

    private void assertFailed(
            List<JsonNode> events, String conversation, String status, String code, String words, String kept) {
        JsonNode last = events.getLast();
        assertThat(last.path("type").asString()).isEqualTo("RUN_ERROR");
        assertThat(last.path("code").asString()).isEqualTo(code);
        String sentence = last.path("message").asString();
        assertThat(sentence).contains(words);
        Sentences.assertFitForPeople(sentence, KEY, "NullPointer", "oops");

        List<JsonNode> messages = rest.messages(conversation);
        assertThat(messages)
                .extracting(message -> message.path("role").asString())
                .containsExactly("user", "assistant");
        assertThat(messages.getFirst().path("content").asString()).isEqualTo(QUESTION);
        JsonNode answer = messages.getLast();
        assertThat(answer.path("content").asString()).isEqualTo(kept);
        assertThat(answer.path("status").asString()).isEqualTo(status);
        assertThat(answer.at("/error/code").asString()).isEqualTo(code);
        assertThat(answer.at("/error/message").asString()).isEqualTo(sentence);
    }

    private void assertAnsweredWhenAskedAgain(String conversation) {
        model.answering(call -> FakeAnswer.saying("There are 20,000."));
        List<JsonNode> events = rest.ask(conversation, QUESTION);
        assertThat(events.getLast().path("type").asString()).isEqualTo("RUN_FINISHED");
        assertThat(rest.messages(conversation).getLast().path("content").asString())
                .isEqualTo("There are 20,000.");
    }
}
