package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST interface as a program sees it, reached at a port of this machine: the server's own, or that of a proxy. */
record Api(int port) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Saves a connection. */
    void connect(Map<String, ?> connection) throws IOException {
        expect(201, post("/dbs", connection));
    }

    void limit(String connection, Duration timeout) throws IOException {
        String body = JSON.writeValueAsString(Map.of("limits", Map.of("timeoutSeconds", timeout.toSeconds())));
        expect(
                200,
                send(
                        json(request("/dbs/" + connection))
                                .method("PATCH", BodyPublishers.ofString(body, StandardCharsets.UTF_8)),
                        BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> query(String connection, String sql) throws IOException {
        return post("/dbs/" + connection + "/query", Map.of("sql", sql));
    }

    HttpResponse<String> query(String connection, HttpRequest.BodyPublisher body) throws IOException {
        return send(
                json(request("/dbs/" + connection + "/query")).POST(body),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** A new conversation with the sample database. */
    String conversation() throws IOException {
        return json(expect(201, post("/dbs/sample/conversations", Map.of())))
                .at("/id")
                .asString();
    }

    /** Saves a connection to a PostgreSQL server of this machine, whose superuser needs no password. */
    void connect(String id, int port) throws IOException {
        Map<String, Object> connection = Map.of(
                "id",
                id,
                "name",
                id,
                "kind",
                "postgresql",
                "host",
                "127.0.0.1",
                "port",
                port,
                "database",
                "postgres",
                "username",
                "postgres");
        expect(201, post("/dbs", connection));
    }

    /** @return the id of the turn: the server has promised to keep the question */
    String ask(String conversation, String question) throws IOException {
        return json(expect(202, tryToAsk(conversation, question))).at("/turnId").asString();
    }

    HttpResponse<String> tryToAsk(String conversation, String question) throws IOException {
        return post("/conversations/" + conversation + "/turns", Map.of("content", question));
    }

    void stop(String turn) throws IOException {
        expect(204, send(request("/turns/" + turn).DELETE(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    /** The newest messages of a conversation, oldest first. */
    List<JsonNode> messages(String conversation) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        json(expect(200, get("/conversations/" + conversation + "?messageLimit=100")))
                .at("/messages")
                .forEach(messages::add);
        return messages;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).GET(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /**
     * Follows a turn; the events come as the body.
     *
     * @param lastEventId the last event already known; 0 for none
     */
    HttpResponse<InputStream> events(String turn, long lastEventId) throws IOException {
        HttpRequest.Builder request = request("/turns/" + turn + "/events").GET();
        if (lastEventId > 0) {
            request.header("Last-Event-ID", Long.toString(lastEventId));
        }
        return send(request, BodyHandlers.ofInputStream());
    }

    /** All that comes after an event of a turn that is over. */
    List<SseEvent> replay(String turn, long lastEventId) throws IOException {
        List<SseEvent> events = new ArrayList<>();
        HttpResponse<InputStream> response = events(turn, lastEventId);
        try (EventReader reader = new EventReader(response.body())) {
            assertThat(response.statusCode()).isEqualTo(200);
            for (SseEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        return events;
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> post(String path, Map<String, ?> body) throws IOException {
        return send(
                json(request(path))
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8)),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json").header("Accept", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(PATIENCE);
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try {
            return CLIENT.send(request.build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(() -> response.request() + " answered " + response.body())
                .isEqualTo(status);
        return response;
    }
}
