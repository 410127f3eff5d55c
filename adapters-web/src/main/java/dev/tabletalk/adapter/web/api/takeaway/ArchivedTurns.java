package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns, each after its parent. One that ran when it was exported was interrupted. */
record ArchivedTurns(ArchiveIds ids, ConversationId conversation, Instant now) {
    private static final Failure WAS_RUNNING = new Failure(
            FailureCode.SERVER_STOPPED, "The answer was still being given when the conversation was exported.");

    Turn read(ArchiveNode node) {
        ArchiveNode id = node.get("id");
        TurnId parent = ids.turn(node, "parentId");
        TurnId own = ids.newTurn(id);
        ArchiveNode status = node.get("status");
        TurnStatus found = status.constant(TurnStatus.class);
        if (found == TurnStatus.QUEUED) {
            throw status.wrong("A turn that waits cannot be brought in.");
        }
        boolean wasRunning = found == TurnStatus.RUNNING;
        ArchiveNode model = node.optional("model");
        Instant createdAt = node.get("createdAt").time();
        Instant endedAt = timeOf(node, "endedAt");
        return new Turn(
                own,
                conversation,
                parent,
                wasRunning ? TurnStatus.INTERRUPTED : found,
                model == null ? null : model.text(),
                new TokenUsage(
                        node.get("inputTokens").number(Long.MAX_VALUE / 2),
                        node.get("outputTokens").number(Long.MAX_VALUE / 2)),
                (int) node.get("replies").number(ArchiveParser.MOST_ITEMS),
                Set.of(),
                wasRunning ? WAS_RUNNING : node.failure(),
                createdAt,
                timeOf(node, "startedAt"),
                wasRunning && endedAt == null ? now : endedAt,
                node.optional("title") == null ? null : ArchivedHead.title(node));
    }

    private static @Nullable Instant timeOf(ArchiveNode node, String name) {
        ArchiveNode time = node.optional(name);
        return time == null ? null : time.time();
    }
}
