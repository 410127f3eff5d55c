package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a stored turn again as the events it once was. */
final class Replay {
    private final List<NumberedEvent> events = new ArrayList<>();

    private Replay() {}

    static List<NumberedEvent> of(Turn turn, List<Message> messages) {
        Replay replay = new Replay();
        messages.forEach(message -> replay.tell(turn, message));
        replay.end(turn);
        return List.copyOf(replay.events);
    }

    private void tell(Turn turn, Message message) {
        switch (message) {
            case Message.UserMessage question ->
                add(new AgentEvent.RunStarted(
                        new MessageText(question.text()), turn.model() == null ? "" : turn.model()));
            case Message.AssistantMessage reply -> {
                String messageId = turn.id() + "-" + reply.id();
                if (!reply.text().isEmpty()) {
                    add(new AgentEvent.TextStarted(messageId));
                    add(new AgentEvent.TextDelta(messageId, reply.text()));
                    add(new AgentEvent.TextEnded(messageId));
                }
                reply.toolCalls().forEach(call -> tell(turn, messageId, call));
            }
        }
    }

    private void tell(Turn turn, String messageId, ToolCall call) {
        add(new AgentEvent.ToolCallStarted(call.id(), call.tool(), messageId));
        add(new AgentEvent.ToolCallArguments(call.id(), call.arguments()));
        add(new AgentEvent.ToolCallEnded(call.id()));
        ToolOutcome outcome = call.outcome();
        if (outcome != null) {
            add(new AgentEvent.ToolCallAnswered(call.id(), AgentLoop.resultMessageId(turn.id(), call.id()), outcome));
        }
        if (outcome instanceof ToolOutcome.Succeeded succeeded && succeeded.result() != null) {
            add(new AgentEvent.ResultReady(call.id(), succeeded.result()));
        }
    }

    private void end(Turn turn) {
        switch (turn.status()) {
            case COMPLETED -> add(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
            case STOPPED -> add(new AgentEvent.RunFinished(AgentEvent.Outcome.CANCELLED));
            case FAILED, INTERRUPTED -> add(new AgentEvent.RunFailed(known(turn.failure())));
            case QUEUED, RUNNING -> {}
        }
    }

    private static Failure known(@Nullable Failure failure) {
        return failure == null ? new Failure(FailureCode.INTERNAL, "It is not known why this ended.") : failure;
    }

    private void add(AgentEvent event) {
        events.add(new NumberedEvent(events.size() + 1L, event));
    }
}
