package dev.tabletalk.application.agent;

import dev.tabletalk.application.agent.tool.ToolBox;
import dev.tabletalk.application.agent.tool.ToolContext;
import dev.tabletalk.application.trace.ModelTraces;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Message.AssistantMessage;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import dev.tabletalk.domain.port.ModelRequest;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.port.TurnTree;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.trace.CallPurpose;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers one question: prompt, model, tool calls, outcomes, model again, until there is an answer or the steps are used up.
 * Blocks the thread of the run; each thing said is stored before the next is asked for.
 */
final class AgentLoop {
    private final LanguageModel model;
    private final ToolBox tools;
    private final Transcript transcript;
    private final TurnTree tree;
    private final SqlVersionRepository edits;
    private final ModelTraces traces;
    private final Clock clock;
    private final AgentSettings settings;

    AgentLoop(
            LanguageModel model,
            ToolBox tools,
            Transcript transcript,
            TurnTree tree,
            SqlVersionRepository edits,
            ModelTraces traces,
            Clock clock,
            AgentSettings settings) {
        this.model = model;
        this.tools = tools;
        this.transcript = transcript;
        this.tree = tree;
        this.edits = edits;
        this.traces = traces;
        this.clock = clock;
        this.settings = settings;
    }

    /** The run's question is in the transcript and its turn is RUNNING; afterwards the turn is over. */
    void answer(LiveRun run) {
        List<Message> known = run.path();
        List<Message> path = known == null ? tree.path(run.turnId(), ContextWindow.MOST_MESSAGES) : known;
        List<Message> messages = new ArrayList<>(ContextWindow.choose(path, settings.contextTokens()));
        boolean shortened = path.size() == ContextWindow.MOST_MESSAGES || messages.size() < path.size();
        String outline = tools.outline(context(run), run.question().value());
        EditedQueries edited = edited(messages);
        String prompt = SystemPrompt.of(run.connection(), today(), outline, shortened) + edited.instructions();
        CallIds ids = new CallIds(path);
        for (int step = 1; step <= settings.maxSteps(); step++) {
            Speech speech = new Speech(run);
            ModelReply reply = call(run, prompt, messages, edited.last(), true, speech);
            if (!(reply instanceof ModelReply.Finished finished)
                    || finished.calls().isEmpty()) {
                end(run, reply);
                return;
            }
            AssistantMessage said = useTools(run, speech, ids.makeUnique(finished.calls()), finished);
            messages.add(said);
            if (run.cancellation().isRequested()) {
                end(run, new ModelReply.Cancelled(""));
                return;
            }
        }
        Speech speech = new Speech(run);
        end(run, call(run, SystemPrompt.lastCall(prompt), messages, edited.last(), false, speech));
    }

    private EditedQueries edited(List<Message> messages) {
        List<TurnId> turns = EditedQueries.turns(messages);
        return new EditedQueries(messages, turns.isEmpty() ? Map.of() : edits.newest(turns));
    }

    private static ToolContext context(LiveRun run) {
        return new ToolContext(
                run.connection(),
                run.conversationId(),
                run.turnId(),
                run.question().value(),
                run.cancellation());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    private ModelReply call(
            LiveRun run,
            String prompt,
            List<Message> messages,
            ModelRequest.@Nullable Edited edited,
            boolean mayUseTools,
            Speech speech) {
        ModelRequest request = new ModelRequest(
                prompt,
                messages,
                mayUseTools ? tools.definitions() : List.of(),
                run.connection().kind(),
                today(),
                edited);
        ModelTraces.Recording recording =
                traces.begin(run.turnId(), CallPurpose.ANSWER, run.turn().replies() + 1, model.name(), speech::say);
        try {
            ModelReply reply = model.reply(request, recording, run.cancellation());
            speech.finish();
            recording.end(reply);
            return reply;
        } catch (RuntimeException broken) {
            speech.finish();
            recording.fail(broken);
            throw broken;
        }
    }

    private AssistantMessage useTools(
            LiveRun run, Speech speech, List<RequestedCall> calls, ModelReply.Finished reply) {
        List<ToolCall> open = calls.stream()
                .map(call -> new ToolCall(call.id(), call.tool(), call.arguments(), null))
                .toList();
        Turn turn = run.turn().reply(open, reply.usage());
        AssistantMessage said = (AssistantMessage)
                transcript.append(assistant(run, reply.text(), open, MessageStatus.COMPLETED, null), turn);
        run.advance(turn);
        run.draft().begin(turn.replies());
        calls.forEach(call -> announce(run, speech, call));
        List<ToolCall> answered = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            ToolOutcome outcome = tools.run(calls.get(i), context(run));
            answered.add(open.get(i).answered(outcome));
            transcript.answer(said.id(), answered.getLast());
            run.advance(run.turn().answer(calls.get(i).id()));
            report(run, calls.get(i), outcome);
        }
        return new AssistantMessage(
                said.id(),
                said.conversationId(),
                said.turnId(),
                said.text(),
                answered,
                said.status(),
                null,
                said.createdAt());
    }

