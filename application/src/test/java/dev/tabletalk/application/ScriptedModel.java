package dev.tabletalk.application;

import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import dev.tabletalk.domain.port.ModelRequest;
import dev.tabletalk.domain.trace.SentRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model that does what a test says, one step a call; without a step left it answers "Done." and remembers every request. */
public final class ScriptedModel implements LanguageModel {
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<ModelRequest> requests = new ArrayList<>();

    /** What to do for one call. */
    public interface Step {
        ModelReply reply(ModelRequest request, Consumer<String> onText, Cancellation cancellation);
    }

    @Override
    public String name() {
        return "Scripted model";
    }

    @Override
    public boolean isOffline() {
        return false;
    }

    @Override
    public ModelReply reply(ModelRequest request, ModelListener listener, Cancellation cancellation) {
        Step step;
        synchronized (this) {
            requests.add(request);
            step = steps.isEmpty() ? saying("Done.") : steps.removeFirst();
        }
        listener.sent(new SentRequest(name(), "model.example", body(request)));
        ModelReply reply = step.reply(request, listener::text, cancellation);
        if (reply instanceof ModelReply.Finished finished) {
            listener.used(finished.usage());
        }
        return reply;
    }

    /** What it claims to have sent for a request. */
    public static String body(ModelRequest request) {
        String messages = request.messages().stream()
                .map(message -> "{\"role\":\"" + (message instanceof Message.UserMessage ? "user" : "assistant")
                        + "\",\"content\":" + json(message.text()) + "}")
                .collect(Collectors.joining(","));
        return "{\"model\":\"Scripted model\",\"messages\":[{\"role\":\"system\",\"content\":" + json(request.system())
                + "}" + (messages.isEmpty() ? "" : "," + messages) + "]}";
    }

    public synchronized List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    public synchronized ScriptedModel then(Step step) {
        steps.add(step);
        return this;
    }

    /** Answers with these pieces of text. */
    public ScriptedModel answer(String... pieces) {
        return then(saying(pieces));
    }

    /** Wishes for one tool call; the arguments are made into JSON that is good enough for flat texts. */
    public ScriptedModel call(String tool, Map<String, @Nullable Object> arguments) {
        return then((request, onText, cancellation) ->
                new ModelReply.Finished("", List.of(toolCall("call-" + tool, tool, arguments)), TokenUsage.NONE));
    }

    public ScriptedModel query(String sql) {
        return call("run_query", Map.of("sql", sql));
    }

    public ScriptedModel fail(FailureCode code, String message) {
        return then((request, onText, cancellation) -> new ModelReply.Failed("", new Failure(code, message)));
    }

    /** Says the text, then waits until the test opens the gate or the run is stopped; then says the rest. */
    public Gate answerInTwo(String before, String after) {
        Gate gate = new Gate();
        then((request, onText, cancellation) -> {
            onText.accept(before);
            gate.reached.countDown();
            try (Cancellation.Registration _ = cancellation.onRequest(gate.opened::countDown)) {
                gate.opened.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            if (cancellation.isRequested()) {
                return new ModelReply.Cancelled(before);
            }
            onText.accept(after);
            return new ModelReply.Finished(before + after, List.of(), TokenUsage.NONE);
        });
        return gate;
    }

    /** Holds a model call in its middle. */
    public static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        public void awaitReached() throws InterruptedException {
            reached.await();
        }

        public void open() {
            opened.countDown();
        }
    }

    public static RequestedCall toolCall(String id, String tool, Map<String, @Nullable Object> arguments) {
        String json = arguments.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return new RequestedCall(id, tool, json, new ToolArguments.Parsed(arguments));
    }

    private static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case List<?> list -> list.stream().map(ScriptedModel::json).collect(Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            default ->
                "\""
                        + value.toString()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n") + "\"";
        };
    }

    private static Step saying(String... pieces) {
        return (request, onText, cancellation) -> {
            List.of(pieces).forEach(onText);
            return new ModelReply.Finished(String.join("", pieces), List.of(), new TokenUsage(10, pieces.length));
        };
    }
}
