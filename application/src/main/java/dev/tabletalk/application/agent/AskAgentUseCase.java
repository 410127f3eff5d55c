package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Optional;

/** Asks the agent. Runs belong to the server: they go on when nobody watches. Safe for any thread. */
public interface AskAgentUseCase {
    /**
     * Stores the question and starts answering it, or queues it behind the run of the same conversation. Returns at once.
     *
     * @throws FailureException NOT_FOUND when there is no such conversation
     */
    AgentRun ask(ConversationId conversationId, MessageText question);

    /** A run that goes on, or ended in the last minutes. */
    Optional<AgentRun> find(TurnId turnId);

    /** The run that goes on in a conversation and those queued behind it, in order. */
    List<AgentRun> active(ConversationId conversationId);

    /**
     * What happened in a turn whose run is not in memory any more, made from the transcript; a complete, legal sequence.
     *
     * @throws FailureException NOT_FOUND
     */
    List<NumberedEvent> replay(TurnId turnId);

    /**
     * The conversation that a turn belongs to.
     *
     * @throws FailureException NOT_FOUND
     */
    ConversationId conversationOf(TurnId turnId);

    /** The model in use. */
    ModelInfo model();

    /**
     * What to tell people about the model.
     *
     * @param offline whether it is the built-in rule-based one
     */
    record ModelInfo(String name, boolean offline) {}
}
