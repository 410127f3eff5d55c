package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something said in a conversation. Once appended, only the outcomes of its open tool calls are still added. */
public sealed interface Message {
    MessageId id();

    ConversationId conversationId();

    /** The turn it belongs to; null when it was appended from outside. */
    @Nullable
    TurnId turnId();

    String text();

    Instant createdAt();

    /** What a person said. */
    record UserMessage(
            MessageId id,
            ConversationId conversationId,
            @Nullable TurnId turnId,
            String text,
            Instant createdAt) implements Message {}

    /**
     * What the agent said, and the tools it wished to use then, in order.
     *
     * @param text may be empty, when the model only called tools or failed before its first word
     * @param failure why it is not complete; null for COMPLETED and STOPPED
     */
    record AssistantMessage(
            MessageId id,
            ConversationId conversationId,
            @Nullable TurnId turnId,
            String text,
            List<ToolCall> toolCalls,
            MessageStatus status,
            @Nullable Failure failure,
            Instant createdAt)
            implements Message {
        public AssistantMessage {
            toolCalls = List.copyOf(toolCalls);
        }
    }
}
