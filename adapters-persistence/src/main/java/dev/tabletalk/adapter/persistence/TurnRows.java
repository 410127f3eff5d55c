package dev.tabletalk.adapter.persistence;

import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Turns in the store. The steps of closing abandoned turns belong together, in this order. */
interface TurnRows extends Repository<TurnEntity, String> {
    Optional<TurnEntity> findById(String id);

    /** What is queued behind this turn follows the turn before it. */
    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE turn SET parent_id = (SELECT w.parent_id FROM turn w WHERE w.id = :turnId)
            WHERE parent_id = :turnId AND status = 'QUEUED'
            """)
    void leavePlace(String turnId);

    @Modifying
    @Query(nativeQuery = true, value = "DELETE FROM turn_partial_text")
    void dropPartialTexts();

    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE tool_call SET status = 'CANCELLED', elapsed = 0
            WHERE status = 'OPEN' AND message_id IN (
                SELECT m.id FROM turn t JOIN message m ON m.turn_id = t.id WHERE t.status IN ('QUEUED', 'RUNNING'))
            """)
    void cancelAbandonedCalls();

    /** The question, where it is not yet in the transcript, and a closing message, turn by turn. */
    @Modifying
    @Query(nativeQuery = true, value = """
            INSERT INTO message
                (conversation_id, turn_id, role, text, status, failure_code, failure_message, created_at)
            SELECT conversation_id, id, role, text, message_status, code, why, :now FROM (
                SELECT *, 'USER' AS role, question AS text, 'COMPLETED' AS message_status,
                       NULL AS code, NULL AS why, 1 AS step
                FROM turn t WHERE status IN ('QUEUED', 'RUNNING') AND question IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.turn_id = t.id AND m.role = 'USER')
                UNION ALL
                SELECT *, 'ASSISTANT', coalesce(
                        (SELECT group_concat(p.text, '' ORDER BY p.text_offset)
                            FROM turn_partial_text p WHERE p.turn_id = t.id), ''),
                    'INTERRUPTED', :code, :why, 2
                FROM turn t WHERE status IN ('QUEUED', 'RUNNING'))
            ORDER BY queue_number, step
            """)
    void closeAbandonedTranscripts(long now, String code, String why);

    /** What waited behind the head has its question in the transcript now, so the last of it becomes the head. */
    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE conversation SET last_activity_at = :now, mark = 'FAILED',
                message_count = (SELECT count(*) FROM message m WHERE m.conversation_id = conversation.id),
                head_turn_id = (
                    WITH RECURSIVE waiting (id, step) AS (
                        SELECT conversation.head_turn_id, 0
                        UNION ALL
                        SELECT t.id, w.step + 1 FROM waiting w JOIN turn t
                            ON t.parent_id IS w.id AND t.conversation_id = conversation.id AND t.status = 'QUEUED')
                    SELECT id FROM waiting ORDER BY step DESC LIMIT 1)
            WHERE id IN (SELECT conversation_id FROM turn WHERE status IN ('QUEUED', 'RUNNING'))
            """)
    void markAbandonedConversations(long now);

    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE turn SET status = 'INTERRUPTED', open_calls = '[]', ended_at = :now,
                failure_code = :code, failure_message = :why
            WHERE status IN ('QUEUED', 'RUNNING')
            """)
    int interruptAbandoned(long now, String code, String why);
}
