package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Conversations without their messages. Safe for any thread; each call is one transaction. */
public interface ConversationRepository {
    /** @throws FailureException NOT_FOUND when its connection does not exist */
    void add(Conversation conversation);

    Optional<ConversationSummary> find(ConversationId id);

    /**
     * Reads it, changes it and writes it back as one step, so that concurrent changes do not lose each other. Only title,
     * marks and head can change; the change may be called more than once.
     *
     * @throws FailureException NOT_FOUND
     */
    ConversationSummary update(ConversationId id, UnaryOperator<Conversation> change);

    /**
     * Deletes it at once with all its messages, calls and results.
     *
     * @return false when there was none
     */
    boolean delete(ConversationId id);

    /** One page of a list; costs what the page costs, not what the list is long. */
    ConversationPage list(ConversationQuery query);

    /** How many conversations outside of archive and trash are UNREAD, over all connections. */
    long countUnread();
}
