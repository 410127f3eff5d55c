package dev.tabletalk.adapter.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the fake server does with one request, step by step. Immutable: each method returns a longer answer. One that never
 * says how it ends just stays silent.
 *
 * <pre>{@code
 * FakeAnswer.stream().text("Let me look. ").call("call_1", "run_query", "{\"sql\":\"select 1\"}").finish("tool_calls")
 * }</pre>
 */
public final class FakeAnswer {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final int status;
    private final Map<String, String> headers;
    private final List<Step> steps;
    private final int calls;

    private FakeAnswer(int status, Map<String, String> headers, List<Step> steps, int calls) {
        this.status = status;
        this.headers = headers;
        this.steps = steps;
        this.calls = calls;
    }

    /** A stream of events, still empty. */
    public static FakeAnswer stream() {
        return new FakeAnswer(200, Map.of("content-type", "text/event-stream"), List.of(), 0);
    }

    /** A whole answer: the text in pieces of a few characters, and a proper end. */
    public static FakeAnswer saying(String text) {
        return stream().text(text).finish("stop");
    }

    /** A whole answer that calls one tool. */
    public static FakeAnswer calling(String tool, String arguments) {
        return stream().call("call_1", tool, arguments).finish("tool_calls");
    }

    /** An answer that is no stream: a status and a body. */
    public static FakeAnswer status(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new FakeAnswer(
                status,
                Map.of("content-type", contentType, "content-length", Integer.toString(bytes.length)),
                List.of(new Step.Bytes(ByteBuffer.wrap(bytes)), new Step.End()),
                0);
    }

    /** An error as OpenAI sends it. */
    public static FakeAnswer error(int status, String message) {
        return status(status, "application/json", errorObject(message, status));
    }

    /** No answer at all, not even a status. */
    public static FakeAnswer nothing() {
        return new FakeAnswer(0, Map.of(), List.of(), 0);
    }

    /** The server closes the connection without an answer. */
    public static FakeAnswer hangUp() {
        return new FakeAnswer(0, Map.of(), List.of(new Step.Cut()), 0);
    }

    public FakeAnswer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FakeAnswer(status, more, steps, calls);
    }

    /** The text in pieces of up to five characters, each an event of its own. */
    public FakeAnswer text(String text) {
        List<Step> more = new ArrayList<>(steps);
        pieces(text, 5).forEach(piece -> more.add(content(piece)));
        return with(more);
    }

    /** One event with this text. */
    public FakeAnswer piece(String text) {
        return plus(content(text));
    }

    /** Pieces "0 1 2 …", each after a pause. */
    public FakeAnswer tokens(int count, Duration gap) {
        List<Step> more = new ArrayList<>(steps);
        for (int i = 0; i < count; i++) {
            more.add(new Step.Pause(gap));
            more.add(content(i + " "));
        }
        return with(more);
    }

    /** A tool call, its arguments split over many events; a second one gets the next index. */
    public FakeAnswer call(String id, String tool, String arguments) {
        FakeAnswer longer = callDelta(calls, id, tool, "");
        for (String piece : pieces(arguments, 4)) {
            longer = longer.callDelta(calls, null, null, piece);
        }
        return new FakeAnswer(status, headers, longer.steps, calls + 1);
    }

    private FakeAnswer callDelta(int index, @Nullable String id, @Nullable String tool, String arguments) {
        ObjectNode call = JSON.objectNode().put("index", index);
        if (id != null) {
            call.put("id", id).put("type", "function");
        }
        ObjectNode function = call.putObject("function");
        if (tool != null) {
            function.put("name", tool);
        }
        function.put("arguments", arguments);
        ObjectNode delta = JSON.objectNode();
        delta.putArray("tool_calls").add(call);
        return delta(delta);
    }

    private FakeAnswer delta(ObjectNode delta) {
        return data(chunk(delta).toString());
    }

    /** An event with any data, a chunk or not. */
    public FakeAnswer data(String data) {
        return plus(event(data));
    }

    /** Any bytes. */
    public FakeAnswer raw(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return plus(new Step.Bytes(ByteBuffer.wrap(bytes)));
    }

    public FakeAnswer pause(Duration time) {
        return plus(new Step.Pause(time));
    }

    /** Waits for anything, such as a latch. */
    public FakeAnswer await(Blocking action) {
        return plus(new Step.Await(action));
    }

    /** An error object in place of a chunk; the stream goes on until something else is said. */
    public FakeAnswer errorInStream(String message, int code) {
        return data(errorObject(message, code));
    }

    /** The finish reason, the usage of 11 and 7 tokens, {@code [DONE]}, and the end of the response. */
    public FakeAnswer finish(String reason) {
        ObjectNode last = chunk(JSON.objectNode());
        ((ObjectNode) last.at("/choices/0")).put("finish_reason", reason);
        ObjectNode usage = chunk(JSON.objectNode());
        usage.putArray("choices");
        usage.putObject("usage")
                .put("prompt_tokens", 11)
                .put("completion_tokens", 7)
                .put("total_tokens", 18);
        return data(last.toString()).data(usage.toString()).data("[DONE]").end();
    }

    /** The orderly end of the response, with no finish reason unless one was sent. */
    public FakeAnswer end() {
        return plus(new Step.End());
    }

    /** The end of the connection in the middle of the response. */
    public FakeAnswer cut() {
        return plus(new Step.Cut());
    }

    /** A reset of the connection (RST). */
    public FakeAnswer reset() {
        return plus(new Step.Reset());
    }

    private FakeAnswer plus(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return with(more);
    }

    private FakeAnswer with(List<Step> more) {
        return new FakeAnswer(status, headers, List.copyOf(more), calls);
    }

    private static Step event(String data) {
        byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        return new Step.Bytes(ByteBuffer.wrap(bytes));
    }

    private static Step content(String text) {
        return event(chunk(JSON.objectNode().put("content", text)).toString());
    }

    private static ObjectNode chunk(ObjectNode delta) {
        ObjectNode chunk = JSON.objectNode()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion.chunk")
                .put("created", 1)
                .put("model", "fake");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        return chunk;
    }

    private static String errorObject(String message, int code) {
        ObjectNode error = JSON.objectNode();
        error.putObject("error").put("message", message).put("type", "fake").put("code", code);
        return error.toString();
    }

    private static List<String> pieces(String text, int length) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = text.offsetByCodePoints(from, Math.min(length, text.codePointCount(from, text.length())));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<Step> steps() {
        return steps;
    }

    /** Something that may wait. */
    @FunctionalInterface
    public interface Blocking {
        void run() throws InterruptedException;
    }

    /** One thing the server does. */
    sealed interface Step {
        record Bytes(ByteBuffer bytes) implements Step {}

        record Pause(Duration time) implements Step {}

        record Await(Blocking action) implements Step {}

        record End() implements Step {}

        record Cut() implements Step {}

        record Reset() implements Step {}
    }
}
