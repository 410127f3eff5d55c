package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A conversation without its messages.
 *
 * @param titleSource provisional, generated or manual
 * @param running whether a question is being answered or waits in the queue
 * @param mark what to notice: none, unread (an answer nobody has seen) or failed
 * @param headTurnId the last turn of the version that is shown; null before the first
 * @param updatedAt when the newest message came
 */
public record ConversationJson(
        String id,
        String connectionId,
        String title,
        String titleSource,
        boolean pinned,
        boolean archived,
        boolean trashed,
        boolean running,
        String mark,
        @Nullable String headTurnId,
        long messageCount,
        Instant createdAt,
        Instant updatedAt) {
    public static ConversationJson of(ConversationSummary summary, boolean running) {
        Conversation conversation = summary.conversation();
        return new ConversationJson(
                conversation.id().toString(),
                conversation.connectionId().value(),
                conversation.title().text(),
                conversation.title().source().name().toLowerCase(Locale.ROOT),
                conversation.pinned(),
                conversation.archived(),
                conversation.trashed(),
                running,
                conversation.mark().name().toLowerCase(Locale.ROOT),
                conversation.head() == null ? null : conversation.head().toString(),
                summary.messageCount(),
                conversation.createdAt(),
                conversation.lastActivityAt());
    }

    /**
     * Part of a list: pinned first, then newest activity first.
     *
     * @param total all that match, on this page or not
     * @param nextCursor null on the last page
     */
    record Page(
            List<ConversationJson> items,
            long total,
            @Nullable String nextCursor) {}

    /**
     * A conversation with its newest messages, oldest first.
     *
     * @param answers what is said beside the answers of the turns that these messages belong to, in their order
     * @param previousCursor give this as {@code before} for older ones; null when there are none
     */
    record WithMessages(
            String id,
            String connectionId,
            String title,
            String titleSource,
            boolean pinned,
            boolean archived,
            boolean trashed,
            boolean running,
            String mark,
            @Nullable String headTurnId,
            long messageCount,
            Instant createdAt,
            Instant updatedAt,
            List<MessageJson> messages,
            List<AnswerJson> answers,
            @Nullable String previousCursor) {
        static WithMessages of(
                ConversationJson conversation,
                List<MessageJson> messages,
                List<AnswerJson> answers,
                @Nullable String previousCursor) {
            return new WithMessages(
                    conversation.id,
                    conversation.connectionId,
                    conversation.title,
                    conversation.titleSource,
                    conversation.pinned,
                    conversation.archived,
                    conversation.trashed,
                    conversation.running,
                    conversation.mark,
                    conversation.headTurnId,
                    conversation.messageCount,
                    conversation.createdAt,
                    conversation.updatedAt,
                    messages,
                    answers,
                    previousCursor);
        }
    }
}
