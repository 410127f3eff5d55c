package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds and opens conversations. Safe for any thread. Unknown ids throw {@link FailureException} NOT_FOUND. */
public interface ReadConversationsUseCase {
    int MAX_MESSAGE_LIMIT = 10_000;

    ConversationPage list(ConversationQuery query);

    ConversationSummary get(ConversationId id);

    /**
     * The newest messages, oldest first.
     *
     * @param before null for the newest of all, else the first message already known
     * @param limit 1 to {@value #MAX_MESSAGE_LIMIT}
     */
    MessagePage messages(ConversationId id, @Nullable MessageId before, int limit);

    /** How many conversations of all connections have an answer that nobody has seen. */
    long countUnread();

    /**
     * Tells of every change to any conversation from now on, on the thread that made it; listeners must be quick.
     *
     * @return closing it ends the telling
     */
    Watch watch(Consumer<ConversationEvent> listener);

    /** Ends a subscription; closing it twice does nothing. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
