package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Another program holds the store for longer than we wait. */
@ExtendWith(World.Shared.class)
class StoreLockedIT {
    private static final String QUESTION = "How many?";
    private static final String HALF = "The first half";
    private static final Duration LONGER_THAN_THE_TIMEOUT = Duration.ofMillis(2_500);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final World world;
    private final FakeOpenAiServer model;
    private final Rest rest;

    StoreLockedIT(World world) {
        this.world = world;
        this.model = world.model();
        this.rest = world.rest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream"})
    void refusesAQuestionThatItCannotKeep(String accept) {
        model.answering(call -> FakeAnswer.saying(FakeScripts.ANSWER));
        String conversation = rest.newConversation("sample");
        String question = "Who is told of " + conversation + "?";
        try (var _ = HeldStore.hold(world.store())) {
            HttpResponse<String> response =
                    rest.post("/conversations/" + conversation + "/turns", Map.of("content", question), accept);

            assertThat(response.statusCode()).isEqualTo(503);
            JsonNode problem = Rest.parse(response.body());
            assertThat(problem.path("type").asString()).isEqualTo("urn:problem:store-unavailable");
            Sentences.assertFitForPeople(problem.path("detail").asString());
            assertThat(rest.messages(conversation)).as("reading goes on").isEmpty();
        }
        assertThat(model.calls())
                .as("no model call for a question that is not kept")
                .noneMatch(call -> call.newestQuestion().equals(question));

        assertThat(rest.ask(conversation, QUESTION).getLast().path("type").asString())
                .isEqualTo("RUN_FINISHED");
        assertThat(rest.messages(conversation)).hasSize(2);
    }

    /** The end of the run falls into the time when nothing can be written. */
    @Test
    void endsARunAsAStateAndMakesUpForItWhenTheStoreIsFree() {
        CountDownLatch goOn = new CountDownLatch(1);
        String conversation = rest.newConversation("sample");
        String turn = askAndAwaitTheFirstHalf(conversation, goOn);
        List<JsonNode> events;
        try (var _ = HeldStore.holdFor(world.store(), LONGER_THAN_THE_TIMEOUT)) {
            goOn.countDown();
            events = rest.follow(turn);
        }

        Rest.await(
                "the turn is over in the store",
                SOON,
                () -> !statusInStore(turn).equals("RUNNING"));
        JsonNode answer = rest.messages(conversation).getLast();
        assertThat(answer.path("content").asString()).startsWith(HALF);
        JsonNode last = events.getLast();
        if (last.path("type").asString().equals("RUN_ERROR")) {
            assertThat(last.path("code").asString()).isEqualTo("store-unavailable");
            Sentences.assertFitForPeople(last.path("message").asString());
            assertThat(answer.path("status").asString()).isIn("failed", "interrupted");
            assertThat(answer.at("/error/code").asString()).isEqualTo("store-unavailable");
        } else {
            assertThat(answer.path("status").asString()).isEqualTo("completed");
        }
        assertThat(rest.messages(conversation).getFirst().path("content").asString())
                .isEqualTo(QUESTION);
        assertThat(rest.get("/conversations/" + conversation).path("running").asBoolean())
                .isFalse();
        model.answering(call -> FakeAnswer.saying(FakeScripts.ANSWER));
        assertThat(rest.ask(conversation, QUESTION).getLast().path("type").asString())
                .isEqualTo("RUN_FINISHED");
    }

    @Test
    void goesOnWhenTheStoreIsFreeBeforeTheEnd() {
        CountDownLatch goOn = new CountDownLatch(1);
        String conversation = rest.newConversation("sample");
        String turn = askAndAwaitTheFirstHalf(conversation, goOn);
        try (var _ = HeldStore.hold(world.store())) {
            assertThat(rest.messages(conversation)).isNotEmpty();
        }
        goOn.countDown();

        assertThat(rest.follow(turn).getLast().path("type").asString()).isEqualTo("RUN_FINISHED");
        assertThat(rest.messages(conversation).getLast().path("content").asString())
                .isEqualTo(HALF + " and the second.");
    }

    private String askAndAwaitTheFirstHalf(String conversation, CountDownLatch goOn) {
        CountDownLatch half = new CountDownLatch(1);
        model.answering(call -> FakeAnswer.stream()
                .text(HALF)
                .await(half::countDown)
                .await(goOn::await)
                .text(" and the second.")
                .finish("stop"));
        String turn = rest.askAndLeave(conversation, QUESTION);
        Rest.await("the first half", SOON, () -> half.getCount() == 0);
        return turn;
    }

    private String statusInStore(String turn) {
        return HeldStore.value(world.store(), "SELECT status FROM turn WHERE id = '" + turn + "'");
    }
}
