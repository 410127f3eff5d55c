package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.failure.FailureException;

/** Thinks of next questions. Safe for any thread. */
public interface FollowUpGenerator {
    /**
     * Questions that make sense after an answer and that the same database can answer; blocks for 20 seconds at most.
     *
     * @throws FailureException with a MODEL_… code when the model could not give any
     */
    FollowUps after(AnsweredQuestion answered, ModelListener listener);
}
