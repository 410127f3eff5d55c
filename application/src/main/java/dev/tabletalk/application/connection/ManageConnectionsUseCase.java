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

    /** @throws FailureException CONFLICT when the id is taken, INVALID when the address is not allowed */
    DatabaseConnection create(DatabaseConnection connection);

    /** Changes all but id and kind; running questions finish with what they started with. */
    DatabaseConnection update(ConnectionId id, UnaryOperator<DatabaseConnection> change);

    /** Deletes it with all its conversations and results; stops their runs first. */
    void delete(ConnectionId id);

    /** Tries to connect now; takes 10 seconds at most. */
    ConnectionCheck test(ConnectionId id);
}
