package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.conversation.TurnId;

/** A client wants to go on reading a run that is not in memory any more. */
final class EventsGoneException extends RuntimeException {
    private final transient TurnId turn;

    EventsGoneException(TurnId turn) {
        super("The run of turn " + turn + " is not in memory any more");
        this.turn = turn;
    }

    TurnId turn() {
        return turn;
    }
}
