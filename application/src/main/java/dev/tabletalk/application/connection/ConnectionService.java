package dev.tabletalk.application.connection;

import dev.tabletalk.application.conversation.ActiveRuns;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ReadOnlyProofRepository;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves connections and looks into their databases. */
public final class ConnectionService implements ManageConnectionsUseCase, ReadSchemaUseCase {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionService.class);

    private final ConnectionRepository connections;
    private final TargetDatabase database;
    private final ActiveRuns runs;
    private final ReadOnlyProofRepository proofs;

    public ConnectionService(
            ConnectionRepository connections,
            TargetDatabase database,
            ActiveRuns runs,
            ReadOnlyProofRepository proofs) {
        this.proofs = proofs;
        this.connections = connections;
        this.database = database;
        this.runs = runs;
    }

    @Override
    public List<DatabaseConnection> list() {
        return connections.findAll();
    }

    @Override
    public DatabaseConnection get(ConnectionId id) {
        return connections.find(id).orElseThrow(() -> FailureException.notFound("connection", id));
    }

    @Override
    public DatabaseConnection create(DatabaseConnection connection) {
        requireReachable(connection);
        connections.add(connection);
        return connection;
    }

    /** Nothing is saved that cannot be asked: a typing error shows while the form is still open. */
    private void requireReachable(DatabaseConnection connection) {
        database.validate(connection);
        if (database.check(connection) instanceof ConnectionCheck.Unreachable(Failure failure)) {
            String blamed = connection.kind().isFile() ? "file" : "host";
            throw new FailureException(
                    new Failure(failure.code(), failure.message(), failure.field() == null ? blamed : failure.field()));
        }
    }

    @Override
    public DatabaseConnection update(ConnectionId id, UnaryOperator<DatabaseConnection> change) {
        DatabaseConnection old = get(id);
        DatabaseConnection changed = change.apply(old);
        if (changed.address().equals(old.address())) {
            database.validate(changed);
        } else {
            requireReachable(changed);
            // What was proven of another address or account says nothing about this one.
            proofs.delete(id);
        }
        connections.update(changed);
        database.forget(id);
        return changed;
    }

    @Override
    public long countConversations(ConnectionId id) {
        return connections.countConversations(id);
    }

    @Override
    public void delete(ConnectionId id) {
        runs.stopAll(id);
        if (!connections.delete(id)) {
            throw FailureException.notFound("connection", id);
        }
        database.forget(id);
    }

    @Override
    public ConnectionCheck test(DatabaseConnection draft) {
        database.validate(draft);
        return database.check(draft);
    }

    @Override
    public ConnectionCheck test(ConnectionId id) {
        return database.check(get(id));
    }

    @Override
    public DatabaseSchema schema(ConnectionId id, String search) {
        return new DatabaseSchema(database.schema(get(id), new Cancellation()).search(search));
    }

    @Override
    public DatabaseSchema refresh(ConnectionId id) {
        database.forget(id);
        return schema(id, "");
    }

    @Override
    public List<String> suggestedQuestions(ConnectionId id) {
        DatabaseConnection connection = get(id);
        try {
            return SuggestedQuestions.of(database.schema(connection, new Cancellation()));
        } catch (FailureException unreadable) {
            LOG.info("No questions to suggest for {}: {}", id, unreadable.failure());
            return List.of();
        }
    }
}
