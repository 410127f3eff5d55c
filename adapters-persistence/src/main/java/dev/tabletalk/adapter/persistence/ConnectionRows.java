package dev.tabletalk.adapter.persistence;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Connections in the store. */
interface ConnectionRows extends Repository<ConnectionEntity, String> {
    Optional<ConnectionEntity> findById(String id);

    boolean existsById(String id);

    @Query("select c from ConnectionEntity c order by c.createdAt, c.id")
    List<ConnectionEntity> findAll();

    @Modifying
    @Query("delete from ConnectionEntity c where c.id = :id")
    int delete(String id);
}
