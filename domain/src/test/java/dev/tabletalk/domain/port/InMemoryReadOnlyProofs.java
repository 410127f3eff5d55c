package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.util.List;
import java.util.Optional;

/** Proofs that are forgotten with the process. */
public final class InMemoryReadOnlyProofs implements ReadOnlyProofRepository {
    private final InMemoryStore store;

    public InMemoryReadOnlyProofs(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void save(ReadOnlyProof proof) {
        synchronized (store) {
            if (!store.connections.containsKey(proof.connectionId())) {
                throw FailureException.notFound("connection", proof.connectionId());
            }
            store.proofs.put(proof.connectionId(), proof);
        }
    }

    @Override
    public Optional<ReadOnlyProof> find(ConnectionId connectionId) {
        synchronized (store) {
            return Optional.ofNullable(store.proofs.get(connectionId));
        }
    }

    @Override
    public List<ReadOnlyProof> findAll() {
        synchronized (store) {
            return List.copyOf(store.proofs.values());
        }
    }

    @Override
    public void delete(ConnectionId connectionId) {
        synchronized (store) {
            store.proofs.remove(connectionId);
        }
    }
}
