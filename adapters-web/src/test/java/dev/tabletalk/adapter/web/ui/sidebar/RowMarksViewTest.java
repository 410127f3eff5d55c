package dev.tabletalk.adapter.web.ui.sidebar;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.component.virtuallist.VirtualListTester;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.FailureCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the rows tell of runs and answers while another conversation is open. */
@ViewPackages(packages = "dev.tabletalk.adapter.web.ui.page")
class RowMarksViewTest extends ViewTest {
    @Test
    void marksAConversationWhileItRunsAndAfterwardsAsUnread() throws InterruptedException {
        ConversationId id = conversation("Busy");
        open("db/shop");
        assertThat(mark("Busy")).isEmpty();
        ScriptedModel.Gate gate = workspace.model.answerInTwo("half", "whole");
        AgentRun run = ask(id, "How many?");
        gate.awaitReached();
        eventually(() -> mark("Busy").equals("Running"));
        gate.open();
        TestWorkspace.drain(run);
        eventually(() -> mark("Busy").equals("Unread"));
        workspace.conversationService.change(id, ConversationChange.SEEN);
        eventually(() -> mark("Busy").isEmpty());
    }

    @Test
    void marksAFailedAnswer() {
        ConversationId id = conversation("Broken");
        open("db/shop");
        workspace.model.fail(FailureCode.MODEL_UNAVAILABLE, "The model does not answer.");
        TestWorkspace.drain(ask(id, "How many?"));
        eventually(() -> mark("Broken").equals("Failed"));
        TestWorkspace.drain(ask(id, "And now?"));
        eventually(() -> mark("Broken").equals("Unread"));
    }

    @Test
    void callsNothingUnreadThatIsOpen() {
        ConversationId id = conversation("Open");
        ConversationId other = conversation("Other");
        open("c/" + id);
        TestWorkspace.drain(ask(id, "How many?"));
        TestWorkspace.drain(ask(other, "How many?"));
        eventually(() -> mark("Other").equals("Unread"));
        assertThat(mark("Open")).isEmpty();
        open("db/shop");
        assertThat(mark("Open")).isEqualTo("Unread");
    }

    @Test
    void movesARowUpWhenItIsAsked() throws InterruptedException {
        ConversationId older = conversation("Older");
        conversation("Newer");
        open("db/shop");
        assertThat(title(0)).isEqualTo("Newer");
        ScriptedModel.Gate gate = workspace.model.answerInTwo("half", "whole");
        ask(older, "How many?");
        gate.awaitReached();
        eventually(() -> title(0).equals("Older"));
        gate.open();
    }

    @Test
    void stopsFromTheRowAllThatGoesOnOrWaits() throws InterruptedException {
        ConversationId id = conversation("Busy");
        open("db/shop");
        ScriptedModel.Gate gate = workspace.model.answerInTwo("half", "whole");
        AgentRun running = ask(id, "How many?");
        AgentRun waiting = ask(id, "And then?");
        gate.awaitReached();
        eventually(() -> isStoppable("Busy"));
        rows().invokeLitRendererFunction(row("Busy"), "stop");
        TestWorkspace.drain(running);
        TestWorkspace.drain(waiting);
        assertThat(running.status()).isEqualTo(TurnStatus.STOPPED);
        assertThat(waiting.status()).isEqualTo(TurnStatus.STOPPED);
        assertThat(workspace.model.requests()).as("what waited never began").hasSize(1);
        eventually(() -> mark("Busy").isEmpty());
        assertThat(isStoppable("Busy")).isFalse();
    }

    private ConversationId conversation(String title) {
        ConversationId id = workspace.conversation(SHOP);
        workspace.conversationService.change(id, ConversationChange.rename(title));
        return id;
    }

    private AgentRun ask(ConversationId id, String question) {
        return workspace.agent.ask(id, new MessageText(question));
    }

    private void open(String path) {
        navigate(path, Component.class);
        eventually(() -> true);
    }

    @SuppressWarnings("unchecked")
    private VirtualListTester<VirtualList<Object>, Object> rows() {
        return test((VirtualList<Object>) find(VirtualList.class).single());
    }

    private String title(int row) {
        return rows().getLitRendererPropertyValue(row, "title", String.class);
    }

    private int row(String title) {
        return IntStream.range(0, rows().size())
                .filter(row -> title(row).equals(title))
                .findFirst()
                .orElseThrow();
    }

    private String mark(String title) {
        return rows().getLitRendererPropertyValue(row(title), "markLabel", String.class);
    }

    private boolean isStoppable(String title) {
        return rows().getLitRendererPropertyValue(row(title), "stoppable", Boolean.class);
    }
}
