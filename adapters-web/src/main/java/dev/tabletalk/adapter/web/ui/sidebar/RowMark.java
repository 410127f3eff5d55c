package dev.tabletalk.adapter.web.ui.sidebar;

import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.TurnStatus;
import java.util.List;
import java.util.Locale;

/** The one thing that a row tells about the state of its conversation; the first that is so. */
enum RowMark {
    RUNNING("Running"),
    /** All that was asked waits for its turn. */
    WAITING("Waiting"),
    UNREAD("Unread"),
    FAILED("Failed"),
    NONE("");

    private final String label;

    RowMark(String label) {
        this.label = label;
    }

    /**
     * @param runs that go on or wait in it
     * @param watched whether a person is looking at it here, so that nothing of it is unread
     */
    static RowMark of(List<AgentRun> runs, ConversationMark mark, boolean watched) {
        if (!runs.isEmpty()) {
            return runs.stream().allMatch(run -> run.status() == TurnStatus.QUEUED) ? WAITING : RUNNING;
        }
        return switch (mark) {
            case NONE -> NONE;
            case UNREAD -> watched ? NONE : UNREAD;
            case FAILED -> FAILED;
        };
    }

    /** As people read it; empty for none. */
    String label() {
        return label;
    }

    /** As base.css knows it; empty for none. */
    String styleName() {
        return label.toLowerCase(Locale.ROOT);
    }

    boolean canBeStopped() {
        return this == RUNNING || this == WAITING;
    }
}
