package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import dev.tabletalk.application.agent.AgentSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A model that cannot have enough of its tools: all its calls are answered, in order, and it must come to an end. */
@ExtendWith(World.Shared.class)
class ManyToolCallsIT {
    private static final int STEPS = AgentSettings.withMaxRuns(1).maxSteps();

    private final FakeOpenAiServer model;
    private final Rest rest;

    ManyToolCallsIT(World world) {
        model = world.model();
        rest = world.rest();
    }

    @Test
    void answersThirtyCallsOfOneStepInOrder() {
        model.answering(ManyToolCallsIT::thirtyAtOnce);
        String conversation = rest.newConversation("sample");

        List<JsonNode> events = rest.ask(conversation, "How many?");

        List<String> ids = IntStream.rangeClosed(1, 30).mapToObj(i -> "c" + i).toList();
        assertThat(results(events)).isEqualTo(ids);
        List<JsonNode> messages = rest.messages(conversation);
        assertThat(messages).hasSize(3);
        List<JsonNode> calls = Rest.list(messages.get(1).path("toolCalls"));
        assertThat(calls).extracting(call -> call.path("id").asString()).isEqualTo(ids);
        assertThat(calls).extracting(call -> call.path("status").asString()).containsOnly("completed");
        assertThat(calls)
                .extracting(call -> rest.get("/results/" + call.path("resultId").asString())
                        .at("/rows/0/0")
                        .asInt())
                .isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
        assertAnswered(events, messages);
    }

    private static FakeAnswer thirtyAtOnce(FakeCall call) {
        return call.toolResults() > 0 ? FakeAnswer.saying(FakeScripts.ANSWER) : FakeScripts.queries(30);
    }

    @Test
    void makesAModelThatGoesOnAndOnAnswerAtTheLast() {
        model.answering(call -> call.tools().isEmpty()
                ? FakeAnswer.saying(FakeScripts.ANSWER)
                : FakeAnswer.stream()
                        .text("Step.")
                        .call("same-id", "run_query", "{\"sql\": \"SELECT " + call.toolResults() + "\"}")
                        .finish("tool_calls"));
        String conversation = rest.newConversation("sample");

        List<JsonNode> events = rest.ask(conversation, "How many?");

        assertThat(results(events)).hasSize(STEPS).doesNotHaveDuplicates();
        List<JsonNode> messages = rest.messages(conversation);
        assertThat(messages).hasSize(1 + STEPS + 1);
        assertThat(messages.subList(1, STEPS + 1))
                .allSatisfy(step ->
                        assertThat(step.at("/toolCalls/0/status").asString()).isEqualTo("completed"));
        assertAnswered(events, messages);
    }

    @Test
    void doesNotLetAModelCallToolsThatItIsNotOffered() {
        model.answering(call -> FakeAnswer.calling("run_query", "{\"sql\": \"SELECT 1\"}"));
        String conversation = rest.newConversation("sample");

        List<JsonNode> events = rest.ask(conversation, "How many?");

        assertThat(results(events)).hasSize(STEPS);
        assertThat(events.getLast().path("type").asString()).isEqualTo("RUN_ERROR");
        Sentences.assertFitForPeople(events.getLast().path("message").asString());
        assertThat(rest.messages(conversation).getLast().path("status").asString())
                .isEqualTo("failed");
    }

    private static List<String> results(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("type").asString().equals("TOOL_CALL_RESULT"))
                .map(event -> event.path("toolCallId").asString())
                .toList();
    }

    private static void assertAnswered(List<JsonNode> events, List<JsonNode> messages) {
        assertThat(events.getLast().path("type").asString()).isEqualTo("RUN_FINISHED");
        assertThat(messages.getLast().path("content").asString()).isEqualTo(FakeScripts.ANSWER);
        assertThat(messages.getLast().path("status").asString()).isEqualTo("completed");
    }
}
