package dev.tabletalk.adapter.web.ui.sidebar;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.MessageText;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMarkTest {
    private static final int ONE_RUN_AT_A_TIME = 1;

    private final TestWorkspace app =
            new TestWorkspace((question, listener) -> ConversationTitle.generated(question), ONE_RUN_AT_A_TIME);

    @Test
    void tellsOfRunsBeforeAnythingElse() throws InterruptedException {
        ScriptedModel.Gate gate = app.model.answerInTwo("half", "whole");
        ConversationId busy = app.conversation(SHOP);
        AgentRun run = app.agent.ask(busy, new MessageText("First?"));
        ConversationId behind = app.conversation(SHOP);
        app.agent.ask(behind, new MessageText("Second?"));
        gate.awaitReached();
        app.agent.ask(busy, new MessageText("Third?"));
        assertThat(RowMark.of(app.agent.active(busy), ConversationMark.FAILED, false))
                .isEqualTo(RowMark.RUNNING);
        assertThat(RowMark.of(app.agent.active(behind), ConversationMark.UNREAD, false))
                .isEqualTo(RowMark.WAITING);
        gate.open();
        TestWorkspace.drain(run);
    }

    @Test
    void callsAnAnswerUnreadUntilItIsWatched() {
        assertThat(RowMark.of(List.of(), ConversationMark.UNREAD, false)).isEqualTo(RowMark.UNREAD);
        assertThat(RowMark.of(List.of(), ConversationMark.UNREAD, true)).isEqualTo(RowMark.NONE);
    }

    @Test
    void keepsAFailureInSight() {
        assertThat(RowMark.of(List.of(), ConversationMark.FAILED, true)).isEqualTo(RowMark.FAILED);
        assertThat(RowMark.of(List.of(), ConversationMark.NONE, false)).isEqualTo(RowMark.NONE);
    }
}
