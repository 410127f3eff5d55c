package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.util.List;
import java.util.Optional;

/** The newest proof of each connection, deleted with it. Safe for any thread. */
public interface ReadOnlyProofRepository {
    /**
     * Takes the place of the one before.
     *
     * @throws FailureException NOT_FOUND when the connection does not exist (any more)
     */
    void save(ReadOnlyProof proof);

    /** Empty also for one that an earlier version stored in a way that is not understood any more. */
    Optional<ReadOnlyProof> find(ConnectionId connectionId);

    /** Those that {@link #find} would find, in no order. */
    List<ReadOnlyProof> findAll();

    /** Forgets what is not true any more; does nothing when there is none. */
    void delete(ConnectionId connectionId);
}
