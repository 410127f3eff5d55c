package dev.tabletalk.application.conversation;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.port.TurnTree;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;

/** Chooses between versions and makes conversations of them. */
public final class VersionService implements VersionsUseCase {
    private final ConversationRepository conversations;
    private final TurnRepository turns;
    private final TurnTree tree;
    private final ConversationEvents events;
    private final Clock clock;

    public VersionService(
            ConversationRepository conversations,
            TurnRepository turns,
            TurnTree tree,
            ConversationEvents events,
            Clock clock) {
        this.conversations = conversations;
        this.turns = turns;
        this.tree = tree;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Map<TurnId, TurnVersions> versions(Collection<TurnId> ids) {
        return ids.isEmpty() ? Map.of() : tree.versions(ids);
    }

    @Override
    public Conversation show(TurnId turn) {
        Turn found = find(turn);
        if (found.status() == TurnStatus.QUEUED || isWithdrawn(found)) {
            throw FailureException.of(FailureCode.CONFLICT, "That question has not begun to be answered.");
        }
        TurnId end = tree.newestEnd(turn);
        return publish(conversations
                .update(found.conversationId(), conversation -> conversation.showing(end))
                .conversation());
    }

    private static boolean isWithdrawn(Turn turn) {
        return turn.status() == TurnStatus.STOPPED && turn.startedAt() == null;
    }

    @Override
    public Conversation branch(TurnId end) {
        Turn found = find(end);
        if (!found.status().isOver() || isWithdrawn(found)) {
            throw FailureException.of(FailureCode.CONFLICT, "Wait until the answer is complete, then branch from it.");
        }
        Conversation source = conversation(found.conversationId());
        Conversation copy = Conversation.start(source.connectionId(), branchOf(source.title()), clock.instant());
        return publish(tree.copyPath(end, copy));
    }

    /** Says what it is, as long as the limit allows; ranks as the title it is made of. */
    private static ConversationTitle branchOf(ConversationTitle title) {
        String text = "Branch of " + title.text();
        int most = ConversationTitle.MAX_LENGTH;
        String fitting = text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
        return new ConversationTitle(fitting, title.source());
    }

    private Turn find(TurnId id) {
        return turns.find(id).orElseThrow(() -> FailureException.notFound("turn", id));
    }

    private Conversation conversation(ConversationId id) {
        return conversations
                .find(id)
                .orElseThrow(() -> FailureException.notFound("conversation", id))
                .conversation();
    }

    private Conversation publish(Conversation conversation) {
        events.publish(new ConversationEvent.Changed(conversation.id(), conversation.connectionId()));
        return conversation;
    }
}
