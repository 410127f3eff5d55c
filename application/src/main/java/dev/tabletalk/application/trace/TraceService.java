package dev.tabletalk.application.trace;

import dev.tabletalk.application.trace.TurnTrace.Step;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ModelCallRepository;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.trace.CallPurpose;
import dev.tabletalk.domain.trace.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts together what is known of a turn. */
public final class TraceService implements ReadTraceUseCase {
    /** Less is no queue but the writing of the question. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private final TurnRepository turns;
    private final ModelCallRepository calls;

    public TraceService(TurnRepository turns, ModelCallRepository calls) {
        this.turns = turns;
        this.calls = calls;
    }

    @Override
    public TurnTrace trace(TurnId id) {
        Turn turn = turns.find(id).orElseThrow(() -> FailureException.notFound("turn", id));
        List<Step> steps = new ArrayList<>();
        Instant started = turn.startedAt();
        if (started != null) {
            Duration waited = Duration.between(turn.createdAt(), started);
            if (waited.compareTo(SHORTEST_WAIT) > 0) {
                steps.add(new Step.Waiting(turn.createdAt(), waited));
            }
        }
        List<Step.Model> made = made(id);
        Set<Integer> recorded = new HashSet<>();
        made.forEach(step -> recorded.add(step.call().step()));
        int step = 0;
        for (Message message : turns.messages(id)) {
            if (message instanceof Message.AssistantMessage said) {
                step++;
                add(steps, made, step);
                if (step <= turn.replies() && !recorded.contains(step)) {
                    steps.add(new Step.Missing(step, null));
                }
                addTools(steps, step, said);
            }
        }
        int told = step;
        made.stream().filter(call -> call.call().step() > told).forEach(steps::add);
        add(steps, made, 0);
        return new TurnTrace(turn, steps);
    }

    private List<Step.Model> made(TurnId id) {
        List<ModelCall> stored = calls.ofTurn(id);
        List<Step.Model> made = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            made.add(new Step.Model(i + 1, stored.get(i)));
        }
        return made;
    }

    /** @param step 0 for what is no step of the answer */
    private static void add(List<Step> steps, List<Step.Model> made, int step) {
        made.stream()
                .filter(model -> model.call().purpose() == CallPurpose.ANSWER
                        ? model.call().step() == step
                        : step == 0)
                .forEach(steps::add);
    }

    private static void addTools(List<Step> steps, int step, Message.AssistantMessage said) {
        Instant next = said.createdAt();
        for (ToolCall call : said.toolCalls()) {
            steps.add(new Step.Tool(step, call, next));
            next = call.outcome() == null ? next : next.plus(call.outcome().elapsed());
        }
    }

    @Override
    public String request(TurnId turn, int number) {
        return calls.request(turn, number)
                .orElseThrow(() -> FailureException.notFound("call of the turn " + turn, number));
    }
}
