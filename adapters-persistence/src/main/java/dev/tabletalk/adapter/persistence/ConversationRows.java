package dev.tabletalk.adapter.persistence;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Conversations in the store. */
interface ConversationRows extends Repository<ConversationEntity, String> {
    Optional<ConversationEntity> findById(String id);

    boolean existsById(String id);

    @Modifying
    @Query("delete from ConversationEntity c where c.id = :id")
    int delete(String id);

    /** The rows behind a place in the list, along the index that is made for it. SQLite compares the three as one. */
    @Query(nativeQuery = true, value = """
            SELECT * FROM conversation
            WHERE connection_id = :connectionId AND view = :view
              AND (pinned, last_activity_at, id) < (:pinned, :lastActivityAt, :id)
              AND (:search IS NULL OR instr(title_search, :search) > 0)
            ORDER BY pinned DESC, last_activity_at DESC, id DESC
            LIMIT :limit
            """)
    List<ConversationEntity> list(
            String connectionId,
            String view,
            @Nullable String search,
            int pinned,
            long lastActivityAt,
            String id,
            int limit);

    /** How long a list is, as the triggers keep it. */
    @Query(nativeQuery = true, value = """
            SELECT conversations FROM conversation_count WHERE connection_id = :connectionId AND view = :view
            """)
    Optional<Long> count(String connectionId, String view);

    @Query(nativeQuery = true, value = """
            SELECT count(*) FROM conversation
            WHERE connection_id = :connectionId AND view = :view AND instr(title_search, :search) > 0
            """)
    long countMatching(String connectionId, String view, String search);

    @Query(nativeQuery = true, value = "SELECT count(*) FROM conversation WHERE mark = 'UNREAD' AND view = 'ACTIVE'")
    long countUnread();
}
