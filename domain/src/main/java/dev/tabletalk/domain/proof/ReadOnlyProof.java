package dev.tabletalk.domain.proof;

import dev.tabletalk.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a connection showed.
 *
 * @param serverVersion as the database tells it, such as "PostgreSQL 18.1"
 * @param planned how many attacks there are; more than were tried when the check was cut
 * @param attacks those that were tried, in order
 * @param cut why not all of them were tried, as a sentence; null when they were
 */
public record ReadOnlyProof(
        ConnectionId connectionId,
        Instant checkedAt,
        Duration elapsed,
        String serverVersion,
        int planned,
        List<TriedAttack> attacks,
        AccountPrivileges account,
        @Nullable String cut) {
    public ReadOnlyProof {
        attacks = List.copyOf(attacks);
        if (cut == null && attacks.size() < planned) {
            throw new IllegalArgumentException("A check that tried less than it planned must say why");
        }
    }

    /** From best to worst. */
    public enum Verdict {
        /** Both layers held against all attacks, each on its own, and no way to write was found for the account. */
        HOLDS,
        /** Both layers held; without them the account could write. */
        HOLDS_BUT_ACCOUNT_CAN_WRITE,
        /** Not everything was tried, so that nothing is proven. */
        INCOMPLETE,
        /** A layer let an attack through, if only to the other layer. */
        BROKEN
    }

    public Verdict verdict() {
        if (!guard().breaches().isEmpty() || !engine().breaches().isEmpty()) {
            return Verdict.BROKEN;
        }
        if (cut != null || attacks.isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        return Boolean.TRUE.equals(account.canWrite()) ? Verdict.HOLDS_BUT_ACCOUNT_CAN_WRITE : Verdict.HOLDS;
    }

    /** Layer one: what looks at the text before the database sees it. */
    public LayerReport guard() {
        return LayerReport.of(attacks, TriedAttack::guard);
    }

    /** Layer two: the session with the database, with layer one left out. */
    public LayerReport engine() {
        return LayerReport.of(attacks, TriedAttack::engine);
    }
}
