package dev.tabletalk.application.conversation;

import dev.tabletalk.application.trace.ModelTraces;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.TitleGenerator;
import dev.tabletalk.domain.trace.CallPurpose;
import org.jspecify.annotations.Nullable;

/** Gives conversations automatic titles; a title of a person always stays. */
public final class ConversationTitler {
    private final ConversationRepository conversations;
    private final TitleGenerator generator;
    private final ConversationEvents events;
    private final ModelTraces traces;

    public ConversationTitler(
            ConversationRepository conversations,
            TitleGenerator generator,
            ConversationEvents events,
            ModelTraces traces) {
        this.conversations = conversations;
        this.generator = generator;
        this.events = events;
        this.traces = traces;
    }

    /** Names an untitled conversation after its first question, so that it can be found while the answer is on its way. */
    public void titleProvisionally(Conversation conversation, String question) {
        if (conversation.title().equals(ConversationTitle.untitled())) {
            save(conversation.id(), ConversationTitle.provisional(question));
        }
    }

    /**
     * Asks the model for a title and saves it unless a person has chosen one.
     *
     * @param turn whose trace tells of the call; null when there is none yet
     * @return what the model proposed
     * @throws FailureException with a MODEL_… code when it could not, NOT_FOUND when the conversation is gone
     */
    public ConversationTitle titleByModel(ConversationId id, @Nullable TurnId turn, String question) {
        ConversationTitle proposed = turn == null ? generator.titleFor(question, piece -> {}) : propose(turn, question);
        save(id, proposed);
        return proposed;
    }

    private ConversationTitle propose(TurnId turn, String question) {
        ModelTraces.Recording recording = traces.begin(turn, CallPurpose.TITLE, 0, "", piece -> {});
        try {
            ConversationTitle proposed = generator.titleFor(question, recording);
            recording.finish();
            return proposed;
        } catch (RuntimeException failed) {
            recording.fail(failed);
            throw failed;
        }
    }

    /** Whether the title is still the first words of a question. */
    public boolean isWaitingForTitle(ConversationId id) {
        return conversations
                .find(id)
                .map(found -> found.conversation().title().source() == TitleSource.PROVISIONAL)
                .orElse(false);
    }

    private void save(ConversationId id, ConversationTitle title) {
        ConversationSummary saved = conversations.update(id, conversation -> conversation.titled(title));
        events.publish(new ConversationEvent.Changed(id, saved.conversation().connectionId()));
    }
}
