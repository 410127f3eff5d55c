package dev.tabletalk.adapter.web.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server-sent event as a client reads it. */
record SseEvent(@Nullable Long id, JsonNode data) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Reads a whole stream strictly: an event is an optional id line and exactly one data line; comments are skipped. */
    static List<SseEvent> parse(String stream) {
        List<SseEvent> events = new ArrayList<>();
        for (String block : stream.split("\n\n", -1)) {
            if (!block.isBlank() && !block.startsWith(":")) {
                events.add(parseBlock(block));
            }
        }
        return events;
    }

    private static SseEvent parseBlock(String block) {
        String[] lines = block.split("\n", -1);
        int data = lines.length - 1;
        if (data > 1 || !lines[data].startsWith("data: ") || (data == 1 && !lines[0].startsWith("id: "))) {
            throw new AssertionError("Not an id line and one data line: " + block);
        }
        return new SseEvent(
                data == 0 ? null : Long.valueOf(lines[0].substring("id: ".length())),
                MAPPER.readTree(lines[data].substring("data: ".length())));
    }

    String type() {
        return data.path("type").asString();
    }

    /** A text value by its JSON pointer; empty when it is not there. */
    String at(String pointer) {
        return data.at(pointer).asString("");
    }

    static List<String> types(List<SseEvent> events) {
        return events.stream().map(SseEvent::type).toList();
    }

    /** All that was said, joined. */
    static String text(List<SseEvent> events) {
        return String.join(
                "",
                events.stream()
                        .filter(event -> event.type().equals("TEXT_MESSAGE_CONTENT"))
                        .map(event -> event.at("/delta"))
                        .toList());
    }
}
