package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the agent. Runs belong to the server: they go on when nobody watches. Safe for any thread. */
public interface AskAgentUseCase {
    /**
     * Stores the question behind the version that the conversation shows and starts answering it, or queues it behind the run
     * of the same conversation. Returns at once.
     *
     * @throws FailureException NOT_FOUND when there is no such conversation, SERVER_STOPPED when the server is ending
     */
    AgentRun ask(ConversationId conversationId, MessageText question);

    /**
     * Asks at the place of another turn: the answer is a new version of it, and nothing of the old one is lost. Otherwise like
     * {@link #ask}.
     *
     * @param question null for the same one
     * @throws FailureException CONFLICT when that turn never began
     */
    AgentRun askInstead(TurnId version, @Nullable MessageText question);

    /**
     * A run that goes on, or a turn that is over; its events are a complete, legal sequence, and the same at any time.
     *
     * @throws FailureException NOT_FOUND
     */
    AgentRun find(TurnId turnId);

    /** The run that goes on in a conversation and those queued behind it, in order. */
    List<AgentRun> active(ConversationId conversationId);

    /** The model in use. */
    ModelInfo model();

    /**
     * What to tell people about the model.
     *
     * @param offline whether it is the built-in rule-based one
     */
    record ModelInfo(String name, boolean offline) {}
}
