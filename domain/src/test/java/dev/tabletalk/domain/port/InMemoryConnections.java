package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Connections that are forgotten with the process. */
public final class InMemoryConnections implements ConnectionRepository {
    private final InMemoryStore store;

    public InMemoryConnections(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(DatabaseConnection connection) {
        synchronized (store) {
            if (store.connections.putIfAbsent(connection.id(), connection) != null) {
                throw new FailureException(new Failure(
                        FailureCode.CONFLICT,
                        "There is already a connection with the id \"" + connection.id() + "\". Choose another id.",
                        "id"));
            }
        }
    }

    @Override
    public void update(DatabaseConnection connection) {
        synchronized (store) {
            if (store.connections.replace(connection.id(), connection) == null) {
                throw FailureException.notFound("connection", connection.id());
            }
        }
    }

    @Override
    public Optional<DatabaseConnection> find(ConnectionId id) {
        synchronized (store) {
            return Optional.ofNullable(store.connections.get(id));
        }
    }

    @Override
    public List<DatabaseConnection> findAll() {
        synchronized (store) {
            return store.connections.values().stream()
                    .sorted(Comparator.comparing(DatabaseConnection::createdAt)
                            .thenComparing(connection -> connection.id().value()))
                    .toList();
        }
    }

    @Override
    public long countConversations(ConnectionId id) {
        synchronized (store) {
            return store.conversations.values().stream()
                    .filter(conversation -> conversation.connectionId().equals(id))
                    .count();
        }
    }

    @Override
    public boolean delete(ConnectionId id) {
        synchronized (store) {
            return store.deleteConnection(id);
        }
    }
}
