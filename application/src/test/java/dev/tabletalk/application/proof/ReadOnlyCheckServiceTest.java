package dev.tabletalk.application.proof;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import dev.tabletalk.domain.proof.ReadOnlyProof.Verdict;
import dev.tabletalk.domain.query.SqlAnalysis;
import dev.tabletalk.domain.query.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ReadOnlyCheckServiceTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ReadOnlyCheckService service = workspace.checkService;

    @Test
    void holdsWhenBothLayersHoldAlone() {
        ReadOnlyProof proof = service.check(SHOP);
        assertThat(proof.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(proof.guard().tried()).isEqualTo(2);
        assertThat(proof.guard().held()).isEqualTo(2);
        assertThat(proof.engine().held()).isEqualTo(2);
        assertThat(proof.serverVersion()).isEqualTo("In memory 1");
        assertThat(service.last(SHOP)).contains(proof);
        assertThat(service.last()).isEqualTo(Map.of(SHOP, proof));
        assertThat(service.running(SHOP)).isEmpty();
    }

    @Test
    void saysThatTheAccountCanWrite() {
        workspace.audit.privileges(new AccountPrivileges(true, List.of("INSERT on 12 tables"), List.of()));
        assertThat(service.check(SHOP).verdict()).isEqualTo(Verdict.HOLDS_BUT_ACCOUNT_CAN_WRITE);
    }

    @Test
    void isBrokenWhenTheEngineLetsOneThrough() {
        workspace.audit.engine(attack -> AttackOutcome.breach("The database ran it."));
        ReadOnlyProof proof = service.check(SHOP);
        assertThat(proof.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(proof.guard().breaches()).isEmpty();
        assertThat(proof.engine().breaches()).hasSize(2);
        assertThat(proof.engine().held()).isZero();
    }

    @Test
    void isBrokenWhenTheGuardLetsOneThrough() {
        ReadOnlyCheckService careless = new ReadOnlyCheckService(
                workspace.connections,
                workspace.proofs,
                (dialect, sql) -> new SqlAnalysis.Understood(1, true, "SELECT", List.of()),
                workspace.audit,
                workspace.clock,
                Duration.ofSeconds(60));
        ReadOnlyProof proof = careless.check(SHOP);
        assertThat(proof.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(proof.guard().breaches())
                .extracting(breach -> breach.attack().sql())
                .as("what only reads too much may pass")
                .containsExactly(new SqlText("DELETE FROM fruit WHERE 0"));
    }

    @Test
    void provesNothingWhenItTakesTooLong() {
        ReadOnlyCheckService hasty = new ReadOnlyCheckService(
                workspace.connections,
                workspace.proofs,
                (dialect, sql) -> new SqlAnalysis.NotUnderstood("is odd"),
                workspace.audit,
                workspace.clock,
                Duration.ZERO);
        ReadOnlyProof proof = hasty.check(SHOP);
        assertThat(proof.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(proof.cut()).isEqualTo("It took longer than 0 seconds and ended after 0 of 2 attacks.");
    }

    @Test
    void canBeStoppedAndRunsOnceAtATime() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        workspace.audit.engine(attack -> waiting(arrived, go));
        CompletableFuture<ReadOnlyProof> running = CompletableFuture.supplyAsync(() -> service.check(SHOP));
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(service.running(SHOP)).contains(new CheckReadOnlyUseCase.Progress(0, 2));
        assertThat(codeOf(() -> service.check(SHOP))).isEqualTo(FailureCode.CONFLICT);
        service.stop(SHOP);
        go.countDown();
        ReadOnlyProof proof = running.get(10, TimeUnit.SECONDS);
        assertThat(proof.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(proof.cut()).isEqualTo("It was stopped after 0 of 2 attacks.");
        assertThat(service.running(SHOP)).isEmpty();
    }

    @Test
    void saysPlainlyWhenThereAreNoAttacks() {
        workspace.audit.attacks(List.of());
        ReadOnlyProof proof = service.check(SHOP);
        assertThat(proof.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(proof.cut())
                .isEqualTo("No attacks are shipped for SQLite yet, so an administrator should give this connection an"
                        + " account that the server itself lets only read.");
    }

    private static AttackOutcome waiting(CountDownLatch arrived, CountDownLatch go) {
        arrived.countDown();
        try {
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return AttackOutcome.refused("no");
    }

    @Test
    void forgetsWhatWasProvenOfAnotherAddress() {
        service.check(SHOP);
        workspace.connectionService.update(SHOP, old -> with(old, "Renamed", old.address()));
        assertThat(service.last(SHOP)).isPresent();
        workspace.connectionService.update(SHOP, old -> with(old, "Renamed", new DatabaseAddress.File("other.db")));
        assertThat(service.last(SHOP)).isEmpty();
    }

    @Test
    void keepsNothingOfAConnectionThatWasChangedMeanwhile() {
        workspace.audit.engine(this::change);
        assertThat(codeOf(() -> service.check(SHOP))).isEqualTo(FailureCode.CONFLICT);
        assertThat(service.last(SHOP)).isEmpty();
    }

    private AttackOutcome change(Attack attack) {
        workspace.connectionService.update(SHOP, old -> with(old, old.name(), new DatabaseAddress.File("new.db")));
        return AttackOutcome.refused("no: " + attack.sql());
    }

    @Test
    void saysWhenThereIsNothingToCheck() {
        assertThat(codeOf(() -> service.check(new ConnectionId("nowhere")))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(codeOf(() -> service.last(new ConnectionId("nowhere")))).isEqualTo(FailureCode.NOT_FOUND);
        workspace.audit.breakDown();
        assertThat(codeOf(() -> service.check(SHOP))).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
        assertThat(service.running(SHOP)).isEmpty();
    }

    private static DatabaseConnection with(DatabaseConnection old, String name, DatabaseAddress address) {
        return new DatabaseConnection(
                old.id(), name, old.kind(), address, old.environment(), old.limits(), old.createdAt());
    }

    private static FailureCode codeOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure().code();
    }
}
