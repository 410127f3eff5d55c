package dev.tabletalk.adapter.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request that reached the fake server.
 *
 * @param headers with names in lower case
 * @param text the body as it came
 * @param atNanos when it arrived, by {@link System#nanoTime()}
 */
public record FakeCall(String path, Map<String, String> headers, String text, JsonNode body, long atNanos) {
    public FakeCall {
        headers = Map.copyOf(headers);
    }

    public boolean wantsStream() {
        return body.path("stream").asBoolean();
    }

    /** Whether it asks for the title of a conversation. */
    public boolean isForTitle() {
        return body.path("messages").path(0).path("content").asText().equals(OpenAiTitleGenerator.INSTRUCTIONS);
    }

    /** Whether it asks for next questions. */
    public boolean isForFollowUps() {
        return body.path("messages").path(0).path("content").asText().equals(OpenAiFollowUpGenerator.INSTRUCTIONS);
    }

    /** What the person said last. */
    public String newestQuestion() {
        int newest = newestUser();
        return newest < 0
                ? ""
                : body.path("messages").get(newest).path("content").asText();
    }

    /** How many tool results there are since then. */
    public int toolResults() {
        return (int) since("tool").count();
    }

    /** The newest tool result since then; empty when there is none. */
    public String newestToolResult() {
        return since("tool")
                .reduce((older, newer) -> newer)
                .map(m -> m.path("content").asText())
                .orElse("");
    }

    /** The names of the tools it offers. */
    public List<String> tools() {
        List<String> names = new ArrayList<>();
        body.path("tools").forEach(tool -> names.add(tool.at("/function/name").asText()));
        return names;
    }

    private java.util.stream.Stream<JsonNode> since(String role) {
        List<JsonNode> messages = new ArrayList<>();
        body.path("messages").forEach(messages::add);
        return messages.subList(newestUser() + 1, messages.size()).stream()
                .filter(message -> message.path("role").asText().equals(role));
    }

    private int newestUser() {
        JsonNode messages = body.path("messages");
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).path("role").asText().equals("user")) {
                return i;
            }
        }
        return -1;
    }
}
