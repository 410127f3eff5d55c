package dev.tabletalk.application.trace;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentEvent;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.AgentSettings;
import dev.tabletalk.application.agent.NumberedEvent;
import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ModelCallRepository;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.trace.CallEnd;
import dev.tabletalk.domain.trace.CallPurpose;
import dev.tabletalk.domain.trace.ModelCall;
import dev.tabletalk.domain.trace.SentRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TraceServiceTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ConversationId conversation = workspace.conversation(SHOP);

    private TurnId ask(String question) {
        AgentRun run = workspace.agent.ask(conversation, new MessageText(question));
        TestWorkspace.drain(run);
        return run.turnId();
    }

    private TurnTrace traceOf(String question) {
        return workspace.traceService.trace(ask(question));
    }

    private static List<String> told(TurnTrace trace) {
        return trace.steps().stream()
                .map(step -> switch (step) {
                    case Step.Waiting waiting -> "waiting";
                    case Step.Model model ->
                        model.call().purpose() + " " + model.call().step() + " "
                                + model.call().end();
                    case Step.Tool tool -> tool.call().tool() + " of " + tool.step();
                    case Step.Missing missing -> "missing " + missing.step();
                })
                .toList();
    }

    @Test
    void tellsEveryStepInOrder() {
        workspace.model.query("SELECT 1").call("list_tables", Map.of()).answer("So", ".");

        TurnTrace trace = traceOf("How many?");

        assertThat(told(trace))
                .containsSubsequence(
                        "ANSWER 1 FINISHED",
                        "run_query of 1",
                        "ANSWER 2 FINISHED",
                        "list_tables of 2",
                        "ANSWER 3 FINISHED",
                        "TITLE 0 FINISHED");
        ModelCall last = trace.calls().get(2).call();
        assertThat(last.model()).isEqualTo("Scripted model");
        assertThat(last.usage()).isEqualTo(new TokenUsage(10, 2));
        assertThat(last.attempts()).isEqualTo(1);
        assertThat(last.firstText()).isNotNull().isLessThanOrEqualTo(last.elapsed());
        assertThat(trace.servers()).containsExactly("model.example");
        assertThat(trace.hasGaps()).isFalse();
    }

    @Test
    void addsUpTheTokensOfAllCalls() {
        TestWorkspace titled = new TestWorkspace(
                (question, listener) -> {
                    listener.used(new TokenUsage(30, 4));
                    return ConversationTitle.generated("Title");
                },
                AgentSettings.withMaxRuns(4));
        titled.model.query("SELECT 1").answer("So.");
        AgentRun run = titled.agent.ask(titled.conversation(SHOP), new MessageText("How many?"));
        TestWorkspace.drain(run);
        Soon.until(() -> told(titled.traceService.trace(run.turnId())).contains("TITLE 0 FINISHED"));

        assertThat(run.turn().usage()).isEqualTo(new TokenUsage(10, 1));
        assertThat(titled.traceService.trace(run.turnId()).usage()).isEqualTo(new TokenUsage(40, 5));
    }

    @Test
    void givesBackWhatWasSent() {
        workspace.model.query("SELECT 1").answer("So.");

        TurnId turn = ask("How many?");

        assertThat(workspace.traceService.request(turn, 1))
                .isEqualTo(ScriptedModel.body(workspace.model.requests().getFirst()));
        assertThat(workspace.traceService.request(turn, 2))
                .isEqualTo(ScriptedModel.body(workspace.model.requests().get(1)));
        assertNotFound(() -> workspace.traceService.request(turn, 99));
        assertNotFound(() -> workspace.traceService.trace(TurnId.create(TestWorkspace.START)));
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.NOT_FOUND));
    }

    @Test
    void tellsOfACallThatFailed() {
        workspace.model.fail(FailureCode.MODEL_TIMEOUT, "The model was silent.");

        ModelCall call = traceOf("How many?").calls().getFirst().call();

        assertThat(call.end()).isEqualTo(CallEnd.FAILED);
        assertThat(Objects.requireNonNull(call.failure()).code()).isEqualTo(FailureCode.MODEL_TIMEOUT);
        assertThat(call.firstText()).isNull();
    }

    @Test
    void tellsOfACallThatWasStopped() throws InterruptedException {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("One", ".");
        AgentRun run = workspace.agent.ask(conversation, new MessageText("Go"));
        gate.awaitReached();
        run.stop();
        TestWorkspace.drain(run);

        assertThat(workspace.traceService.trace(run.turnId()).calls())
                .extracting(step -> step.call().end())
                .containsExactly(CallEnd.CANCELLED);
    }

    @Test
    void anAnswerIsNoWorseForAStoreThatKeepsNoRecords() {
        ModelCallRepository broken = new ModelCallRepository() {
            @Override
            public void add(TurnId turn, ModelCall call, String request) {
                throw new IllegalStateException("broken");
            }

            @Override
            public List<ModelCall> ofTurn(TurnId turn) {
                return List.of();
            }

            @Override
            public Optional<String> request(TurnId turn, int number) {
                return Optional.empty();
            }
        };
        TurnId turn = ask("How many?");
        ModelTraces traces = new ModelTraces(broken, workspace.clock, Duration.ZERO);
        ModelTraces.Recording recording = traces.begin(turn, CallPurpose.ANSWER, 1, "m", piece -> {});
        recording.end(new ModelReply.Cancelled(""));

        assertThat(told(new TraceService(workspace.turns, broken).trace(turn))).contains("missing 1");
    }

    @Test
    void triesAgainWhenTheStoreCannotBeUsedForAWhile() {
        List<String> kept = new ArrayList<>();
        ModelCallRepository unwilling = new ModelCallRepository() {
            private int tries;

            @Override
            public void add(TurnId turn, ModelCall call, String request) {
                if (++tries < 3) {
                    throw FailureException.of(FailureCode.STORE_UNAVAILABLE, "Later.");
                }
                kept.add(request);
            }

            @Override
            public List<ModelCall> ofTurn(TurnId turn) {
                return List.of();
            }

            @Override
            public Optional<String> request(TurnId turn, int number) {
                return Optional.empty();
            }
        };
        ModelTraces traces = new ModelTraces(unwilling, workspace.clock, Duration.ofMillis(1));
        ModelTraces.Recording recording =
                traces.begin(TurnId.create(TestWorkspace.START), CallPurpose.ANSWER, 1, "m", piece -> {});
        recording.sent(new SentRequest("m", null, "{}"));
        recording.finish();
        traces.awaitWritten(Duration.ofSeconds(5));

        assertThat(kept).containsExactly("{}");
    }

    @Test
    void offersNextQuestionsBeforeTheEndAndTellsThemAgain() {
        FollowUps next = new FollowUps(List.of("And by month?"));
        workspace.followUps = (answered, listener) -> {
            listener.sent(new SentRequest("small", "model.example", "{}"));
            return next;
        };
        workspace.model.query("SELECT 1").answer("So.");
        AgentRun run = workspace.agent.ask(conversation, new MessageText("How many?"));
        List<NumberedEvent> live = TestWorkspace.drain(run);
        Soon.until(() -> !kept(run.turnId()).isEmpty());

        assertThat(kept(run.turnId())).isEqualTo(next);
        assertThat(workspace.agent.find(run.turnId()).newestEvent())
                .isEqualTo(live.getLast().number());
        List<AgentEvent> again = TestWorkspace.drain(workspace.agent.find(run.turnId())).stream()
                .map(NumberedEvent::event)
                .toList();
        assertThat(again.stream()
                        .filter(AgentEvent.FollowUpsReady.class::isInstance)
                        .toList())
                .isEqualTo(live.stream()
                        .map(NumberedEvent::event)
                        .filter(AgentEvent.FollowUpsReady.class::isInstance)
                        .toList());
        assertThat(told(workspace.traceService.trace(run.turnId()))).contains("FOLLOW_UPS 0 FINISHED");
    }

    private FollowUps kept(TurnId turn) {
        return Objects.requireNonNull(workspace.noteService.notes(List.of(turn)).get(turn))
                .followUps();
    }

    @Test
    void doesNotAskForNextQuestionsWhileOneWaits() throws InterruptedException {
        List<String> asked = new ArrayList<>();
        workspace.followUps = (answered, listener) -> {
            synchronized (asked) {
                asked.add(answered.question() + " after " + answered.earlier());
            }
            return FollowUps.NONE;
        };
        ScriptedModel.Gate gate = workspace.model.answerInTwo("One", ".");
        AgentRun first = workspace.agent.ask(conversation, new MessageText("First?"));
        gate.awaitReached();
        AgentRun second = workspace.agent.ask(conversation, new MessageText("Second?"));
        gate.open();
        TestWorkspace.drain(first);
        TestWorkspace.drain(second);
        Soon.until(() -> {
            synchronized (asked) {
                return !asked.isEmpty();
            }
        });

        assertThat(asked).containsExactly("Second? after [First?]");
    }

    @Test
    void aFailureToThinkOfQuestionsIsNoFailure() {
        workspace.followUps = (answered, listener) -> {
            throw FailureException.of(FailureCode.MODEL_PROTOCOL, "No list.");
        };

        assertThat(TestWorkspace.drain(workspace.agent.ask(conversation, new MessageText("How?")))
                        .getLast()
                        .event())
                .isEqualTo(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
    }

    /** Waits for what comes soon. */
    private static final class Soon {
        private Soon() {}

        static void until(BooleanSupplier condition) {
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Not in 10 seconds");
                }
                Thread.onSpinWait();
            }
        }
    }
}
