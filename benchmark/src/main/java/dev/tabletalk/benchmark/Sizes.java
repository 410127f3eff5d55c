package dev.tabletalk.benchmark;

import dev.tabletalk.benchmark.model.Script;
import java.time.Duration;

/**
 * How much is done in {@code bin/bench streams}.
 *
 * @param warmUp short runs before the first round, so that the JIT compiler has done most of its work
 * @param singles questions one after another
 * @param many streams at a pace at which lag is measured, and what each says
 * @param cancels answers that are stopped
 * @param crowd streams whose tokens are counted, and what each says
 * @param ramp within which all of a crowd have asked
 */
record Sizes(
        int rounds,
        int warmUp,
        int singles,
        int many,
        Script manySay,
        int cancels,
        int crowd,
        Script crowdSays,
        Duration ramp) {
    static final Sizes FULL =
            new Sizes(3, 3_000, 100, 200, new Script(200, 50), 10, 500, new Script(200, 20), Duration.ofSeconds(1));

    static final Sizes QUICK =
            new Sizes(2, 1_000, 50, 200, new Script(100, 50), 10, 500, new Script(100, 20), Duration.ofSeconds(1));

    Sizes rounds(int other) {
        return new Sizes(other, warmUp, singles, many, manySay, cancels, crowd, crowdSays, ramp);
    }
}
