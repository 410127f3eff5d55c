package dev.tabletalk.application.agent;

import dev.tabletalk.application.agent.tool.ToolBox;
import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells a stored turn again as the events it once was, with the numbers they had; each text comes in one piece. */
final class Replay {
    private final Turn turn;
    private final Function<ResultId, Optional<NamedChart>> charts;
    private final List<NumberedEvent> events = new ArrayList<>();
    private long newest;
    private int step;

    private Replay(Turn turn, Function<ResultId, Optional<NamedChart>> charts) {
        this.turn = turn;
        this.charts = charts;
    }

    /**
     * The events of a turn.
     *
     * @param followUps those that were told within the run; none when there were none
     * @param charts those that the turn shows now, by their result
     */
    static List<NumberedEvent> of(
            Turn turn, List<Message> messages, FollowUps followUps, Function<ResultId, Optional<NamedChart>> charts) {
        Replay replay = new Replay(turn, charts);
        messages.forEach(replay::tell);
        replay.end(followUps);
        return List.copyOf(replay.events);
    }

    private void tell(Message message) {
        switch (message) {
            case Message.UserMessage question ->
                add(new AgentEvent.RunStarted(
                        new MessageText(question.text()), turn.model() == null ? "" : turn.model()));
            case Message.AssistantMessage reply -> {
                String messageId = Speech.messageId(turn.id(), ++step);
                if (!reply.text().isEmpty()) {
                    add(new AgentEvent.TextStarted(messageId));
                    add(new AgentEvent.TextDelta(messageId, reply.text()));
                    add(new AgentEvent.TextEnded(messageId));
                }
                reply.toolCalls().forEach(call -> announce(messageId, call));
                reply.toolCalls().forEach(this::answer);
            }
        }
    }

    private void announce(String messageId, ToolCall call) {
        add(new AgentEvent.ToolCallStarted(call.id(), call.tool(), messageId));
        add(new AgentEvent.ToolCallArguments(call.id(), call.arguments()));
        add(new AgentEvent.ToolCallEnded(call.id()));
    }

    private void answer(ToolCall call) {
        ToolOutcome outcome = call.outcome();
        if (outcome != null) {
            add(new AgentEvent.ToolCallAnswered(call.id(), AgentLoop.resultMessageId(turn.id(), call.id()), outcome));
        }
        if (outcome instanceof ToolOutcome.Succeeded succeeded && succeeded.result() != null) {
            ResultSummary result = succeeded.result();
            if (ToolBox.draws(call.tool())) {
                charts.apply(result.id())
                        .ifPresent(chart -> add(new AgentEvent.ChartShown(call.id(), result.id(), chart)));
            } else {
                add(new AgentEvent.ResultReady(call.id(), result));
            }
        }
    }

    private void end(FollowUps followUps) {
        if (turn.title() != null) {
            add(new AgentEvent.TitleChanged(turn.title()));
        }
        if (!followUps.isEmpty()) {
            add(new AgentEvent.FollowUpsReady(followUps));
        }
        if (turn.status().isOver()) {
            add(lastEvent(turn));
        }
    }

    static AgentEvent lastEvent(Turn turn) {
        return switch (turn.status()) {
            case COMPLETED -> new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS);
            case STOPPED -> new AgentEvent.RunFinished(AgentEvent.Outcome.CANCELLED);
            case FAILED, INTERRUPTED -> new AgentEvent.RunFailed(known(turn.failure()));
            case QUEUED, RUNNING -> throw new IllegalStateException("The turn " + turn.id() + " is not over");
        };
    }

    private static Failure known(@Nullable Failure failure) {
        return failure == null ? new Failure(FailureCode.INTERNAL, "It is not known why this ended.") : failure;
    }

    private void add(AgentEvent event) {
        NumberedEvent next = NumberedEvent.after(newest, event);
        newest = next.number();
        events.add(next);
    }
}
