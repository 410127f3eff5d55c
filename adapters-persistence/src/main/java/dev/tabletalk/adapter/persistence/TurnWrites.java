package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes turns in one statement: every question and every step of an answer pays for it. */
final class TurnWrites {
    private static final String SAVE = """
            INSERT INTO turn (id, conversation_id, question, created_at, parent_id, status, model, input_tokens,
                output_tokens, replies, open_calls, failure_code, failure_message, failure_field, started_at, ended_at,
                title, title_source)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, status = excluded.status,
                model = excluded.model, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
                replies = excluded.replies, open_calls = excluded.open_calls, failure_code = excluded.failure_code,
                failure_message = excluded.failure_message, failure_field = excluded.failure_field,
                started_at = excluded.started_at, ended_at = excluded.ended_at, title = excluded.title,
                title_source = excluded.title_source
            """;

    private final JdbcTemplate jdbc;

    TurnWrites(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param question for a turn that waits: it is not in the transcript yet; ignored when the turn is known */
    void save(Turn turn, @Nullable MessageText question) {
        Failure failure = turn.failure();
        ConversationTitle title = turn.title();
        jdbc.update(
                SAVE,
                turn.id().toString(),
                turn.conversationId().toString(),
                question == null ? null : question.value(),
                StoredInstant.encode(turn.createdAt()),
                turn.parentId() == null ? null : turn.parentId().toString(),
                turn.status().name(),
                text(turn.model()),
                turn.usage().input(),
                turn.usage().output(),
                turn.replies(),
                text(StoreJson.ofTexts(List.copyOf(turn.openCalls()))),
                failure == null ? null : failure.code().name(),
                failure == null ? null : text(failure.message()),
                failure == null ? null : text(failure.field()),
                time(turn.startedAt()),
                time(turn.endedAt()),
                title == null ? null : text(title.text()),
                title == null ? null : title.source().name());
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : StoredText.encode(text);
    }

    private static @Nullable Long time(@Nullable Instant instant) {
        return instant == null ? null : StoredInstant.encode(instant);
    }
}
