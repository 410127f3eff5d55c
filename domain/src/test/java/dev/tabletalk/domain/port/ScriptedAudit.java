package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.AttackKind;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.query.SqlText;
import java.util.List;
import java.util.function.Function;

/** An audit of two attacks, or others, whose outcomes a test decides. Safe for any thread. */
public final class ScriptedAudit implements ReadOnlyAudit {
    private volatile Function<Attack, AttackOutcome> engine =
            attack -> AttackOutcome.refused("attempt to write a readonly database");
    private volatile AccountPrivileges privileges = new AccountPrivileges(false, List.of(), List.of());
    private volatile List<Attack> attacks = List.of(
            new Attack(AttackKind.WRITE, Attack.Expectation.REFUSED, new SqlText("DELETE FROM fruit WHERE 0")),
            new Attack(AttackKind.BOMB, Attack.Expectation.LIMITED, new SqlText("SELECT forever()")));
    private volatile boolean down;

    /** What the engine does with each attack from now on; it may wait. */
    public void engine(Function<Attack, AttackOutcome> outcomes) {
        engine = outcomes;
    }

    public void privileges(AccountPrivileges found) {
        privileges = found;
    }

    public void attacks(List<Attack> shipped) {
        attacks = List.copyOf(shipped);
    }

    public void breakDown() {
        down = true;
    }

    @Override
    public List<Attack> attacks(DatabaseConnection connection, Cancellation cancellation) {
        return attacks;
    }

    @Override
    public AttackOutcome attack(DatabaseConnection connection, Attack attack, Cancellation cancellation) {
        AttackOutcome outcome = engine.apply(attack);
        if (cancellation.isRequested()) {
            throw FailureException.of(FailureCode.CANCELLED, "The statement was stopped.");
        }
        return outcome;
    }

    @Override
    public Account account(DatabaseConnection connection, Cancellation cancellation) {
        if (down) {
            throw FailureException.of(FailureCode.DATABASE_UNREACHABLE, "Nothing listens there.");
        }
        return new Account("In memory 1", privileges);
    }
}
