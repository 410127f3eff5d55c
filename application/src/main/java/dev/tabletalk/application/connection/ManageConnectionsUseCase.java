package dev.tabletalk.application.connection;

import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Saves and tests connections. Safe for any thread. Unknown ids throw {@link FailureException} NOT_FOUND. */
public interface ManageConnectionsUseCase {
    /** All connections, oldest first. */
    List<DatabaseConnection> list();

    DatabaseConnection get(ConnectionId id);

    /**
     * Connects once, within 10 seconds, and saves the connection if that worked.
     *
     * @throws FailureException CONFLICT when the id is taken, INVALID when the address is not allowed,
     *     DATABASE_UNREACHABLE, each with the field to blame
     */
    DatabaseConnection create(DatabaseConnection connection);

    /** Changes all but id and kind; a new address is tried first, as in {@link #create}; running questions finish with what they started with. */
    DatabaseConnection update(ConnectionId id, UnaryOperator<DatabaseConnection> change);

    /** How many conversations would be deleted with it, archived and trashed ones too. */
    long countConversations(ConnectionId id);

    /** Deletes it with all its conversations and results; stops their runs first. */
    void delete(ConnectionId id);

    /**
     * Tries a connection that need not be saved; takes 10 seconds at most.
     *
     * @throws FailureException INVALID when the address is not allowed, with the field to blame
     */
    ConnectionCheck test(DatabaseConnection draft);

    /** Tries to connect now; takes 10 seconds at most. */
    ConnectionCheck test(ConnectionId id);
}
