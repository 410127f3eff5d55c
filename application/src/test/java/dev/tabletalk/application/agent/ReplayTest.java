package dev.tabletalk.application.agent;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static dev.tabletalk.application.TestWorkspace.drain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.query.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A turn is told from the store as it was told when it happened, from wherever a reader left. */
final class ReplayTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ConversationId conversation = workspace.conversation(SHOP);

    @Test
    void tellsAnAnswerWithToolsAndATitle() throws InterruptedException {
        workspace
                .model
                .then((request, onText, cancellation) -> {
                    List.of("I ", "look 😀", " there.").forEach(onText);
                    return new ModelReply.Finished(
                            "I look 😀 there.",
                            List.of(
                                    ScriptedModel.toolCall("a", "list_tables", Map.of()),
                                    ScriptedModel.toolCall("b", "run_query", Map.of("sql", "DROP TABLE x")),
                                    ScriptedModel.toolCall("c", "nonsense", Map.of())),
                            TokenUsage.NONE);
                })
                .query("SELECT 1")
                .answer("There", " are", " nine.");
        assertToldAgainFromAnywhere(workspace.agent.ask(conversation, new MessageText("What is there?")));
    }

    @Test
    void tellsAnAnswerWithAChart() throws InterruptedException {
        workspace.database.answer("SELECT 2", List.of("country", "orders"), Row.of("DE", 3L), Row.of("FR", 2L));
        workspace.model.query("SELECT 2").then((request, onText, cancellation) -> {
            Message.AssistantMessage last =
                    (Message.AssistantMessage) request.messages().getLast();
            String output = Objects.requireNonNull(last.toolCalls().getFirst().outcome())
                    .output();
            return new ModelReply.Finished(
                    "",
                    List.of(ScriptedModel.toolCall("chart", "show_chart", Map.of("resultId", output.substring(7, 15)))),
                    TokenUsage.NONE);
        });
        AgentRun run = workspace.agent.ask(conversation, new MessageText("Orders by country?"));
        assertThat(drain(run))
                .extracting(NumberedEvent::event)
                .filteredOn(AgentEvent.ChartShown.class::isInstance)
                .hasSize(1);
        assertToldAgainFromAnywhere(run);
    }

    @Test
    void tellsAnAnswerThatWasStopped() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.query("SELECT 1").answerInTwo("Half", " it");
        AgentRun run = workspace.agent.ask(conversation, new MessageText("Go"));
        gate.awaitReached();
        run.stop();
        assertToldAgainFromAnywhere(run);
    }

    @Test
    void tellsAnAnswerThatWasStoppedBetweenItsCalls() throws InterruptedException {
        workspace.model.then((request, onText, cancellation) -> {
            cancellation.request();
            return new ModelReply.Finished(
                    "",
                    List.of(
                            ScriptedModel.toolCall("a", "list_tables", Map.of()),
                            ScriptedModel.toolCall("b", "list_tables", Map.of())),
                    TokenUsage.NONE);
        });
        assertToldAgainFromAnywhere(workspace.agent.ask(conversation, new MessageText("Go")));
    }

    @Test
    void tellsAnAnswerThatFailedOrWasEmpty() throws InterruptedException {
        workspace
                .model
                .then((request, onText, cancellation) -> {
                    onText.accept("Half");
                    return new ModelReply.Interrupted("Half", new Failure(FailureCode.MODEL_INTERRUPTED, "Cut."));
                })
                .answer(" ")
                .then((request, onText, cancellation) -> {
                    onText.accept("Then it");
                    throw new IllegalStateException("A bug");
                });
        assertToldAgainFromAnywhere(workspace.agent.ask(conversation, new MessageText("One?")));
        assertToldAgainFromAnywhere(workspace.agent.ask(conversation, new MessageText("Two?")));
        assertToldAgainFromAnywhere(workspace.agent.ask(conversation, new MessageText("Three?")));
    }

    @Test
    void tellsAQuestionThatWasTakenBack() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half", " it");
        AgentRun first = workspace.agent.ask(conversation, new MessageText("Go"));
        AgentRun second = workspace.agent.ask(conversation, new MessageText("And then?"));
        gate.awaitReached();
        second.stop();
        gate.open();
        assertToldAgainFromAnywhere(second);
        assertToldAgainFromAnywhere(first);
    }

    private void assertToldAgainFromAnywhere(AgentRun live) throws InterruptedException {
        List<NumberedEvent> told = drain(live);
        while (workspace.agent.find(live.turnId()) instanceof LiveRun) {
            Thread.onSpinWait();
        }
        AgentRun stored = workspace.agent.find(live.turnId());
        for (long seen = 0; seen <= told.getLast().number(); seen++) {
            assertThat(joined(stored.eventsAfter(seen, Duration.ZERO)))
                    .as("after " + seen)
                    .isEqualTo(joined(NumberedEvent.after(seen, told)));
        }
    }

    /** The same with the pieces of each text put together. */
    private static List<NumberedEvent> joined(List<NumberedEvent> events) {
        List<NumberedEvent> joined = new ArrayList<>();
        for (NumberedEvent next : events) {
            if (next.event() instanceof AgentEvent.TextDelta more
                    && !joined.isEmpty()
                    && joined.getLast().event() instanceof AgentEvent.TextDelta begun) {
                joined.removeLast();
                joined.add(new NumberedEvent(
                        next.number(), new AgentEvent.TextDelta(begun.messageId(), begun.delta() + more.delta())));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
