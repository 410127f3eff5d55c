package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.adapter.web.ui.conversation.Exchange.Part;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.application.agent.AgentEvent;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes an exchange out of the events of a run, as they come. For one thread. */
final class LiveExchange {
    private final TurnId turnId;
    private final @Nullable String question;
    private final List<String> order = new ArrayList<>();
    private final Map<String, StringBuilder> texts = new HashMap<>();
    private final Map<String, ToolCall> calls = new HashMap<>();
    private State state = new State.Queued(0);

    LiveExchange(TurnId turnId, @Nullable String question) {
        this.turnId = turnId;
        this.question = question;
    }

    void apply(AgentEvent event) {
        switch (event) {
            case AgentEvent.RunStarted _ -> state = new State.Working();
            case AgentEvent.TextStarted(String id) -> {
                order.add(text(id));
                texts.put(text(id), new StringBuilder());
            }
            case AgentEvent.TextDelta(String id, String delta) -> {
                StringBuilder text = texts.get(text(id));
                if (text != null) {
                    text.append(delta);
                }
            }
            case AgentEvent.TextEnded _ -> {}
            case AgentEvent.ToolCallStarted(String id, String tool, String _) -> {
                order.add(call(id));
                calls.put(call(id), new ToolCall(id, tool, "", null));
            }
            case AgentEvent.ToolCallArguments(String id, String arguments) ->
                change(id, call -> new ToolCall(call.id(), call.tool(), call.arguments() + arguments, null));
            case AgentEvent.ToolCallEnded _ -> {}
            case AgentEvent.ToolCallAnswered answered ->
                change(answered.callId(), call -> call.answered(answered.outcome()));
            case AgentEvent.ResultReady _ -> {}
            case AgentEvent.ChartShown _ -> {}
            case AgentEvent.TitleChanged _, AgentEvent.FollowUpsReady _ -> {}
            case AgentEvent.RunFinished(AgentEvent.Outcome outcome) ->
                state = switch (outcome) {
                    case SUCCESS -> new State.Done();
                    case CANCELLED -> state instanceof State.Queued ? new State.Withdrawn() : new State.Stopped();
                };
            case AgentEvent.RunFailed failed -> state = broken(failed.failure());
        }
    }

    /** The transcript tells exactly; of what ends the events say less. */
    private static State broken(Failure failure) {
        return failure.code() == FailureCode.SERVER_STOPPED
                ? new State.Interrupted(failure)
                : new State.Failed(failure);
    }

    private void change(String id, UnaryOperator<ToolCall> change) {
        calls.computeIfPresent(call(id), (key, call) -> change.apply(call));
    }

    private static String text(String id) {
        return "text " + id;
    }

    private static String call(String id) {
        return "call " + id;
    }

    Exchange snapshot() {
        List<Part> parts = new ArrayList<>();
        for (String key : order) {
            StringBuilder text = texts.get(key);
            ToolCall call = calls.get(key);
            if (text != null && !text.isEmpty()) {
                parts.add(new Part.Prose(text.toString()));
            } else if (call != null) {
                parts.add(new Part.Use(call));
            }
        }
        return new Exchange(StoredExchanges.key(turnId), turnId, question, parts, state);
    }
}
