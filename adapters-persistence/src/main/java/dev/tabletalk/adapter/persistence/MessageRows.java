package dev.tabletalk.adapter.persistence;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Messages in the store. */
interface MessageRows extends Repository<MessageEntity, Long> {
    boolean existsById(long id);

    @Query("""
            select m from MessageEntity m where m.conversationId = :conversationId and m.id < :before order by m.id desc
            """)
    List<MessageEntity> newestBefore(String conversationId, long before, Limit limit);

    @Query("select m from MessageEntity m where m.turnId = :turnId order by m.id")
    List<MessageEntity> ofTurn(String turnId);
}
