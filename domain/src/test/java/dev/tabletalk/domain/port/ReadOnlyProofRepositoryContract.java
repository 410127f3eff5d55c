package dev.tabletalk.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.AttackKind;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import dev.tabletalk.domain.proof.TriedAttack;
import dev.tabletalk.domain.query.SqlText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ReadOnlyProofRepository} keeps to. */
public interface ReadOnlyProofRepositoryContract extends StoreContract {
    private static ReadOnlyProof proof(String version) {
        return new ReadOnlyProof(
                SHOP,
                NOW,
                Duration.ofMillis(1_234),
                version,
                2,
                List.of(new TriedAttack(
                        new Attack(
                                AttackKind.WRITE,
                                Attack.Expectation.REFUSED,
                                new SqlText("DELETE\tFROM \"x\" -- é😀\n")),
                        AttackOutcome.refused("DELETE is not a read."),
                        AttackOutcome.breach("The database ran it."))),
                new AccountPrivileges(true, List.of("INSERT on 12 tables"), List.of("CREATE ROLE r;")),
                "It was stopped after 1 of 2 attacks.");
    }

    @Test
    default void keepsTheNewestProofOfAConnection() {
        connections().add(StoreContract.connection(SHOP));
        assertThat(proofs().find(SHOP)).isEmpty();
        assertThat(proofs().findAll()).isEmpty();
        proofs().save(proof("SQLite 3"));
        assertThat(proofs().find(SHOP).orElseThrow()).usingRecursiveComparison().isEqualTo(proof("SQLite 3"));
        proofs().save(proof("SQLite 4"));
        assertThat(proofs().find(SHOP).orElseThrow().serverVersion()).isEqualTo("SQLite 4");
        assertThat(proofs().findAll()).containsExactly(proof("SQLite 4"));
    }

    @Test
    default void forgetsAProof() {
        connections().add(StoreContract.connection(SHOP));
        proofs().delete(SHOP);
        proofs().save(proof("SQLite 3"));
        proofs().delete(SHOP);
        assertThat(proofs().find(SHOP)).isEmpty();
    }

    @Test
    default void aProofGoesWithItsConnection() {
        StoreContract.assertNotFound(() -> proofs().save(proof("SQLite 3")));
        connections().add(StoreContract.connection(SHOP));
        proofs().save(proof("SQLite 3"));
        connections().delete(SHOP);
        connections().add(StoreContract.connection(SHOP));
        assertThat(proofs().find(SHOP)).isEmpty();
    }
}
