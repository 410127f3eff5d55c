package dev.tabletalk.adapter.persistence;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Messages in the store. */
interface MessageRows extends Repository<MessageEntity, Long> {
    /** The newest messages of the version that a conversation shows, newest first. */
    @Query(nativeQuery = true, value = MessagePaths.OF_CONVERSATION)
    List<MessageEntity> newest(String conversationId, int limit);

    /** Those before a message, along its own path; along the shown one when there is no such message. */
    @Query(nativeQuery = true, value = MessagePaths.BEFORE_MESSAGE)
    List<MessageEntity> newestBefore(String conversationId, long before, int limit);

    @Query("select m from MessageEntity m where m.turnId = :turnId order by m.id")
    List<MessageEntity> ofTurn(String turnId);
}
