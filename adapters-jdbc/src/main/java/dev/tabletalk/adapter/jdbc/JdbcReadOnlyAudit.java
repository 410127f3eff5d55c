package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ReadOnlyAudit;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.schema.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Attacks databases through the very calls that questions go through, in sessions of its own: neither waits for the other, and
 * no session that questions get was ever attacked.
 */
final class JdbcReadOnlyAudit implements ReadOnlyAudit, AutoCloseable {
    /** For what has no end, so that a check does not take long. */
    private static final QueryLimits TIGHT = new QueryLimits(100, 1 << 20, Duration.ofSeconds(1));

    /** For all else: it ends at once, save in a server that is very busy, and that is no breach. */
    private static final QueryLimits PATIENT = new QueryLimits(100, 1 << 20, Duration.ofSeconds(5));

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final JdbcTargetDatabase database;
    /** What the last look showed, which is what was there before the next attack; none after a breach. */
    private final Map<ConnectionId, String> traces = new ConcurrentHashMap<>();

    JdbcReadOnlyAudit(Map<DatabaseKind, Engine> engines) {
        this.database = new JdbcTargetDatabase(engines);
    }

    @Override
    public List<Attack> attacks(DatabaseConnection connection, Cancellation cancellation) {
        // What an earlier check saw may be long ago.
        traces.remove(connection.id());
        return AttackFile.read(
                connection.kind(),
                () -> database.schema(connection, cancellation).tables().stream()
                        .filter(table -> table.kind() == Table.Kind.TABLE)
                        .findFirst()
                        .map(table -> database.engine(connection).quoted(table.name())));
    }

    @Override
    public AttackOutcome attack(DatabaseConnection connection, Attack attack, Cancellation cancellation) {
        @Nullable String known = traces.remove(connection.id());
        // To look also opens the session, so that what is measured is the attack.
        String before = known == null ? trace(connection, cancellation) : known;
        long start = System.nanoTime();
        QueryLimits limits = attack.expectation() == Attack.Expectation.LIMITED ? TIGHT : PATIENT;
        AttackOutcome outcome = outcome(connection, attack, limits, cancellation);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (outcome.result() == AttackOutcome.Result.BREACH) {
            return outcome;
        }
        if (elapsed.compareTo(limits.timeout().plus(GRACE)) > 0) {
            return AttackOutcome.breach("It went on for " + elapsed.toSeconds() + " seconds, past its time limit.");
        }
        String after = trace(connection, cancellation);
        if (!after.equals(before)) {
            return AttackOutcome.breach("It left something behind for the next session: " + after);
        }
        traces.put(connection.id(), after);
        return outcome;
    }

    private AttackOutcome outcome(
            DatabaseConnection connection, Attack attack, QueryLimits limits, Cancellation cancellation) {
        try {
            QueryResult result = database.query(connection, attack.sql(), limits, cancellation);
            return switch (attack.expectation()) {
                case REFUSED -> AttackOutcome.breach("The database ran it.");
                case HARMLESS -> AttackOutcome.harmless("It ran, and nothing of it was left.");
                case LIMITED ->
                    AttackOutcome.harmless("It ended within its limits, after "
                            + result.rows().size() + (result.rows().size() == 1 ? " row." : " rows."));
            };
        } catch (FailureException failed) {
            return switch (failed.failure().code()) {
                case QUERY_TIMEOUT ->
                    attack.expectation() == Attack.Expectation.REFUSED
                            ? AttackOutcome.breach("The database ran it until its time limit.")
                            : AttackOutcome.harmless("It was stopped at its time limit.");
                case QUERY_FAILED -> failed(connection, attack, failed);
                case DATABASE_UNREACHABLE -> {
                    // Throws by itself when there is no database any more.
                    trace(connection, cancellation);
                    yield AttackOutcome.breach("It reached for the network, or ended its session with the database.");
                }
                default -> throw failed;
            };
        }
    }

    private AttackOutcome failed(DatabaseConnection connection, Attack attack, FailureException failed) {
        String message = failed.failure().message();
        if (failed.getCause() instanceof SQLException error
                && database.engine(connection).refuses(error)) {
            return AttackOutcome.refused(message);
        }
        return attack.expectation() == Attack.Expectation.REFUSED
                ? AttackOutcome.breach("The database set about it, and only then said: " + message)
                : AttackOutcome.harmless("It failed, and nothing of it was left: " + message);
    }

    private String trace(DatabaseConnection connection, Cancellation cancellation) {
        return inSession(connection, Session::trace, cancellation);
    }

    @Override
    public Account account(DatabaseConnection connection, Cancellation cancellation) {
        return inSession(connection, session -> new Account(session.version(), session.privileges()), cancellation);
    }

    private <T> T inSession(DatabaseConnection connection, Work.Task<T> task, Cancellation cancellation) {
        try {
            return database.inSession(connection, task, LOOK, cancellation);
        } catch (FailureException failed) {
            // These are questions of ours, which every database answers: that it does not is no fault of a statement.
            if (failed.failure().code() == FailureCode.QUERY_TIMEOUT
                    || failed.failure().code() == FailureCode.QUERY_FAILED) {
                throw FailureException.of(
                        FailureCode.DATABASE_UNREACHABLE,
                        "The database did not tell about itself: "
                                + failed.failure().message());
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
