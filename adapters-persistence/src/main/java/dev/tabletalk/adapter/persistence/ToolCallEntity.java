package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tool call at its place in a message, with its outcome once it has one. */
@Entity
@IdClass(ToolCallEntity.Key.class)
@Table(name = "tool_call")
class ToolCallEntity {
    /** How the call ended, if it did. */
    enum Status {
        OPEN,
        SUCCEEDED,
        FAILED,
        REFUSED,
        CANCELLED
    }

    /** Which call of which message. */
    record Key(long messageId, int position) {}

    @Id
    @Column(name = "message_id", columnDefinition = "integer")
    private long messageId;

    @Id
    private int position;

    @Column(name = "call_id", updatable = false)
    @Convert(converter = StoredText.class)
    private String callId;

    @Column(updatable = false)
    @Convert(converter = StoredText.class)
    private String tool;

    @Column(updatable = false)
    @Convert(converter = StoredText.class)
    private String arguments;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Convert(converter = StoredText.class)
    private @Nullable String output;

    @Embedded
    private @Nullable FailureColumns failure;

    @Column(name = "result_id")
    private @Nullable String resultId;

    @Column(name = "result_rows")
    private @Nullable Integer resultRows;

    @Column(name = "result_truncated")
    private @Nullable Boolean resultTruncated;

    private @Nullable Duration elapsed;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ToolCallEntity() {}

    static ToolCallEntity of(long messageId, int position, ToolCall call) {
        ToolCallEntity entity = new ToolCallEntity();
        entity.messageId = messageId;
        entity.position = position;
        entity.callId = call.id();
        entity.tool = call.tool();
        entity.arguments = call.arguments();
        entity.status = Status.OPEN;
        ToolOutcome outcome = call.outcome();
        if (outcome != null) {
            entity.apply(outcome);
        }
        return entity;
    }

    long messageId() {
        return messageId;
    }

    void apply(ToolOutcome outcome) {
        elapsed = outcome.elapsed();
        switch (outcome) {
            case ToolOutcome.Succeeded succeeded -> {
                status = Status.SUCCEEDED;
                output = succeeded.output();
                ResultSummary result = succeeded.result();
                if (result != null) {
                    resultId = result.id().toString();
                    resultRows = result.rowCount();
                    resultTruncated = result.truncated();
                }
            }
            case ToolOutcome.Failed failed -> {
                status = Status.FAILED;
                failure = FailureColumns.of(failed.failure());
            }
            case ToolOutcome.Refused refused -> {
                status = Status.REFUSED;
                output = refused.reason();
            }
            case ToolOutcome.Cancelled cancelled -> status = Status.CANCELLED;
        }
    }

    ToolCall toDomain() {
        return new ToolCall(callId, tool, arguments, outcome());
    }

    private @Nullable ToolOutcome outcome() {
        return switch (status) {
            case OPEN -> null;
            case SUCCEEDED -> new ToolOutcome.Succeeded(stored(output), result(), stored(elapsed));
            case FAILED -> new ToolOutcome.Failed(stored(failure).toDomain(), stored(elapsed));
            case REFUSED -> new ToolOutcome.Refused(stored(output), stored(elapsed));
            case CANCELLED -> new ToolOutcome.Cancelled(stored(elapsed));
        };
    }

    private @Nullable ResultSummary result() {
        return resultId == null
                ? null
                : new ResultSummary(ResultId.parse(resultId), stored(resultRows), stored(resultTruncated));
    }

    private <T> T stored(@Nullable T value) {
        return Objects.requireNonNull(value, () -> "Call " + position + " of message " + messageId + " is incomplete");
    }
}
