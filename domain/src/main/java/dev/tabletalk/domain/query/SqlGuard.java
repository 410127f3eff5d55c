package dev.tabletalk.domain.query;

import java.util.List;

/** Lets exactly one statement pass that only reads, at any depth. What is not understood is refused. */
public final class SqlGuard {
    private SqlGuard() {}

    public static GuardVerdict judge(SqlAnalysis analysis) {
        return switch (analysis) {
            case SqlAnalysis.NotUnderstood(String reason) ->
                new GuardVerdict.Refused("The SQL could not be checked, so it was not run: it " + reason + ".");
            case SqlAnalysis.Understood(
                    int statements,
                    boolean reads,
                    String words,
                    List<SqlAnalysis.Effect> effects) -> {
                if (statements != 1) {
                    yield new GuardVerdict.Refused(
                            "Only one statement can be run at a time; this text has " + statements + ".");
                }
                if (!reads) {
                    yield new GuardVerdict.Refused(words + " is not a read; only reading statements are run.");
                }
                yield effects.isEmpty()
                        ? new GuardVerdict.Allowed()
                        : new GuardVerdict.Refused(effects.getFirst().part() + " "
                                + effects.getFirst().reason() + "; only reads are run.");
            }
        };
    }
}
