package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.trace.SentRequest;

/** Hears of one call to a model while it goes on: on one thread at a time, never after the call has returned. Must be quick. */
@FunctionalInterface
public interface ModelListener {
    /** The next piece of what the model says. */
    void text(String piece);

    /** The request as it goes to the model; once for each attempt, right before it. */
    default void sent(SentRequest request) {}

    /** What the model says it has used; at most once, not when it does not say. */
    default void used(TokenUsage usage) {}
}
