package dev.tabletalk.application.proof;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ReadOnlyAudit;
import dev.tabletalk.domain.port.ReadOnlyProofRepository;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks connections, each one at a time. */
public final class ReadOnlyCheckService implements CheckReadOnlyUseCase {
    /** How long a check goes on with new attacks. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private final ConnectionRepository connections;
    private final ReadOnlyProofRepository proofs;
    private final SqlAnalyzer analyzer;
    private final ReadOnlyAudit audit;
    private final Clock clock;
    private final Duration longest;
    private final Map<ConnectionId, RunningCheck> running = new ConcurrentHashMap<>();

    /** @param longest how long a check goes on with new attacks, usually {@link #LONGEST} */
    public ReadOnlyCheckService(
            ConnectionRepository connections,
            ReadOnlyProofRepository proofs,
            SqlAnalyzer analyzer,
            ReadOnlyAudit audit,
            Clock clock,
            Duration longest) {
        this.connections = connections;
        this.proofs = proofs;
        this.analyzer = analyzer;
        this.audit = audit;
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    public ReadOnlyProof check(ConnectionId id) {
        DatabaseConnection connection = connection(id);
        RunningCheck check = new RunningCheck(connection, analyzer, audit, clock, longest, new Cancellation());
        if (running.putIfAbsent(id, check) != null) {
            throw FailureException.of(
                    FailureCode.CONFLICT, "This connection is being checked already. Wait for that, or stop it.");
        }
        try {
            ReadOnlyProof proof = check.run();
            if (!connection(id).address().equals(connection.address())) {
                throw FailureException.of(
                        FailureCode.CONFLICT, "The connection was changed while it was checked. Check it again.");
            }
            proofs.save(proof);
            return proof;
        } finally {
            running.remove(id, check);
        }
    }

    @Override
    public void stop(ConnectionId id) {
        RunningCheck check = running.get(id);
        if (check != null) {
            check.stop();
        }
    }

    @Override
    public Optional<Progress> running(ConnectionId id) {
        return Optional.ofNullable(running.get(id)).map(RunningCheck::progress);
    }

    @Override
    public Optional<ReadOnlyProof> last(ConnectionId id) {
        connection(id);
        return proofs.find(id);
    }

    @Override
    public Map<ConnectionId, ReadOnlyProof> last() {
        return proofs.findAll().stream().collect(Collectors.toMap(ReadOnlyProof::connectionId, Function.identity()));
    }

    private DatabaseConnection connection(ConnectionId id) {
        return connections.find(id).orElseThrow(() -> FailureException.notFound("connection", id));
    }
}
