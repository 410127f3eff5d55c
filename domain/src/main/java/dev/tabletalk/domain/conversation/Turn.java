package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.Failure;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question and all that follows it. Each transition gives the next state; an illegal one is a bug and throws
 * {@link IllegalStateException}. The order of messages stays legal: an outcome answers an open call, nothing is said and
 * the turn is not completed while calls are open, and ending it early closes them.
 *
 * @param parentId the turn this one follows; null for the first of a conversation
 * @param model the name of the model that answers; null until it starts
 * @param replies how often the model has finished saying something, with tool calls or without
 * @param openCalls ids of the tool calls without an outcome, in the order they were made
 * @param title what the conversation was called because of it; null when it kept its title
 */
public record Turn(
        TurnId id,
        ConversationId conversationId,
        @Nullable TurnId parentId,
        TurnStatus status,
        @Nullable String model,
        TokenUsage usage,
        int replies,
        Set<String> openCalls,
        @Nullable Failure failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable ConversationTitle title) {

    public Turn {
        openCalls = Collections.unmodifiableSet(new LinkedHashSet<>(openCalls));
    }

    public static Turn queue(ConversationId conversationId, @Nullable TurnId parentId, Instant now) {
        return new Turn(
                TurnId.create(now),
                conversationId,
                parentId,
                TurnStatus.QUEUED,
                null,
                TokenUsage.NONE,
                0,
                Set.of(),
                null,
                now,
                null,
                null,
                null);
    }

    /** Follows another turn than it was queued behind, because that one was withdrawn. */
    public Turn following(@Nullable TurnId parent) {
        require(status == TurnStatus.QUEUED, "follow another turn");
        return with(parent, status, model, usage, replies, openCalls, failure, startedAt, endedAt, title);
    }

    public Turn start(String modelName, Instant now) {
        require(status == TurnStatus.QUEUED, "start");
        return with(parentId, TurnStatus.RUNNING, modelName, usage, replies, openCalls, null, now, null, title);
    }

    /** The model said something and wishes to use these tools, if any. */
    public Turn reply(List<ToolCall> calls, TokenUsage used) {
        require(status == TurnStatus.RUNNING && openCalls.isEmpty(), "reply");
        Set<String> ids = new LinkedHashSet<>();
        calls.forEach(call -> require(ids.add(call.id()), "call twice with the id " + call.id()));
        return withCalls(ids, usage.plus(used), replies + 1);
    }

    /** A tool gave its outcome. */
    public Turn answer(String callId) {
        require(status == TurnStatus.RUNNING && openCalls.contains(callId), "answer the call " + callId);
        Set<String> rest = new LinkedHashSet<>(openCalls);
        rest.remove(callId);
        return withCalls(rest, usage, replies);
    }

    public Turn complete(Instant now) {
        require(status == TurnStatus.RUNNING && openCalls.isEmpty(), "complete");
        return ended(TurnStatus.COMPLETED, null, now);
    }

    public Turn stop(Instant now) {
        require(!status.isOver(), "stop");
        return ended(TurnStatus.STOPPED, null, now);
    }

    public Turn fail(Failure why, Instant now) {
        require(!status.isOver(), "fail");
        return ended(TurnStatus.FAILED, why, now);
    }

    public Turn interrupt(Failure why, Instant now) {
        require(!status.isOver(), "interrupt");
        return ended(TurnStatus.INTERRUPTED, why, now);
    }

    /** The conversation got this title because of it. */
    public Turn titled(ConversationTitle given) {
        return with(parentId, status, model, usage, replies, openCalls, failure, startedAt, endedAt, given);
    }

    private Turn withCalls(Set<String> calls, TokenUsage used, int said) {
        return with(parentId, status, model, used, said, calls, failure, startedAt, endedAt, title);
    }

    private Turn ended(TurnStatus end, @Nullable Failure why, Instant now) {
        return with(parentId, end, model, usage, replies, Set.of(), why, startedAt, now, title);
    }

    private Turn with(
            @Nullable TurnId newParent,
            TurnStatus newStatus,
            @Nullable String newModel,
            TokenUsage newUsage,
            int newReplies,
            Set<String> newCalls,
            @Nullable Failure newFailure,
            @Nullable Instant newStart,
            @Nullable Instant newEnd,
            @Nullable ConversationTitle newTitle) {
        return new Turn(
                id,
                conversationId,
                newParent,
                newStatus,
                newModel,
                newUsage,
                newReplies,
                newCalls,
                newFailure,
                createdAt,
                newStart,
                newEnd,
                newTitle);
    }

    private void require(boolean legal, String what) {
        if (!legal) {
            throw new IllegalStateException(
                    "Turn " + id + " is " + status + " with open calls " + openCalls + ": it cannot " + what);
        }
    }
}
