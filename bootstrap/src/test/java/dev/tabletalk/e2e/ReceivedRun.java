package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of one run, over any number of connections. It takes an event only when it is the very next one: nothing
 * is missing before it, nothing comes twice, and the order is one that AG-UI allows. For one thread.
 */
final class ReceivedRun {
    private final List<SseEvent> events = new ArrayList<>();
    private final List<StringBuilder> texts = new ArrayList<>();
    private final Set<String> messages = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private @Nullable String openMessage;
    private @Nullable String openCall;

    void accept(SseEvent event) {
        assertThat(isOver()).as("nothing follows the end, but " + event).isFalse();
        assertNextNumber(event);
        assertThat(event.type().equals("RUN_STARTED")).as("first " + event).isEqualTo(events.isEmpty());
        switch (event.type()) {
            case "RUN_STARTED", "CUSTOM", "RUN_ERROR" -> {}
            case "TEXT_MESSAGE_START" -> startText(event);
            case "TEXT_MESSAGE_CONTENT" -> {
                assertThat(event.at("/messageId")).as(event.toString()).isEqualTo(openMessage);
                texts.getLast().append(event.at("/delta"));
            }
            case "TEXT_MESSAGE_END" -> {
                assertThat(event.at("/messageId")).as(event.toString()).isEqualTo(openMessage);
                openMessage = null;
            }
            case "TOOL_CALL_START" -> {
                assertNothingIsOpen(event);
                openCall = event.at("/toolCallId");
                assertThat(calls.add(openCall)).as("new: " + event).isTrue();
            }
            case "TOOL_CALL_ARGS" ->
                assertThat(event.at("/toolCallId")).as(event.toString()).isEqualTo(openCall);
            case "TOOL_CALL_END" -> {
                assertThat(event.at("/toolCallId")).as(event.toString()).isEqualTo(openCall);
                openCall = null;
            }
            case "TOOL_CALL_RESULT" -> assertThat(calls).as(event.toString()).contains(event.at("/toolCallId"));
            case "RUN_FINISHED" -> assertNothingIsOpen(event);
            default -> throw new AssertionError("Not in the vocabulary: " + event);
        }
        events.add(event);
    }

    /** The end of the server has a number beyond all that anybody may have seen; else there are no gaps. */
    private void assertNextNumber(SseEvent event) {
        String after = "the number after " + lastId() + " of " + event;
        if (event.at("/code").equals("server-stopped")) {
            assertThat(event.id()).as(after).isGreaterThan(lastId());
        } else {
            assertThat(event.id()).as(after).isEqualTo(lastId() + event.weight());
        }
    }

    private void startText(SseEvent event) {
        assertNothingIsOpen(event);
        openMessage = event.at("/messageId");
        assertThat(messages.add(openMessage)).as("new: " + event).isTrue();
        texts.add(new StringBuilder());
    }

    private void assertNothingIsOpen(SseEvent event) {
        assertThat(openMessage).as("open message at " + event).isNull();
        assertThat(openCall).as("open call at " + event).isNull();
    }

    /** Number of the last event; 0 when there was none. */
    long lastId() {
        return events.isEmpty() ? 0 : events.getLast().id();
    }

    boolean isOver() {
        return !events.isEmpty() && events.getLast().isLast();
    }

    List<SseEvent> events() {
        return events;
    }

    /** The texts in the order in which they began. */
    List<String> texts() {
        return texts.stream().map(StringBuilder::toString).toList();
    }

    /** What it knew at a moment, by {@link System#nanoTime()}. */
    ReceivedRun before(long nanos) {
        return of(events.stream().filter(event -> event.atNanos() - nanos < 0).toList());
    }

    /** Fails when they are not the first events of a run. */
    static ReceivedRun of(List<SseEvent> events) {
        ReceivedRun run = new ReceivedRun();
        events.forEach(run::accept);
        return run;
    }
}
