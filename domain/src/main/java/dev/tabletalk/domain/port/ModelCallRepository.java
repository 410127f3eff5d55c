package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.trace.ModelCall;
import java.util.List;
import java.util.Optional;

/**
 * The calls to models that turns have made, with what was sent; deleted with the conversation and no part of its copies, for a
 * copy has sent nothing. Safe for any thread; each call is one durable transaction. What the requests of a conversation share
 * is kept once, so that a call costs what is new in it.
 */
public interface ModelCallRepository {
    /**
     * Keeps a call with the next number of its turn; does nothing when the turn is gone.
     *
     * @param request the body that was sent; empty when nothing was
     */
    void add(TurnId turn, ModelCall call, String request);

    /** The calls of a turn in the order of their numbers, which count from 1. */
    List<ModelCall> ofTurn(TurnId turn);

    /** The very text that was sent; empty when there is no such call. */
    Optional<String> request(TurnId turn, int number);
}
