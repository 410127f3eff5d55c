package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.conversation.TurnId;

/** A client wants to go on reading a run that is not in memory any more. */
final class EventsGoneException extends RuntimeException {
    EventsGoneException(TurnId turn) {
        super("The run of turn " + turn + " ended some time ago and its event numbers are gone. "
                + "Ask again without Last-Event-ID to get it from the start.");
    }
}
