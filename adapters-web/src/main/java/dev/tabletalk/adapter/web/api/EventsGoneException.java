package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.conversation.TurnId;

/** A client wants to go on behind an event that the turn does not have, or has no more. */
final class EventsGoneException extends RuntimeException {
    private final transient TurnId turn;
    private final long number;

    EventsGoneException(TurnId turn, long number) {
        super("The turn " + turn + " has no event " + number);
        this.turn = turn;
        this.number = number;
    }

    TurnId turn() {
        return turn;
    }

    long number() {
        return number;
    }
}
