package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.failure.FailureException;

/** Names conversations. Safe for any thread. */
public interface TitleGenerator {
    /**
     * A title of a few words in the language of the question; blocks for 20 seconds at most.
     *
     * @throws FailureException with a MODEL_… code when the model could not give one
     */
    ConversationTitle titleFor(String question, ModelListener listener);
}
