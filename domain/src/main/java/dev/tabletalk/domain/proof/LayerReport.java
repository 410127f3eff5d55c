package dev.tabletalk.domain.proof;

import java.util.List;
import java.util.function.Function;

/** How one layer did, apart from the other. */
public record LayerReport(int tried, int held, List<Breach> breaches) {
    public LayerReport {
        breaches = List.copyOf(breaches);
    }

    /** An attack that the layer did not hold against, and what happened. */
    public record Breach(Attack attack, String what) {}

    static LayerReport of(List<TriedAttack> attacks, Function<TriedAttack, AttackOutcome> layer) {
        List<Breach> breaches = attacks.stream()
                .filter(tried -> layer.apply(tried).result() == AttackOutcome.Result.BREACH)
                .map(tried -> new Breach(tried.attack(), layer.apply(tried).why()))
                .toList();
        return new LayerReport(attacks.size(), attacks.size() - breaches.size(), breaches);
    }
}
