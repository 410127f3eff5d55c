package dev.tabletalk.application.proof;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.util.Map;
import java.util.Optional;

/** Proves that a connection is read-only. Safe for any thread. Unknown ids throw {@link FailureException} NOT_FOUND. */
public interface CheckReadOnlyUseCase {
    /**
     * Tries all attacks on both layers, one after another, and keeps what came of it; blocks for about a minute at most. A
     * check that took longer or was stopped gives a proof that says so and proves nothing.
     *
     * @throws FailureException CONFLICT when the connection is being checked already or was changed meanwhile,
     *     DATABASE_UNREACHABLE
     */
    ReadOnlyProof check(ConnectionId id);

    /** Ends a check that is running, soon; does nothing when there is none. */
    void stop(ConnectionId id);

    /** How far a check that is running has come; empty when there is none. */
    Optional<Progress> running(ConnectionId id);

    /** The newest check of the connection as it is now. */
    Optional<ReadOnlyProof> last(ConnectionId id);

    /** The newest check of each connection that was checked as it is now. */
    Map<ConnectionId, ReadOnlyProof> last();

    /** @param planned how many attacks there are; 0 until that is known */
    record Progress(int tried, int planned) {}
}
