package dev.tabletalk.adapter.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what the model says in one exchange; on the thread that runs it. */
final class ReplyCollector implements StreamingChatResponseHandler {
    private final Exchange exchange;
    private final Consumer<String> onText;
    private final StringBuilder text = new StringBuilder();
    private boolean begun;
    private @Nullable ChatResponse response;

    ReplyCollector(Exchange exchange, Consumer<String> onText) {
        this.exchange = exchange;
        this.onText = onText;
    }

    @Override
    public void onPartialResponse(String piece) {
        begins();
        String fitting = fitting(piece);
        text.append(fitting);
        try {
            onText.accept(fitting);
        } catch (RuntimeException e) {
            exchange.end(new Ending.ListenerFailed(e));
        }
    }

    /** As much of it as there is room for; never half a character. */
    private String fitting(String piece) {
        int room = exchange.take(piece.length());
        boolean half = room > 0 && room < piece.length() && Character.isHighSurrogate(piece.charAt(room - 1));
        return piece.substring(0, half ? room - 1 : room);
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        begins();
        var _ = exchange.take(piece.partialArguments().length());
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = complete;
    }

    @Override
    public void onError(Throwable error) {
        exchange.end(new Ending.BadChunk(error));
    }

    private void begins() {
        if (!begun) {
            begun = true;
            exchange.answerBegins();
        }
    }

    String text() {
        return text.toString();
    }

    /** Whether the server accepted the call and began to stream. */
    boolean isOpen() {
        return exchange.isOpen();
    }

    /** Whether a piece of the answer came, which rules a retry out. */
    boolean hasBegun() {
        return begun;
    }

    /** Why the model said that it stopped; null when it did not say, or not in words we know. */
    @Nullable
    FinishReason finishReason() {
        if (response == null) {
            return null;
        }
        return response.finishReason() == null ? inOtherWords(exchange.finishReason()) : response.finishReason();
    }

    /** LangChain4j knows OpenAI's words only. */
    private static @Nullable FinishReason inOtherWords(String reason) {
        return switch (reason) {
            case "" -> null;
            case "eos", "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "tool_use" -> FinishReason.TOOL_EXECUTION;
            case "max_tokens", "model_length" -> FinishReason.LENGTH;
            default -> FinishReason.OTHER;
        };
    }

    List<RequestedCall> calls() {
        return response == null
                ? List.of()
                : response.aiMessage().toolExecutionRequests().stream()
                        .map(ReplyCollector::call)
                        .toList();
    }

    private static RequestedCall call(ToolExecutionRequest request) {
        String arguments = Objects.requireNonNullElse(request.arguments(), "");
        return new RequestedCall(
                Objects.requireNonNullElse(request.id(), ""),
                Objects.requireNonNullElse(request.name(), ""),
                arguments,
                Json.arguments(arguments));
    }

    TokenUsage usage() {
        if (response == null || response.tokenUsage() == null) {
            return TokenUsage.NONE;
        }
        var usage = response.tokenUsage();
        return new TokenUsage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