    private static void announce(LiveRun run, Speech speech, RequestedCall call) {
        run.emit(new AgentEvent.ToolCallStarted(call.id(), call.tool(), speech.messageId()));
        run.emit(new AgentEvent.ToolCallArguments(call.id(), call.arguments()));
        run.emit(new AgentEvent.ToolCallEnded(call.id()));
    }

    private void report(LiveRun run, RequestedCall call, ToolOutcome outcome) {
        run.emit(new AgentEvent.ToolCallAnswered(call.id(), resultMessageId(run.turnId(), call.id()), outcome));
        if (outcome instanceof ToolOutcome.Succeeded succeeded && succeeded.result() != null) {
            ResultSummary result = succeeded.result();
            if (ToolBox.draws(call.tool())) {
                tools.chart(run.turnId(), result.id())
                        .ifPresent(chart -> run.emit(new AgentEvent.ChartShown(call.id(), result.id(), chart)));
            } else {
                run.emit(new AgentEvent.ResultReady(call.id(), result));
            }
        }
    }

    /** The same when the turn is told again later; unlike call ids it is unique beyond the turn. */
    static String resultMessageId(TurnId turn, String callId) {
        return turn + "-" + callId + "-result";
    }

    private void end(LiveRun run, ModelReply reply) {
        Instant now = clock.instant();
        Turn turn = run.turn();
        switch (reply) {
            case ModelReply.Finished finished
            when finished.text().isBlank() -> close(run, turn.fail(emptyAnswer(), now), finished.text());
            case ModelReply.Finished finished ->
                close(run, turn.reply(List.of(), finished.usage()).complete(now), finished.text());
            case ModelReply.Interrupted(String text, Failure failure) -> close(run, turn.interrupt(failure, now), text);
            case ModelReply.Failed(String text, Failure failure) -> close(run, turn.fail(failure, now), text);
            case ModelReply.Cancelled(String text) -> close(run, stopped(run, now), text);
        }
    }

    /** Cancelled by a person, or by the end of the server. */
    static Turn stopped(LiveRun run, Instant now) {
        return run.isInterrupted()
                ? run.turn().interrupt(AgentService.SERVER_STOPPED, now)
                : run.turn().stop(now);
    }

    static MessageStatus messageStatus(Turn ended) {
        return switch (ended.status()) {
            case COMPLETED -> MessageStatus.COMPLETED;
            case STOPPED -> MessageStatus.STOPPED;
            case FAILED -> MessageStatus.FAILED;
            case INTERRUPTED -> MessageStatus.INTERRUPTED;
            case QUEUED, RUNNING -> throw new IllegalStateException("The turn " + ended.id() + " is not over");
        };
    }

    private void close(LiveRun run, Turn ended, String text) {
        transcript.append(assistant(run, text, List.of(), messageStatus(ended), ended.failure()), ended);
        run.advance(ended);
        run.draft().begin(ended.replies());
    }

    private NewMessage.Assistant assistant(
            LiveRun run, String text, List<ToolCall> calls, MessageStatus status, @Nullable Failure failure) {
        return new NewMessage.Assistant(
                run.conversationId(), run.turnId(), text, calls, status, failure, clock.instant());
    }

    private static Failure emptyAnswer() {
        return new Failure(FailureCode.MODEL_PROTOCOL, "The model gave an empty answer. Try again.");
    }
}
