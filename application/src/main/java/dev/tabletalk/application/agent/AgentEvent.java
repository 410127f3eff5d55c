package dev.tabletalk.application.agent;

import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;

/**
 * What happens in a run, in order. A text is started, grows and ends; a tool call is started, gets its arguments, ends and
 * then has a result. The last event is RunFinished or RunFailed and nothing follows it.
 */
public sealed interface AgentEvent {
    /** The question left the queue and is part of the transcript now. */
    record RunStarted(MessageText question, String model) implements AgentEvent {}

    /**
     * A text begins.
     *
     * @param messageId unique within the run; not the id in the transcript
     */
    record TextStarted(String messageId) implements AgentEvent {}

    record TextDelta(String messageId, String delta) implements AgentEvent {}

    record TextEnded(String messageId) implements AgentEvent {}

    /**
     * A tool call begins.
     *
     * @param messageId the text before it, or a new id when the model said nothing before
     */
    record ToolCallStarted(String callId, String tool, String messageId) implements AgentEvent {}

    record ToolCallArguments(String callId, String arguments) implements AgentEvent {}

    record ToolCallEnded(String callId) implements AgentEvent {}

    record ToolCallAnswered(String callId, String messageId, ToolOutcome outcome) implements AgentEvent {}

    /** Rows were stored for a call. */
    record ResultReady(String callId, ResultSummary result) implements AgentEvent {}

    /** A stored result is shown as a chart. */
    record ChartShown(String callId, ResultId resultId, NamedChart chart) implements AgentEvent {}

    record TitleChanged(ConversationTitle title) implements AgentEvent {}

    /** Questions that could be asked next, when they are known before the end. */
    record FollowUpsReady(FollowUps followUps) implements AgentEvent {}

    record RunFinished(Outcome outcome) implements AgentEvent {}

    /** Ended by a failure, or half-way by the model or the server; what was said before is kept. */
    record RunFailed(Failure failure) implements AgentEvent {}

    /** How a run ended that did not fail. */
    enum Outcome {
        SUCCESS,
        CANCELLED
    }

    default boolean isLast() {
        return this instanceof RunFinished || this instanceof RunFailed;
    }
}
