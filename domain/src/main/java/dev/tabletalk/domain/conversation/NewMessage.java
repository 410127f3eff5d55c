package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message before the transcript has given it an id. */
public sealed interface NewMessage {
    ConversationId conversationId();

    @Nullable
    TurnId turnId();

    Instant createdAt();

    record User(ConversationId conversationId, @Nullable TurnId turnId, MessageText text, Instant createdAt)
            implements NewMessage {}

    record Assistant(
            ConversationId conversationId,
            @Nullable TurnId turnId,
            String text,
            List<ToolCall> toolCalls,
            MessageStatus status,
            @Nullable Failure failure,
            Instant createdAt)
            implements NewMessage {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }
    }
}
