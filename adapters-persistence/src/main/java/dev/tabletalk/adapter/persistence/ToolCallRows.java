package dev.tabletalk.adapter.persistence;

import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Tool calls in the store. */
interface ToolCallRows extends Repository<ToolCallEntity, ToolCallEntity.Key> {
    String OF_MESSAGES = """
            SELECT c.* FROM tool_call c WHERE c.message_id IN (SELECT value FROM json_each(:messageIds))
            ORDER BY c.message_id, c.position
            """;

    /**
     * The calls of a whole page of messages at once.
     *
     * @param messageIds JSON array of numbers
     */
    @Query(nativeQuery = true, value = OF_MESSAGES)
    List<ToolCallEntity> ofMessages(String messageIds);

    @Query("""
            select c from MessageEntity m join ToolCallEntity c on c.messageId = m.id
            where m.turnId = :turnId order by c.messageId, c.position
            """)
    List<ToolCallEntity> ofTurn(String turnId);

    /** Closes the calls of a turn that has ended. */
    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE tool_call SET status = 'CANCELLED', elapsed = 0
            WHERE status = 'OPEN' AND message_id IN (SELECT id FROM message WHERE turn_id = :turnId)
            """)
    void cancelOpen(String turnId);
}
