package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.PartialText;
import dev.tabletalk.domain.conversation.TurnId;
import java.util.Optional;

/** What the model is saying in the step that goes on, and how much of it is kept already. Safe for any thread. */
final class Draft {
    private final TurnId turnId;
    private final StringBuilder text = new StringBuilder();
    private int step;
    private int kept;

    Draft(TurnId turnId) {
        this.turnId = turnId;
    }

    synchronized void add(String delta) {
        text.append(delta);
    }

    synchronized String text() {
        return text.toString();
    }

    /** What was said is part of the transcript now. */
    synchronized void begin(int nextStep) {
        text.setLength(0);
        step = nextStep;
        kept = 0;
    }

    /** What has been said since the last piece that was kept. */
    synchronized Optional<PartialText> unsaved() {
        return kept == text.length()
                ? Optional.empty()
                : Optional.of(new PartialText(turnId, step, kept, text.substring(kept)));
    }

    synchronized void saved(PartialText piece) {
        if (piece.step() == step && piece.offset() == kept) {
            kept += piece.text().length();
        }
    }
}
