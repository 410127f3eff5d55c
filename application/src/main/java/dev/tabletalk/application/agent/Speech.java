package dev.tabletalk.application.agent;

/** The text of one step, turned into events: started with its first piece, ended once. */
final class Speech {
    private final LiveRun run;
    private final int step;
    private boolean started;

    Speech(LiveRun run, int step) {
        this.run = run;
        this.step = step;
    }

    String messageId() {
        return run.turnId() + "-" + step;
    }

    void say(String delta) {
        if (delta.isEmpty()) {
            return;
        }
        if (!started) {
            started = true;
            run.emit(new AgentEvent.TextStarted(messageId()));
        }
        run.emit(new AgentEvent.TextDelta(messageId(), delta));
    }

    void finish() {
        if (started) {
            run.emit(new AgentEvent.TextEnded(messageId()));
        }
    }
}
