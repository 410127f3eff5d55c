package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.LayerReport;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a connection showed.
 *
 * @param verdict "holds", "holds_but_account_can_write", "incomplete" or "broken"
 * @param planned how many attacks there are; more than were tried when the check was cut
 * @param cut why not all of them were tried; null when they were
 * @param guard what looks at the text of a statement before the database sees it
 * @param engine the session with the database, with the guard left out
 */
record ReadOnlyProofJson(
        String connectionId,
        Instant checkedAt,
        long elapsedMs,
        String verdict,
        String serverVersion,
        int planned,
        @Nullable String cut,
        Layer guard,
        Layer engine,
        Account account) {
    /** How one layer did alone. */
    record Layer(int tried, int held, List<Breach> breaches) {
        static Layer of(LayerReport report) {
            return new Layer(
                    report.tried(),
                    report.held(),
                    report.breaches().stream()
                            .map(breach -> new Breach(
                                    breach.attack().kind().name().toLowerCase(Locale.ROOT),
                                    breach.attack().sql().value(),
                                    breach.what()))
                            .toList());
        }
    }

    /** An attack that a layer did not hold against. */
    record Breach(String kind, String sql, String what) {}

    /**
     * What the account could do, were it not for Tabletalk.
     *
     * @param canWrite null when that is not known
     * @param remedy the lines that make an account which can only read
     */
    record Account(@Nullable Boolean canWrite, List<String> findings, List<String> remedy) {
        static Account of(AccountPrivileges privileges) {
            return new Account(privileges.canWrite(), privileges.findings(), privileges.remedy());
        }
    }

    static String verdict(ReadOnlyProof proof) {
        return proof.verdict().name().toLowerCase(Locale.ROOT);
    }

    static ReadOnlyProofJson of(ReadOnlyProof proof) {
        return new ReadOnlyProofJson(
                proof.connectionId().value(),
                proof.checkedAt(),
                proof.elapsed().toMillis(),
                verdict(proof),
                proof.serverVersion(),
                proof.planned(),
                proof.cut(),
                Layer.of(proof.guard()),
                Layer.of(proof.engine()),
                Account.of(proof.account()));
    }
}
