package dev.tabletalk.adapter.web.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message from outside. */
record MessageInput(
        @Schema(allowableValues = {"user", "assistant"}) @Nullable
        String role,

        @Nullable String content,
        @Nullable List<@Nullable ToolCallInput> toolCalls) {
    static final int MAX_TOOL_CALLS = 100;
    private static final int MAX_NAME = 200;

    /**
     * A use of a tool as a client tells it.
     *
     * @param id unique within the message; made up when it is left out
     * @param tool also called {@code name}
     * @param input a JSON object, or a text that holds one; also called {@code arguments}
     * @param output any JSON; kept as text; also called {@code result}
     * @param status completed (the default), error, refused or cancelled
     */
    record ToolCallInput(
            @Nullable String id,
            @JsonAlias("name") @Nullable String tool,

            @JsonAlias("arguments") @Schema(implementation = Object.class, types = "object") @Nullable
            JsonNode input,

            @JsonAlias("result") @Schema(implementation = Object.class) @Nullable
            JsonNode output,

            @Nullable String status,
            @Nullable Long durationMs) {}

    NewMessage in(ConversationId conversationId, Instant now) {
        if (role == null) {
            throw invalidRole();
        }
        List<ToolCall> calls = parsedCalls();
        return switch (role) {
            case "user" -> {
                if (!calls.isEmpty()) {
                    throw FailureException.invalid("toolCalls", "Only an assistant message has tool calls.");
                }
                yield new NewMessage.User(conversationId, null, text(), now);
            }
            case "assistant" ->
                new NewMessage.Assistant(
                        conversationId,
                        null,
                        content != null && content.isEmpty() && !calls.isEmpty() ? "" : text().value(),
                        calls,
                        MessageStatus.COMPLETED,
                        null,
                        now);
            default -> throw invalidRole();
        };
    }

    private static FailureException invalidRole() {
        return FailureException.invalid("role", "The role must be user or assistant.");
    }

    private MessageText text() {
        if (content == null) {
            throw FailureException.invalid("content", "The field content is missing.");
        }
        return new MessageText(content);
    }

    private List<ToolCall> parsedCalls() {
        if (toolCalls == null) {
            return List.of();
        }
        if (toolCalls.size() > MAX_TOOL_CALLS) {
            throw FailureException.invalid("toolCalls", "A message has at most 100 tool calls.");
        }
        List<ToolCall> calls = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < toolCalls.size(); i++) {
            ToolCall call = toolCall(toolCalls.get(i), i);
            if (!ids.add(call.id())) {
                throw FailureException.invalid(
                        "toolCalls[" + i + "].id", "The tool call id \"" + call.id() + "\" is used twice.");
            }
            calls.add(call);
        }
        return calls;
    }

    private static ToolCall toolCall(@Nullable ToolCallInput call, int index) {
        String field = "toolCalls[" + index + "]";
        if (call == null) {
            throw FailureException.invalid(field, "The tool call is null.");
        }
        return new ToolCall(
                name(field + ".id", call.id == null ? "call-" + (index + 1) : call.id),
                name(field + ".tool", call.tool == null ? "" : call.tool),
                call.input == null || call.input.isNull() ? "{}" : kept(field + ".input", call.input),
                outcome(field, call));
    }

    private static ToolOutcome outcome(String field, ToolCallInput call) {
        String output = call.output == null || call.output.isNull() ? "" : kept(field + ".output", call.output);
        if (call.durationMs != null && call.durationMs < 0) {
            throw FailureException.invalid(field + ".durationMs", "The duration must not be negative.");
        }
        Duration elapsed = Duration.ofMillis(call.durationMs == null ? 0 : call.durationMs);
        return switch (call.status == null ? "completed" : call.status) {
            case "completed" -> new ToolOutcome.Succeeded(output, null, elapsed);
            case "error" -> new ToolOutcome.Failed(new Failure(FailureCode.QUERY_FAILED, output), elapsed);
            case "refused" -> new ToolOutcome.Refused(output, elapsed);
            case "cancelled" -> new ToolOutcome.Cancelled(elapsed);
            default ->
                throw FailureException.invalid(
                        field + ".status", "The status must be completed, error, refused or cancelled.");
        };
    }

    private static String name(String field, String value) {
        if (value.isBlank() || value.length() > MAX_NAME) {
            throw FailureException.invalid(field, "The field " + field + " must have 1 to 200 characters.");
        }
        return storable(field, value);
    }

    private static String kept(String field, JsonNode json) {
        return storable(field, json.isString() ? json.stringValue() : json.toString());
    }

    /** What a store might mangle is refused instead. */
    private static String storable(String field, String text) {
        boolean mangled = text.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        if (mangled) {
            throw FailureException.invalid(
                    field, "The field " + field + " contains a NUL or half of a surrogate pair.");
        }
        return text;
    }
}
