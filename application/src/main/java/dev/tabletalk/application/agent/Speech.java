package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.TurnId;

/** The text of one step, turned into events: started with its first piece, ended once. */
final class Speech {
    private final LiveRun run;
    private final String messageId;
    private boolean started;

    Speech(LiveRun run) {
        this.run = run;
        this.messageId = messageId(run.turnId(), run.turn().replies() + 1);
    }

    /**
     * The same when the turn is told again later.
     *
     * @param step counts from 1
     */
    static String messageId(TurnId turn, int step) {
        return turn + "-" + step;
    }

    String messageId() {
        return messageId;
    }

    void say(String delta) {
        if (delta.isEmpty()) {
            return;
        }
        if (!started) {
            started = true;
            run.emit(new AgentEvent.TextStarted(messageId));
        }
        run.draft().add(delta);
        run.emit(new AgentEvent.TextDelta(messageId, delta));
    }

    void finish() {
        if (started) {
            run.emit(new AgentEvent.TextEnded(messageId));
        }
    }
}
