package dev.tabletalk.application.proof;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ReadOnlyAudit;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.Attack.Expectation;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import dev.tabletalk.domain.proof.TriedAttack;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.SqlGuard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One check. Runs on one thread; others may look at its progress and stop it. */
final class RunningCheck {
    private final DatabaseConnection connection;
    private final SqlAnalyzer analyzer;
    private final ReadOnlyAudit audit;
    private final Clock clock;
    private final Duration longest;
    private final Cancellation cancellation;
    private volatile CheckReadOnlyUseCase.Progress progress = new CheckReadOnlyUseCase.Progress(0, 0);

    RunningCheck(
            DatabaseConnection connection,
            SqlAnalyzer analyzer,
            ReadOnlyAudit audit,
            Clock clock,
            Duration longest,
            Cancellation cancellation) {
        this.connection = connection;
        this.analyzer = analyzer;
        this.audit = audit;
        this.clock = clock;
        this.longest = longest;
        this.cancellation = cancellation;
    }

    CheckReadOnlyUseCase.Progress progress() {
        return progress;
    }

    void stop() {
        cancellation.request();
    }

    ReadOnlyProof run() {
        Instant at = clock.instant();
        long start = System.nanoTime();
        ReadOnlyAudit.Account account = audit.account(connection, cancellation);
        List<Attack> attacks = audit.attacks(connection, cancellation);
        List<TriedAttack> tried = new ArrayList<>();
        @Nullable
        String cut = attacks.isEmpty()
                ? "No attacks are shipped for " + connection.kind().label()
                        + " yet, so an administrator should give this connection an account that the server itself lets"
                        + " only read."
                : null;
        for (Attack attack : attacks) {
            progress = new CheckReadOnlyUseCase.Progress(tried.size(), attacks.size());
            cut = whyCut(start, tried.size(), attacks.size());
            if (cut != null) {
                break;
            }
            try {
                tried.add(new TriedAttack(attack, guard(attack), audit.attack(connection, attack, cancellation)));
            } catch (FailureException failed) {
                if (failed.failure().code() != FailureCode.CANCELLED) {
                    throw failed;
                }
                cut = stopped(tried.size(), attacks.size());
                break;
            }
        }
        return new ReadOnlyProof(
                connection.id(),
                at,
                Duration.ofNanos(System.nanoTime() - start),
                account.serverVersion(),
                attacks.size(),
                tried,
                account.privileges(),
                cut);
    }

    private @Nullable String whyCut(long start, int tried, int planned) {
        if (cancellation.isRequested()) {
            return stopped(tried, planned);
        }
        return System.nanoTime() - start >= longest.toNanos()
                ? "It took longer than " + longest.toSeconds() + " seconds and ended after " + tried + " of " + planned
                        + " attacks."
                : null;
    }

    private static String stopped(int tried, int planned) {
        return "It was stopped after " + tried + " of " + planned + " attacks.";
    }

    private AttackOutcome guard(Attack attack) {
        return switch (SqlGuard.judge(analyzer.analyze(connection.kind(), attack.sql()))) {
            case GuardVerdict.Refused(String reason) -> AttackOutcome.refused(reason);
            case GuardVerdict.Allowed()
            when attack.expectation() == Expectation.LIMITED ->
                AttackOutcome.harmless("It only reads; how much, the session limits.");
            case GuardVerdict.Allowed() -> AttackOutcome.breach("The guard let it pass.");
        };
    }
}
