package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.TitleGenerator;

/** Gives conversations automatic titles; a title of a person always stays. */
public final class ConversationTitler {
    private final ConversationRepository conversations;
    private final TitleGenerator generator;
    private final ConversationEvents events;

    public ConversationTitler(
            ConversationRepository conversations, TitleGenerator generator, ConversationEvents events) {
        this.conversations = conversations;
        this.generator = generator;
        this.events = events;
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
     * @return what the model proposed
     * @throws FailureException with a MODEL_… code when it could not, NOT_FOUND when the conversation is gone
     */
    public ConversationTitle titleByModel(ConversationId id, String question) {
        ConversationTitle proposed = generator.titleFor(question);
        save(id, proposed);
        return proposed;
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
