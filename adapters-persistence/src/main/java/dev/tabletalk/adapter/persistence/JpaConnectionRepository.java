package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConnectionRepository;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Connections in SQLite. */
@Transactional
class JpaConnectionRepository implements ConnectionRepository {
    private final EntityManager entities;
    private final ConnectionRows rows;
    private final PasswordCipher cipher;
    private final JdbcClient readers;

    JpaConnectionRepository(
            EntityManager entities,
            ConnectionRows rows,
            PasswordCipher cipher,
            @Qualifier("storeReaders") DataSource readers) {
        this.readers = JdbcClient.create(readers);
        this.entities = entities;
        this.rows = rows;
        this.cipher = cipher;
    }

    @Override
    public void add(DatabaseConnection connection) {
        if (rows.existsById(connection.id().value())) {
            throw new FailureException(new Failure(
                    FailureCode.CONFLICT,
                    "There is already a connection with the id \"" + connection.id() + "\". Choose another id.",
                    "id"));
        }
        entities.persist(ConnectionEntity.of(connection, cipher));
    }

    @Override
    public void update(DatabaseConnection connection) {
        rows.findById(connection.id().value())
                .orElseThrow(() -> FailureException.notFound("connection", connection.id()))
                .apply(connection, cipher);
    }

    /** Plain SQL: every question pays for it. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<DatabaseConnection> find(ConnectionId id) {
        return readers.sql("SELECT * FROM connection WHERE id = ?")
                .param(id.value())
                .query((row, index) -> ConnectionEntity.of(new StoredRow(row)))
                .optional()
                .map(entity -> entity.toDomain(cipher));
    }

    @Override
    @Transactional(readOnly = true)
    public List<DatabaseConnection> findAll() {
        return rows.findAll().stream().map(entity -> entity.toDomain(cipher)).toList();
    }

    /** The counts that the triggers keep: nobody counts rows. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public long countConversations(ConnectionId id) {
        return readers.sql("SELECT coalesce(sum(conversations), 0) FROM conversation_count WHERE connection_id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
    }

    @Override
    public boolean delete(ConnectionId id) {
        return rows.delete(id.value()) > 0;
    }
}
