package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.api.Json;
import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the {@link ArchiveFormat}. One turn, message or row a line. */
final class ArchiveDocument implements Document {
    private final Output out;
    private final Instant now;
    private final StringBuilder json = new StringBuilder();
    private Section section = Section.HEAD;
    private boolean first = true;
    private String between = "";

    private enum Section {
        HEAD,
        TURNS,
        MESSAGES,
        RESULTS;

        Section next() {
            return switch (this) {
                case HEAD -> TURNS;
                case TURNS -> MESSAGES;
                case MESSAGES, RESULTS -> RESULTS;
            };
        }
    }

    ArchiveDocument(Output out, Instant now) {
        this.out = out;
        this.now = now;
    }

    @Override
    public void accept(ArchivePiece piece) {
        switch (piece) {
            case ArchivePiece.Head(Conversation conversation) -> write(conversation);
            case ArchivePiece.OfTurn(Turn turn, ArchivePiece.Notes notes) -> {
                item(Section.TURNS);
                write(turn, notes);
            }
            case ArchivePiece.Said said -> {
                item(Section.MESSAGES);
                write(said);
            }
            case ArchivePiece.Shown(QueryResult result, List<ArchivePiece.Drawn> charts) -> {
                item(Section.RESULTS);
                write(result, charts);
            }
        }
        flush();
    }

    private void flush() {
        out.add(json.toString());
        json.setLength(0);
    }

    /** Goes on to a section, closing those before. */
    private void enter(Section wanted) {
        while (section != wanted) {
            json.append(section == Section.HEAD ? ",\n" : "\n],\n");
            section = section.next();
            json.append('"').append(section.name().toLowerCase(Locale.ROOT)).append("\":[");
            first = true;
        }
    }

    private void item(Section wanted) {
        enter(wanted);
        json.append(first ? "\n" : ",\n");
        first = false;
    }

    @Override
    public void finish() {
        enter(Section.RESULTS);
        json.append("\n]}\n");
        flush();
    }

    private void write(Conversation conversation) {
        begin();
        text("format", ArchiveFormat.NAME);
        raw("version", ArchiveFormat.VERSION);
        time("exportedAt", now);
        json.append(",\n\"conversation\":");
        begin();
        text("id", conversation.id().toString());
        text("connectionId", conversation.connectionId().value());
        title(conversation.title());
        raw("pinned", conversation.pinned());
        raw("archived", conversation.archived());
        raw("trashed", conversation.trashed());
        constant("mark", conversation.mark());
        id("headTurnId", conversation.head());
        time("createdAt", conversation.createdAt());
        time("updatedAt", conversation.lastActivityAt());
        end();
    }

    private void write(Turn turn, ArchivePiece.Notes notes) {
        begin();
        text("id", turn.id().toString());
        id("parentId", turn.parentId());
        constant("status", turn.status());
        text("model", turn.model());
        raw("inputTokens", turn.usage().input());
        raw("outputTokens", turn.usage().output());
        raw("replies", turn.replies());
        error(turn.failure());
        title(turn.title());
        time("createdAt", turn.createdAt());
        time("startedAt", turn.startedAt());
        time("endedAt", turn.endedAt());
        write(notes);
        end();
    }

    private void write(ArchivePiece.Notes notes) {
        List<String> questions = notes.followUps().questions();
        if (!questions.isEmpty()) {
            name("followUps").append('[');
            for (int i = 0; i < questions.size(); i++) {
                Json.quote(json.append(i == 0 ? "" : ","), questions.get(i));
            }
            json.append(']');
        }
        if (notes.toldWithinRun()) {
            raw("followUpsTold", true);
        }
        Feedback feedback = notes.feedback();
        if (feedback != null) {
            name("feedback");
            begin();
            constant("rating", feedback.rating());
            text("reason", feedback.reason());
            end();
        }
    }

    private void write(ArchivePiece.Said piece) {
        Message message = piece.message();
        TurnId place = piece.place();
        begin();
        raw("id", message.id().value());
        id("turnId", message.turnId());
        id("afterTurnId", message.turnId() == null ? place : null);
        switch (message) {
            case Message.UserMessage user -> {
                text("role", "user");
                text("content", user.text());
                constant("status", MessageStatus.COMPLETED);
            }
            case Message.AssistantMessage said -> {
                text("role", "assistant");
                text("content", said.text());
                constant("status", said.status());
                error(said.failure());
                write(said.toolCalls(), piece);
            }
        }
        time("createdAt", message.createdAt());
        end();
    }

    private void write(List<ToolCall> calls, ArchivePiece.Said piece) {
        if (calls.isEmpty()) {
            return;
        }
        name("toolCalls").append('[');
        for (int i = 0; i < calls.size(); i++) {
            json.append(i == 0 ? "" : ",");
            write(calls.get(i), piece.versionsOf(calls.get(i).id()));
        }
        json.append(']');
    }

    private void write(ToolCall call, List<SqlVersion> versions) {
        begin();
        text("id", call.id());
        text("tool", call.tool());
        text("arguments", call.arguments());
        ToolOutcome outcome = call.outcome();
        if (outcome == null) {
            text("status", "running");
        } else {
            write(outcome);
            write(versions);
        }
        end();
    }

