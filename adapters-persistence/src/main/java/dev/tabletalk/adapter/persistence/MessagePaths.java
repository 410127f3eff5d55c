package dev.tabletalk.adapter.persistence;

/**
 * SQL that reads the end of a path, newest message first. As every turn has a message, so many turns as messages are wanted
 * are enough (before the first turn there is the one without a name), and of each turn no more than that many messages are looked at: the cost is that of the page.
 */
final class MessagePaths {
    private static final String UPWARDS = """
            UNION ALL
            SELECT coalesce((SELECT t.parent_id FROM turn t WHERE t.id = path.turn_id), '') FROM path WHERE turn_id <> ''
            LIMIT :limit)
            SELECT m.* FROM path CROSS JOIN message m
            WHERE m.id IN (
                SELECT p.id FROM message p
                WHERE coalesce(p.turn_id, p.after_turn_id, '') = path.turn_id AND p.conversation_id =
            """;

    private static final String NEWEST = """
                ORDER BY p.id DESC LIMIT :limit)
            ORDER BY m.id DESC LIMIT :limit
            """;

    static final String OF_CONVERSATION = """
            WITH RECURSIVE path (turn_id) AS (
            SELECT coalesce(c.head_turn_id, '') FROM conversation c WHERE c.id = :conversationId
            """ + UPWARDS + ":conversationId " + NEWEST;

    static final String BEFORE_MESSAGE = """
            WITH RECURSIVE path (turn_id) AS (
            SELECT CASE WHEN b.id IS NULL THEN coalesce(c.head_turn_id, '')
                ELSE coalesce(b.turn_id, b.after_turn_id, '') END
            FROM conversation c LEFT JOIN message b ON b.id = :before AND b.conversation_id = c.id
            WHERE c.id = :conversationId
            """ + UPWARDS + ":conversationId AND p.id < :before " + NEWEST;

    static final String OF_TURN =
            """
            WITH RECURSIVE path (turn_id) AS (
            SELECT :turnId
            """ + UPWARDS + "(SELECT e.conversation_id FROM turn e WHERE e.id = :turnId) " + NEWEST;

    private MessagePaths() {}
}
