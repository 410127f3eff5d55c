package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that talks to the server over REST.
 *
 * @param base such as {@code http://127.0.0.1:8080}
 */
record Rest(String base) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** @param path below {@code /api/v1} */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer to " + request.build(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> post(String path, Map<String, ?> body, String accept) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Posts what must be accepted. */
    JsonNode create(String path, Map<String, ?> body) {
        HttpResponse<String> response = post(path, body, "application/json");
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    JsonNode get(String path) {
        HttpResponse<String> response = send(request(path).GET());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    String newConversation(String connection) {
        return create("/dbs/" + connection + "/conversations", Map.of())
                .path("id")
                .asString();
    }

    /** Asks and reads the events to the end of the run. */
    List<JsonNode> ask(String conversation, String question) {
        HttpResponse<String> response =
                post("/conversations/" + conversation + "/turns", Map.of("content", question), "text/event-stream");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return events(response.body());
    }

    /** Asks and returns the id of the turn at once. */
    String askAndLeave(String conversation, String question) {
        return create("/conversations/" + conversation + "/turns", Map.of("content", question))
                .path("turnId")
                .asString();
    }

    /** All events of a turn, from its first to its last, which it waits for. */
    List<JsonNode> follow(String turn) {
        return events(send(request("/turns/" + turn + "/events").GET()).body());
    }

    void stop(String turn) {
        HttpResponse<String> response = send(request("/turns/" + turn).DELETE());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    }

    List<JsonNode> messages(String conversation) {
        return list(get("/conversations/" + conversation).path("messages"));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    private static List<JsonNode> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> JSON.readTree(line.substring("data: ".length())))
                .toList();
    }

    /** Waits until it is so. */
    static void await(String what, Duration longest, BooleanSupplier so) {
        long end = System.nanoTime() + longest.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