    private void write(List<SqlVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        name("versions").append('[');
        for (int i = 0; i < versions.size(); i++) {
            SqlVersion version = versions.get(i);
            json.append(i == 0 ? "" : ",");
            begin();
            raw("number", version.number());
            text("sql", version.sql().value());
            write(version.outcome());
            time("createdAt", version.createdAt());
            end();
        }
        json.append(']');
    }

    private void write(ToolOutcome outcome) {
        switch (outcome) {
            case ToolOutcome.Succeeded(String output, ResultSummary result, Duration elapsed) -> {
                text("status", "completed");
                text("output", output);
                if (result != null) {
                    text("resultId", result.id().toString());
                    raw("resultRows", result.rowCount());
                    raw("resultTruncated", result.truncated());
                }
                raw("elapsedNs", elapsed.toNanos());
            }
            case ToolOutcome.Failed(Failure failure, Duration elapsed) -> {
                text("status", "error");
                error(failure);
                raw("elapsedNs", elapsed.toNanos());
            }
            case ToolOutcome.Refused(String reason, Duration elapsed) -> {
                text("status", "refused");
                text("output", reason);
                raw("elapsedNs", elapsed.toNanos());
            }
            case ToolOutcome.Cancelled(Duration elapsed) -> {
                text("status", "cancelled");
                raw("elapsedNs", elapsed.toNanos());
            }
        }
    }

    private void write(QueryResult result, List<ArchivePiece.Drawn> charts) {
        begin();
        text("id", result.id().toString());
        text("sql", result.sql());
        name("columns").append('[');
        for (int i = 0; i < result.columns().size(); i++) {
            ResultColumn column = result.columns().get(i);
            json.append(i == 0 ? "" : ",");
            begin();
            text("name", column.name());
            text("type", column.type());
            constant("kind", column.kind());
            end();
        }
        json.append(']');
        raw("truncated", result.truncated());
        raw("elapsedNs", result.elapsed().toNanos());
        time("executedAt", result.executedAt());
        drawn(charts);
        name("rows").append('[');
        boolean firstRow = true;
        for (Row row : result.rows()) {
            json.append(firstRow ? "\n[" : ",\n[");
            firstRow = false;
            for (int i = 0; i < row.cells().size(); i++) {
                json.append(i == 0 ? "" : ",");
                cell(row.cells().get(i));
            }
            json.append(']');
            flush();
        }
        json.append(']');
        end();
    }

    private void drawn(List<ArchivePiece.Drawn> charts) {
        if (charts.isEmpty()) {
            return;
        }
        name("charts").append('[');
        for (int i = 0; i < charts.size(); i++) {
            Chart chart = charts.get(i).chart();
            json.append(i == 0 ? "" : ",");
            begin();
            id("turnId", charts.get(i).turn());
            text("kind", chart.kind().wireName());
            if (chart.x() != null) {
                raw("x", chart.x());
            }
            raw("y", chart.y().stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
            if (chart.series() != null) {
                raw("series", chart.series());
            }
            text("sort", chart.sort().wireName());
            text("numberFormat", chart.numbers().wireName());
            raw("logScale", chart.logarithmic());
            raw("horizontal", chart.horizontal());
            text("title", chart.title());
            end();
        }
        json.append(']');
    }

    private void cell(@Nullable Object cell) {
        switch (cell) {
            case null -> json.append("null");
            case String text -> Json.quote(json, text);
            case BigInteger number -> rare(ArchiveFormat.INTEGER, number.toString());
            case BigDecimal number -> rare(ArchiveFormat.DECIMAL, number.toString());
            case Double number when !Double.isFinite(number) -> rare(ArchiveFormat.DOUBLE, number.toString());
            default -> json.append(cell);
        }
    }

    private void rare(String kind, String number) {
        json.append("{\"").append(kind).append("\":\"").append(number).append("\"}");
    }

    private void begin() {
        json.append('{');
        between = "";
    }

    private void end() {
        json.append('}');
        between = ",";
    }

    private StringBuilder name(String name) {
        json.append(between).append('"').append(name).append("\":");
        between = ",";
        return json;
    }

    private void raw(String name, Object value) {
        name(name).append(value);
    }

    private void text(String name, @Nullable String text) {
        if (text != null) {
            Json.quote(name(name), text);
        }
    }

    private void constant(String name, Enum<?> constant) {
        text(name, constant.name().toLowerCase(Locale.ROOT));
    }

    private void id(String name, @Nullable TurnId id) {
        text(name, id == null ? null : id.toString());
    }

    private void time(String name, @Nullable Instant time) {
        text(name, time == null ? null : time.toString());
    }

    private void title(@Nullable ConversationTitle title) {
        if (title != null) {
            text("title", title.text());
            constant("titleSource", title.source());
        }
    }

    private void error(@Nullable Failure failure) {
        if (failure != null) {
            name("error");
            begin();
            text("code", failure.code().name().toLowerCase(Locale.ROOT));
            text("message", failure.message());
            text("field", failure.field());
            end();
        }
    }
}
