package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Optional;

/** The saved connections; passwords are encrypted at rest. Safe for any thread. */
public interface ConnectionRepository {
    /** @throws FailureException CONFLICT with the field "id" when the id is taken */
    void add(DatabaseConnection connection);

    /** @throws FailureException NOT_FOUND */
    void update(DatabaseConnection connection);

    Optional<DatabaseConnection> find(ConnectionId id);

    /** All of them, oldest first, then by id. */
    List<DatabaseConnection> findAll();

    /** How many conversations would go with it, archived and trashed ones too; 0 for an unknown id. */
    long countConversations(ConnectionId id);

    /**
     * Deletes it with all its conversations and results.
     *
     * @return false when there was none
     */
    boolean delete(ConnectionId id);
}
