package dev.tabletalk.adapter.web.ui.sidebar;

import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Picks out of what happens the answers that have just come to their end, each once. For one thread at a time. */
final class AnswersToTell {
    /** An event may also be about a conversation whose newest answer is an old one. */
    private static final Duration NEWS = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final Map<ConversationId, Instant> told = new HashMap<>();

    AnswersToTell(Workspace workspace) {
        this.workspace = workspace;
    }

    /** @param title of the conversation */
    record Answer(ConversationId id, String title, boolean failed) {}

    List<Answer> among(List<ConversationEvent> events) {
        return events.stream()
                .filter(ConversationEvent.RunChanged.class::isInstance)
                .map(ConversationEvent::id)
                .distinct()
                .filter(id -> workspace.agent().active(id).isEmpty())
                .flatMap(id -> find(id).stream())
                .filter(conversation -> conversation.mark() != ConversationMark.NONE && isNews(conversation))
                .map(conversation -> new Answer(
                        conversation.id(), conversation.title().text(), conversation.mark() == ConversationMark.FAILED))
                .toList();
    }

    private Optional<Conversation> find(ConversationId id) {
        try {
            return Optional.of(workspace.conversations().get(id).conversation());
        } catch (FailureException gone) {
            return Optional.empty();
        }
    }

    private boolean isNews(Conversation conversation) {
        Instant oldest = workspace.clock().instant().minus(NEWS);
        told.values().removeIf(end -> end.isBefore(oldest));
        Instant end = conversation.lastActivityAt();
        return !end.isBefore(oldest) && !end.equals(told.put(conversation.id(), end));
    }
}
