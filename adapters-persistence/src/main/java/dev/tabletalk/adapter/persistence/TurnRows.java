package dev.tabletalk.adapter.persistence;

import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Turns in the store. The four steps of closing abandoned turns belong together, in this order. */
interface TurnRows extends Repository<TurnEntity, String> {
    Optional<TurnEntity> findById(String id);

    @Query("""
            select t from TurnEntity t where t.conversationId = :conversationId and t.status <> QUEUED
            order by t.queueNumber desc limit 1
            """)
    Optional<TurnEntity> newest(String conversationId);

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
                SELECT *, 'ASSISTANT', '', 'INTERRUPTED', :code, :why, 2 FROM turn WHERE status IN ('QUEUED', 'RUNNING'))
            ORDER BY queue_number, step
            """)
    void closeAbandonedTranscripts(long now, String code, String why);

    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE conversation SET last_activity_at = :now,
                message_count = (SELECT count(*) FROM message m WHERE m.conversation_id = conversation.id)
            WHERE id IN (SELECT conversation_id FROM turn WHERE status IN ('QUEUED', 'RUNNING'))
            """)
    void touchAbandonedConversations(long now);

    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE turn SET status = 'INTERRUPTED', open_calls = '[]', ended_at = :now,
                failure_code = :code, failure_message = :why
            WHERE status IN ('QUEUED', 'RUNNING')
            """)
    int interruptAbandoned(long now, String code, String why);
}
