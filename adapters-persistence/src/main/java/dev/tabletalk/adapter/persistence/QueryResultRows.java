package dev.tabletalk.adapter.persistence;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Results in the store. */
interface QueryResultRows extends Repository<QueryResultEntity, String> {
    Optional<QueryResultEntity> findById(String id);

    @Query("""
            select c from ResultChunkEntity c
            where c.resultId = :resultId and c.firstRow between :first and :last order by c.firstRow
            """)
    List<ResultChunkEntity> chunks(String resultId, int first, int last);

    @Query("""
            select r.id from QueryResultEntity r
            where r.conversationId = :conversationId and substring(r.id, 1, length(:start)) = :start
            order by r.executedAt desc
            """)
    List<String> idsThatStart(String conversationId, String start, Limit limit);
}
