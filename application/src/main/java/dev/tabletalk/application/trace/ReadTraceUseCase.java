package dev.tabletalk.application.trace;

import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;

/** Shows how answers were made. Safe for any thread. */
public interface ReadTraceUseCase {
    /**
     * The steps of a turn as far as it has come.
     *
     * @throws FailureException NOT_FOUND
     */
    TurnTrace trace(TurnId turn);

    /**
     * The body that was sent to a model, byte for byte; empty when nothing was.
     *
     * @param number of the call within its turn, from 1
     * @throws FailureException NOT_FOUND
     */
    String request(TurnId turn, int number);
}
