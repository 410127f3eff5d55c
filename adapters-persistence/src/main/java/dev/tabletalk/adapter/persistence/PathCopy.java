package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Copies the path up to a turn into a new conversation, within the transaction of its caller: a few statements however long. */
final class PathCopy {
    /** The messages of the path with the ids of their copies; with one writer the ids are known beforehand. */
    private static final String SOURCE = """
            WITH turns AS MATERIALIZED (SELECT key AS old, value AS new FROM json_each(:turns)),
            results AS MATERIALIZED (SELECT key AS old, value AS new FROM json_each(:results)),
            source AS (
                SELECT m.*, turns.new AS copied_turn,
                    :base + row_number() OVER (ORDER BY m.id) AS copy_id
                FROM message m LEFT JOIN turns ON turns.old = coalesce(m.turn_id, m.after_turn_id)
                WHERE m.conversation_id = :from
                    AND (turns.old IS NOT NULL OR coalesce(m.turn_id, m.after_turn_id) IS NULL)
                    AND m.id <= (SELECT max(id) FROM message WHERE turn_id = :end))
            """;

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final TurnId end;
    private final Conversation copy;

    PathCopy(EntityManager entities, JdbcClient jdbc, TurnId end, Conversation copy) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.end = end;
        this.copy = copy;
    }

    Conversation make() {
        TurnId newEnd = TurnId.create(copy.createdAt());
        Map<String, String> turns = copiesOfTurns(newEnd);
        Conversation stored = copy.showing(newEnd);
        String from = jdbc.sql("SELECT conversation_id FROM turn WHERE id = :end")
                .param("end", end.toString())
                .query(String.class)
                .single();
        entities.persist(ConversationEntity.of(stored));
        entities.flush();
        Map<String, ?> parameters = Map.of(
                "turns", StoreJson.ofPairs(turns),
                "results", "{}",
                "from", from,
                "end", end.toString(),
                "conversation", stored.id().toString(),
                "base", newestMessage());
        copyTurns(parameters);
        copyResultsAndMessages(parameters);
        return stored;
    }

    private long newestMessage() {
        return jdbc.sql("SELECT seq FROM sqlite_sequence WHERE name = 'message'")
                .query(Long.class)
                .single();
    }

    private Map<String, String> copiesOfTurns(TurnId newEnd) {
        List<String> path = jdbc.sql("""
                        WITH RECURSIVE path (id, parent_id) AS (
                            SELECT id, parent_id FROM turn WHERE id = :end
                            UNION ALL SELECT t.id, t.parent_id FROM path p JOIN turn t ON t.id = p.parent_id)
                        SELECT id FROM path
                        """)
                .param("end", end.toString())
                .query((row, index) -> row.getString("id"))
                .list();
        if (path.isEmpty()) {
            throw FailureException.notFound("turn", end);
        }
        Map<String, String> copies = new LinkedHashMap<>();
        path.forEach(old -> copies.put(old, TurnId.create(copy.createdAt()).toString()));
        copies.put(end.toString(), newEnd.toString());
        return copies;
    }

    private void copyTurns(Map<String, ?> parameters) {
        update(parameters, """
                INSERT INTO turn (id, conversation_id, parent_id, question, status, model, input_tokens, output_tokens, replies,
                    open_calls, failure_code, failure_message, failure_field, created_at, started_at, ended_at, follow_ups, rating,
                    rating_reason)
                SELECT mine.new, :conversation, parent.new, t.question, t.status, t.model, t.input_tokens, t.output_tokens,
                    t.replies, t.open_calls, t.failure_code, t.failure_message, t.failure_field, t.created_at, t.started_at,
                    t.ended_at, t.follow_ups, t.rating, t.rating_reason
                FROM turns mine JOIN turn t ON t.id = mine.old LEFT JOIN turns parent ON parent.old = t.parent_id
                ORDER BY t.queue_number
                """);
    }

    private void copyResultsAndMessages(Map<String, ?> parameters) {
        Map<String, String> results = new LinkedHashMap<>();
        jdbc.sql(SOURCE + """
                        SELECT c.result_id FROM source JOIN tool_call c ON c.message_id = source.id
                        WHERE c.result_id IS NOT NULL
                        UNION SELECT v.result_id FROM turns JOIN sql_version v ON v.turn_id = turns.old
                        WHERE v.result_id IS NOT NULL
                        """)
                .params(parameters)
                .query((row, index) -> row.getString("result_id"))
                .list()
                .forEach(old -> results.put(old, ResultId.create().toString()));
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("results", StoreJson.ofPairs(results));
        update(all, """
                INSERT INTO query_result
                    (id, connection_id, conversation_id, sql, columns, row_count, truncated, elapsed, executed_at)
                SELECT results.new, r.connection_id, :conversation, r.sql, r.columns, r.row_count, r.truncated, r.elapsed,
                    r.executed_at
                FROM results JOIN query_result r ON r.id = results.old
                """);
        update(all, """
                INSERT INTO query_result_chunk (result_id, first_row, cells)
                SELECT results.new, c.first_row, c.cells
                FROM results JOIN query_result_chunk c ON c.result_id = results.old
                """);
        update(all, """
                INSERT INTO message (id, conversation_id, turn_id, after_turn_id, role, text, status, failure_code,
                    failure_message, failure_field, created_at)
                SELECT copy_id, :conversation, iif(turn_id IS NULL, NULL, copied_turn),
                    iif(turn_id IS NULL, copied_turn, NULL), role, text, status, failure_code, failure_message,
                    failure_field, created_at
                FROM source ORDER BY copy_id
                """);
        update(all, """
                INSERT INTO tool_call (message_id, position, call_id, tool, arguments, status, output, failure_code,
                    failure_message, failure_field, result_id, result_rows, result_truncated, elapsed)
                SELECT source.copy_id, c.position, c.call_id, c.tool, c.arguments, c.status,
                    iif(c.output LIKE 'Result ' || substr(c.result_id, 1, 8) || '%',
                        'Result ' || substr(results.new, 1, 8) || substr(c.output, 16), c.output),
                    c.failure_code, c.failure_message, c.failure_field, results.new, c.result_rows, c.result_truncated, c.elapsed
                FROM source JOIN tool_call c ON c.message_id = source.id LEFT JOIN results ON results.old = c.result_id
                """);
        update(all, """
                INSERT INTO sql_version (turn_id, call_id, number, sql, status, output, failure_code, failure_message,
                    failure_field, result_id, result_rows, result_truncated, elapsed, created_at)
                SELECT turns.new, v.call_id, v.number, v.sql, v.status,
                    iif(v.output LIKE 'Result ' || substr(v.result_id, 1, 8) || '%',
                        'Result ' || substr(results.new, 1, 8) || substr(v.output, 16), v.output),
                    v.failure_code, v.failure_message, v.failure_field, results.new, v.result_rows, v.result_truncated, v.elapsed,
                    v.created_at
                FROM turns JOIN sql_version v ON v.turn_id = turns.old LEFT JOIN results ON results.old = v.result_id
                """);
        update(all, """
                INSERT INTO result_chart (turn_id, result_id, chart)
                SELECT turns.new, results.new, c.chart
                FROM turns JOIN result_chart c ON c.turn_id = turns.old JOIN results ON results.old = c.result_id
                """);
        jdbc.sql("""
                        UPDATE conversation SET message_count =
                            (SELECT count(*) FROM message WHERE conversation_id = :conversation)
                        WHERE id = :conversation
                        """).params(parameters).update();
    }

    private void update(Map<String, ?> parameters, String insert) {
        jdbc.sql(SOURCE + insert).params(parameters).update();
    }
}
