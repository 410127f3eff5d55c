package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The rules by which {@code @ag-ui/client} 1.0.0 accepts a stream: the fields each event must have and no others, and the
 * order of events. The client itself is run by {@code src/test/agui}.
 */
final class AgUiRules {
    private static final Set<String> ANYWHERE = Set.of("type", "timestamp", "rawEvent", "metadata");
    private static final Map<String, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry("RUN_STARTED", Set.of("threadId", "runId")),
            Map.entry("RUN_FINISHED", Set.of("threadId", "runId")),
            Map.entry("RUN_ERROR", Set.of("message")),
            Map.entry("TEXT_MESSAGE_START", Set.of("messageId")),
            Map.entry("TEXT_MESSAGE_CONTENT", Set.of("messageId", "delta")),
            Map.entry("TEXT_MESSAGE_END", Set.of("messageId")),
            Map.entry("TOOL_CALL_START", Set.of("toolCallId", "toolCallName")),
            Map.entry("TOOL_CALL_ARGS", Set.of("toolCallId", "delta")),
            Map.entry("TOOL_CALL_END", Set.of("toolCallId")),
            Map.entry("TOOL_CALL_RESULT", Set.of("messageId", "toolCallId", "content")),
            Map.entry("CUSTOM", Set.of("name", "value")));
    private static final Map<String, Set<String>> OPTIONAL = Map.of(
            "RUN_STARTED", Set.of("protocolVersion", "parentRunId", "input"),
            "RUN_FINISHED", Set.of("outcome", "result", "usage"),
            "RUN_ERROR", Set.of("code", "usage"),
            "TEXT_MESSAGE_START", Set.of("role", "name"),
            "TOOL_CALL_START", Set.of("parentMessageId"),
            "TOOL_CALL_RESULT", Set.of("role"));

    private final Set<String> openMessages = new HashSet<>();
    private final Set<String> openCalls = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private boolean started;
    private boolean ended;

    /** Fails when the client would not accept this as one whole run, or the ids are not 1, 2, 3 … */
    static void verify(List<SseEvent> events) {
        AgUiRules rules = new AgUiRules();
        events.forEach(event -> rules.accept(event));
        assertThat(rules.ended).as("the run is ended").isTrue();
        List<Long> ids =
                events.stream().map(SseEvent::id).filter(id -> id != null).toList();
        assertThat(ids).as("increasing ids").isSorted().doesNotHaveDuplicates();
    }

    private void accept(SseEvent event) {
        assertThat(ended).as("nothing follows the end, but " + event).isFalse();
        checkFields(event);
        if (!started) {
            assertThat(event.type()).isIn("RUN_STARTED", "RUN_ERROR");
        }
        switch (event.type()) {
            case "RUN_STARTED" -> {
                assertThat(started).as("started once").isFalse();
                started = true;
            }
            case "TEXT_MESSAGE_START" -> {
                assertThat(openMessages.add(event.at("/messageId")))
                        .as("not open: " + event)
                        .isTrue();
                assertThat(event.at("/role")).isEqualTo("assistant");
            }
            case "TEXT_MESSAGE_CONTENT" -> {
                assertThat(openMessages).contains(event.at("/messageId"));
                assertThat(event.at("/delta")).isNotEmpty();
            }
            case "TEXT_MESSAGE_END" ->
                assertThat(openMessages.remove(event.at("/messageId")))
                        .as("open: " + event)
                        .isTrue();
            case "TOOL_CALL_START" -> {
                assertThat(calls.add(event.at("/toolCallId")))
                        .as("new: " + event)
                        .isTrue();
                openCalls.add(event.at("/toolCallId"));
            }
            case "TOOL_CALL_ARGS" -> assertThat(openCalls).contains(event.at("/toolCallId"));
            case "TOOL_CALL_END" ->
                assertThat(openCalls.remove(event.at("/toolCallId")))
                        .as("open: " + event)
                        .isTrue();
            case "TOOL_CALL_RESULT" -> {
                assertThat(calls).contains(event.at("/toolCallId"));
                assertThat(event.at("/role")).isEqualTo("tool");
            }
            case "RUN_FINISHED" -> {
                assertThat(event.at("/outcome/type")).isIn("success", "cancelled");
                assertThat(openMessages).as("open messages").isEmpty();
                assertThat(openCalls).as("open calls").isEmpty();
                ended = true;
            }
            case "RUN_ERROR" -> ended = true;
            case "CUSTOM" -> assertThat(event.at("/name")).isIn("title", "result", "chart");
            default -> throw new AssertionError("Not in the vocabulary: " + event);
        }
    }

    private static void checkFields(SseEvent event) {
        Set<String> required = REQUIRED.get(event.type());
        assertThat(required).as("known type: " + event).isNotNull();
        Set<String> given = new HashSet<>(event.data().propertyNames());
        assertThat(given).as(event.toString()).containsAll(required == null ? Set.of() : required);
        given.removeAll(required == null ? Set.of() : required);
        given.removeAll(ANYWHERE);
        given.removeAll(OPTIONAL.getOrDefault(event.type(), Set.of()));
        assertThat(given).as("fields AG-UI does not know, in " + event).isEmpty();
        for (JsonNode value : event.data()) {
            assertThat(value.isNull()).as("null in " + event).isFalse();
        }
    }
}
