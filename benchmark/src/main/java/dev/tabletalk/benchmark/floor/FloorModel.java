package dev.tabletalk.benchmark.floor;

import dev.tabletalk.benchmark.http.SseEvent;
import dev.tabletalk.benchmark.http.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** Streams answers of a model with the HTTP client of the JDK. Safe for any thread. */
final class FloorModel {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    FloorModel(String baseUrl) {
        this.address = URI.create(baseUrl + "/chat/completions");
    }

    /** Takes a piece of an answer. */
    interface Listener {
        void say(String piece) throws IOException;
    }

    /** What the model says, piece by piece; when the listener throws, the connection to the model is closed. */
    String answer(String system, List<Map<String, String>> messages, Listener listener)
            throws IOException, InterruptedException {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(Map.of("role", "system", "content", system));
        all.addAll(messages);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("model", "fake", "stream", true, "messages", all))))
                .build();
        StringBuilder text = new StringBuilder();
        try (InputStream body = http.send(request, BodyHandlers.ofInputStream()).body()) {
            SseReader events = new SseReader(body);
            for (SseEvent event = events.next(); event != null; event = events.next()) {
                String piece = piece(event.data());
                if (!piece.isEmpty()) {
                    text.append(piece);
                    listener.say(piece);
                }
            }
        }
        return text.toString();
    }

    private static String piece(String data) {
        return data.equals("[DONE]")
                ? ""
                : JSON.readTree(data)
                        .path("choices")
                        .path(0)
                        .path("delta")
                        .path("content")
                        .asString("");
    }
}
