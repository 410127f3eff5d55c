package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.e2e.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The store's file cannot grow any more. */
class DiskFullIT {
    /** Enough for a store with little in it. */
    private static final int LIMIT_KIBIBYTES = 1_500;

    private static final int MOST_MESSAGES = 1_000;
    private static final String LARGE = "A long story. ".repeat(2_000);
    private static final String QUESTION = "How many customers are there by country?";

    @TempDir
    Path home;

    @Test
    void saysSoKeepsWhatItHasAndGoesOnWhenThereIsRoomAgain() throws IOException {
        // There already, so that the large sample is not made.
        HeldStore.create(Files.createDirectory(home.resolve("databases")).resolve("sample.db"));
        Path store = home.resolve("tabletalk.db");
        String conversation;
        int kept;
        try (LimitedServer server = LimitedServer.start(home, LIMIT_KIBIBYTES)) {
            Rest rest = server.rest();
            rest.create("/dbs", Map.of("id", "small", "name", "Small", "kind", "sqlite", "file", "sample.db"));
            conversation = rest.newConversation("small");
            JsonNode problem = fill(rest, conversation);
            assertThat(problem.path("type").asString()).isEqualTo("urn:problem:store-unavailable");
            Sentences.assertFitForPeople(problem.path("detail").asString());

            HttpResponse<String> asked = rest.post(
                    "/conversations/" + conversation + "/turns", Map.of("content", LARGE), "application/json");
            assertThat(asked.statusCode()).isEqualTo(503);
            Sentences.assertFitForPeople(Rest.parse(asked.body()).path("detail").asString());

            kept = count(rest, conversation);
            assertThat(kept).isPositive();
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(HeldStore.check(store)).isEqualTo("ok");

        try (TestServer server = TestServer.start(home)) {
            Rest rest = new Rest(server.url(""));
            assertThat(count(rest, conversation)).isEqualTo(kept);
            assertThat(rest.ask(conversation, QUESTION).getLast().path("type").asString())
                    .isEqualTo("RUN_FINISHED");
            List<JsonNode> messages = rest.messages(conversation);
            assertThat(messages.getLast().path("status").asString()).isEqualTo("completed");
        }
        assertThat(HeldStore.check(store)).isEqualTo("ok");
    }

    private static int count(Rest rest, String conversation) {
        return rest.get("/conversations/" + conversation + "?messageLimit=1")
                .path("messageCount")
                .asInt();
    }

    /** Appends until it is refused. */
    private static JsonNode fill(Rest rest, String conversation) {
        for (int i = 0; i < MOST_MESSAGES; i++) {
            HttpResponse<String> response = rest.post(
                    "/conversations/" + conversation + "/messages",
                    Map.of("role", "user", "content", LARGE),
                    "application/json");
            if (response.statusCode() != 201) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
                return Rest.parse(response.body());
            }
        }
        throw new AssertionError("The limit was never reached");
    }
}
