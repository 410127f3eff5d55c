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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

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

    private static final String INSERT = """
            INSERT INTO tool_call (message_id, position, call_id, tool, arguments, status, output, failure_code,
                failure_message, failure_field, result_id, result_rows, result_truncated, elapsed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String ANSWER = """
            UPDATE tool_call SET status = ?, output = ?, failure_code = ?, failure_message = ?, failure_field = ?,
                result_id = ?, result_rows = ?, result_truncated = ?, elapsed = ?
            WHERE message_id = ? AND call_id = ? AND status = 'OPEN'
            """;

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

    static ToolCallEntity of(StoredRow row) throws SQLException {
        ToolCallEntity entity = new ToolCallEntity();
        entity.messageId = row.number("message_id");
        entity.position = (int) row.number("position");
        entity.callId = String.valueOf(row.text("call_id"));
        entity.tool = String.valueOf(row.text("tool"));
        entity.arguments = String.valueOf(row.text("arguments"));
        entity.status = row.constant(Status.class, "status");
        entity.output = row.text("output");
        entity.failure = row.failure();
        entity.resultId = row.text("result_id");
        entity.resultRows = row.integer("result_rows");
        entity.resultTruncated = row.flag("result_truncated");
        entity.elapsed = row.duration("elapsed");
        return entity;
    }

    static void insert(JdbcTemplate jdbc, long messageId, List<ToolCall> calls) {
        if (!calls.isEmpty()) {
            List<ToolCallEntity> rows = new ArrayList<>();
            for (int position = 0; position < calls.size(); position++) {
                rows.add(of(messageId, position, calls.get(position)));
            }
            jdbc.batchUpdate(INSERT, rows, rows.size(), (statement, row) -> row.fill(statement));
        }
    }

    /** @return false when that message has no such call, or has its outcome already */
    static boolean answer(JdbcTemplate jdbc, long messageId, ToolCall answered) {
        ToolCallEntity entity = of(messageId, 0, answered);
        return entity.status != Status.OPEN
                && jdbc.update(
                                ANSWER,
                                entity.status.name(),
                                text(entity.output),
                                entity.failure == null
                                        ? null
                                        : entity.failure.code().name(),
                                entity.failure == null ? null : text(entity.failure.message()),
                                entity.failure == null ? null : text(entity.failure.field()),
                                entity.resultId,
                                entity.resultRows,
                                entity.resultTruncated,
                                entity.nanos(),
                                messageId,
                                text(entity.callId))
                        == 1;
    }

    private void fill(PreparedStatement insert) throws SQLException {
        insert.setLong(1, messageId);
        insert.setInt(2, position);
        insert.setString(3, text(callId));
        insert.setString(4, text(tool));
        insert.setString(5, text(arguments));
        insert.setString(6, status.name());
        insert.setString(7, text(output));
        insert.setString(8, failure == null ? null : failure.code().name());
        insert.setString(9, failure == null ? null : text(failure.message()));
        insert.setString(10, failure == null ? null : text(failure.field()));
        insert.setString(11, resultId);
        insert.setObject(12, resultRows);
        insert.setObject(13, resultTruncated);
        insert.setObject(14, nanos());
    }

    /** What tells an outcome, by the names of the columns. */
    static Map<String, @Nullable Object> columns(ToolOutcome outcome) {
        ToolCallEntity entity = new ToolCallEntity();
        entity.apply(outcome);
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("status", entity.status.name());
        columns.put("output", text(entity.output));
        columns.put(
                "failure_code",
                entity.failure == null ? null : entity.failure.code().name());
        columns.put("failure_message", entity.failure == null ? null : text(entity.failure.message()));
        columns.put("failure_field", entity.failure == null ? null : text(entity.failure.field()));
        columns.put("result_id", entity.resultId);
        columns.put("result_rows", entity.resultRows);
        columns.put("result_truncated", entity.resultTruncated);
        columns.put("elapsed", entity.nanos());
        return columns;
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : StoredText.encode(text);
    }

    private @Nullable Long nanos() {
        return elapsed == null ? null : elapsed.toNanos();
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
