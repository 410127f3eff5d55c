package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** Changes conversations. Safe for any thread. Unknown ids throw {@link FailureException} NOT_FOUND. */
public interface ManageConversationsUseCase {
    /** @param title null for the default title */
    ConversationSummary create(ConnectionId connectionId, @Nullable ConversationTitle title);

    /**
     * The conversation with this id, made now with the default title if there is none yet.
     *
     * @throws FailureException CONFLICT when it belongs to another connection
     */
    ConversationSummary open(ConnectionId connectionId, ConversationId id);

    /** Moving it to the trash stops its runs first; what they have said is kept. */
    ConversationSummary change(ConversationId id, ConversationChange change);

    /** Deletes it for good with all its messages, calls and results; stops its run first. */
    void delete(ConversationId id);

    /** Appends a message from outside. */
    Message append(NewMessage message);

    /**
     * Lets the model name the conversation; the title is saved unless a person has chosen one.
     *
     * @return what the model proposed
     * @throws FailureException with a MODEL_… code when the model could not
     */
    ConversationTitle generateTitle(ConversationId id, String firstMessage);
}
