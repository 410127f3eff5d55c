package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Collection;
import java.util.Map;

/** The versions that editing a question or asking again has made. Safe for any thread. */
public interface VersionsUseCase {
    /** Where these turns stand among the versions of their places; a turn that has only one is left out. */
    Map<TurnId, TurnVersions> versions(Collection<TurnId> turns);

    /**
     * Shows the version of the conversation that goes through a turn, down to its newest end; the next question follows it.
     *
     * @throws FailureException NOT_FOUND; CONFLICT when the turn never began
     */
    Conversation show(TurnId turn);

    /**
     * Makes a new conversation of everything up to a turn.
     *
     * @throws FailureException NOT_FOUND; CONFLICT while the turn is not over
     */
    Conversation branch(TurnId end);
}
