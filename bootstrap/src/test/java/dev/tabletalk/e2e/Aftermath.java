package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What must be true of one turn after the server was killed and started again.
 *
 * @param received what a client had got of it before
 * @param script what the model said, or would have said
 * @param killedNanos when it was killed, by {@link System#nanoTime()}
 */
record Aftermath(Api api, Follower follower, ReceivedRun received, Script script, long killedNanos) {
    /** The newest that may be lost. */
    private static final Duration LOSABLE = Duration.ofSeconds(1);
    /** The same on a machine that is so busy that the store's turn comes late. */
    private static final Duration MOST_LOSABLE = Duration.ofSeconds(5);

    /** @return all that is stored of the turn, which must never change again */
    List<JsonNode> check() throws IOException {
        List<JsonNode> stored = stored(api, follower);
        checkQuestion(stored);
        checkAnswer(stored.subList(1, stored.size()));
        checkReplay(stored);
        return stored;
    }

    /** The messages of the turn, oldest first. */
    static List<JsonNode> stored(Api api, Follower follower) throws IOException {
        return api.messages(follower.conversation()).stream()
                .filter(message -> text(message, "/turnId").equals(follower.turn()))
                .toList();
    }

    private void checkQuestion(List<JsonNode> stored) {
        assertThat(stored).as("messages of the turn " + follower.turn()).hasSizeGreaterThan(1);
        assertThat(text(stored.getFirst(), "/role")).isEqualTo("user");
        assertThat(text(stored.getFirst(), "/content")).isEqualTo(follower.question());
    }

    private void checkAnswer(List<JsonNode> answer) {
        List<String> expected = script.texts();
        List<String> kept = new ArrayList<>();
        for (int step = 0; step < answer.size(); step++) {
            JsonNode message = answer.get(step);
            String content = text(message, "/content");
            kept.add(content);
            assertThat(text(message, "/role")).isEqualTo("assistant");
            if (text(message, "/status").equals("completed")) {
                assertThat(content).isEqualTo(expected.get(step));
            } else {
                assertThat(step).as("only the last is cut short").isEqualTo(answer.size() - 1);
                assertThat(expected.get(step)).startsWith(content);
                assertThat(text(message, "/status")).isEqualTo("interrupted");
                assertThat(text(message, "/error/code")).isEqualTo("server-stopped");
            }
        }
        boolean whole = isWhole(answer);
        assertThat(whole || !received.isOver()).as("kept the end it told").isTrue();
        assertThat(answer).as("no more than was said").hasSizeLessThanOrEqualTo(expected.size());
        assertThat(answer.size() == expected.size() || !whole).as("all steps").isTrue();
        assertThat(hasKept(kept, MOST_LOSABLE))
                .as("%s has what was received at %s before the end", kept, MOST_LOSABLE)
                .isTrue();
        checkWhatWasSent();
        checkCalls(answer);
    }

    private static boolean isWhole(List<JsonNode> stored) {
        return text(stored.getLast(), "/status").equals("completed");
    }

    /** Whether no more than the last second of what the client had received is missing. */
    boolean isInTime(List<JsonNode> stored) {
        return hasKept(
                stored.stream()
                        .skip(1)
                        .map(message -> text(message, "/content"))
                        .toList(),
                LOSABLE);
    }

    private boolean hasKept(List<String> kept, Duration losable) {
        List<String> durable = received.before(killedNanos - losable.toNanos()).texts();
        return kept.size() >= durable.size()
                && IntStream.range(0, durable.size()).allMatch(i -> kept.get(i).startsWith(durable.get(i)));
    }

    private void checkWhatWasSent() {
        for (int i = 0; i < received.texts().size(); i++) {
            assertThat(script.texts().get(i))
                    .as("sent text " + i)
                    .startsWith(received.texts().get(i));
        }
    }

    private void checkCalls(List<JsonNode> answer) {
        List<JsonNode> calls = new ArrayList<>();
        answer.forEach(message -> message.path("toolCalls").forEach(calls::add));
        assertThat(calls).allSatisfy(call -> assertThat(text(call, "/status")).isIn("completed", "cancelled"));
        for (SseEvent event : received.events()) {
            if (event.type().equals("TOOL_CALL_RESULT")) {
                assertThat(calls).as("calls").anySatisfy(call -> {
                    assertThat(text(call, "/id")).isEqualTo(event.at("/toolCallId"));
                    assertThat(text(call, "/output")).isEqualTo(event.at("/content"));
                    assertThat(text(call, "/status")).isEqualTo("completed");
                });
            }
        }
    }

    private void checkReplay(List<JsonNode> stored) throws IOException {
        List<SseEvent> all = api.replay(follower.turn(), 0);
        ReceivedRun replayed = ReceivedRun.of(all);
        assertThat(replayed.isOver()).as("replayed to its end").isTrue();
        assertThat(replayed.texts())
                .isEqualTo(stored.stream()
                        .skip(1)
                        .map(message -> text(message, "/content"))
                        .filter(content -> !content.isEmpty())
                        .toList());
        if (received.lastId() > 0 && !received.isOver()) {
            checkResume(replayed, isWhole(stored) ? "" : "server-stopped");
        }
        for (SseEvent event : received.events()) {
            if (event.at("/name").equals("result")) {
                assertThat(api.get("/results/" + event.at("/value/resultId")).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    /** The client comes again with the last number it saw, and hears how it ended. */
    private void checkResume(ReceivedRun replayed, String error) throws IOException {
        List<String> known = received.texts();
        List<SseEvent> missed = api.replay(follower.turn(), received.lastId());
        missed.forEach(received::accept);
        assertThat(received.isOver()).isTrue();
        assertThat(missed.getLast().at("/code")).isEqualTo(error);
        // what it saw in the last second may be more than what is kept
        boolean sawMore = String.join("", known).length()
                > String.join("", replayed.texts()).length();
        assertThat(received.texts()).isEqualTo(sawMore ? known : replayed.texts());
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asString("");
    }
}
