package dev.tabletalk.adapter.web.ui.sidebar;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.web.ui.sidebar.AnswersToTell.Answer;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ConversationEvent.RunChanged;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.failure.FailureCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersToTellTest {
    private final TestWorkspace app = new TestWorkspace();
    private final ConversationId id = named("Orders");
    private final List<ConversationEvent> changed = List.of(new RunChanged(id, SHOP));

    @Test
    void tellsOfAnAnswerOnceWithTheTitleAndNothingElse() {
        AnswersToTell answers = answers(app.clock);
        app.askAndWait(id, "How many?");
        assertThat(answers.among(changed)).containsExactly(new Answer(id, "Orders", false));
        assertThat(answers.among(changed)).as("the event after the title").isEmpty();
        app.askAndWait(id, "And now?");
        assertThat(answers.among(changed)).hasSize(1);
    }

    @Test
    void tellsOfAFailure() {
        app.model.fail(FailureCode.MODEL_TIMEOUT, "The model took too long.");
        app.askAndWait(id, "How many?");
        assertThat(answers(app.clock).among(changed)).containsExactly(new Answer(id, "Orders", true));
    }

    @Test
    void waitsForTheLastOfTheQuestions() throws InterruptedException {
        ScriptedModel.Gate gate = app.model.answerInTwo("half", "whole");
        AgentRun first = app.agent.ask(id, new MessageText("First?"));
        gate.awaitReached();
        assertThat(answers(app.clock).among(changed)).isEmpty();
        gate.open();
        TestWorkspace.drain(first);
    }

    @Test
    void tellsNothingOfWhatAPersonStoppedOrSaw() throws InterruptedException {
        ScriptedModel.Gate gate = app.model.answerInTwo("half", "whole");
        AgentRun run = app.agent.ask(id, new MessageText("How many?"));
        gate.awaitReached();
        run.stop();
        TestWorkspace.drain(run);
        assertThat(answers(app.clock).among(changed)).isEmpty();
        app.askAndWait(id, "Again?");
        app.conversationService.change(id, ConversationChange.SEEN);
        assertThat(answers(app.clock).among(changed)).isEmpty();
    }

    @Test
    void tellsNothingOldAndNothingOfWhatIsGone() {
        app.askAndWait(id, "How many?");
        Clock later = Clock.offset(app.clock, Duration.ofMinutes(5));
        assertThat(answers(later).among(changed)).isEmpty();
        app.conversationService.delete(id);
        assertThat(answers(app.clock).among(changed)).isEmpty();
    }

    private AnswersToTell answers(Clock clock) {
        return new AnswersToTell(new Workspace(
                app.conversationService,
                app.conversationService,
                app.connectionService,
                app.connectionService,
                app.agent,
                app.versionService,
                app.resultService,
                app.resultService,
                app.editSqlService,
                app.checkService,
                app.chartService,
                app.downloadService,
                app.traceService,
                app.noteService,
                clock));
    }

    private ConversationId named(String title) {
        ConversationId named = app.conversation(SHOP);
        app.conversationService.change(named, ConversationChange.rename(title));
        return named;
    }
}
