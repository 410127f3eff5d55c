package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * The messages of conversations. A turn may have several versions (see {@link TurnTree}); what is read is the version that the
 * conversation shows. Appends in call order; a message once appended never changes, but for the outcomes of its
 * open tool calls. Safe for any thread; each call is one durable transaction and costs the same however long the transcript.
 */
public interface Transcript {
    /**
     * Appends a message that belongs to no turn, behind the version that the conversation shows, and makes its time the last
     * activity of the conversation.
     *
     * @throws FailureException NOT_FOUND when the conversation does not exist (any more)
     */
    Message append(NewMessage message);

    /**
     * Appends a message and saves the state of its turn, new or known, as one step; makes its time the last activity. With its
     * question a turn becomes the head of its conversation. Takes the place of what was kept of it as partial text. When the
     * turn is over, its calls that are still open become Cancelled and the conversation gets the mark of its status; until then
     * the conversation has none.
     *
     * @throws FailureException NOT_FOUND when the conversation does not exist (any more)
     */
    Message append(NewMessage message, Turn turn);

    /**
     * Keeps the outcome of an open call.
     *
     * @param message the message that made the call
     * @throws FailureException NOT_FOUND when the message does not exist (any more)
     * @throws IllegalStateException when it has no such call, or the call has an outcome already
     */
    void answer(MessageId message, ToolCall answered);

    /**
     * The newest messages before a given one in the version that it belongs to, oldest first.
     *
     * @param before null for the newest of all in the version that the conversation shows
     * @param limit at least 1
     */
    MessagePage page(ConversationId conversationId, @Nullable MessageId before, int limit);
}
