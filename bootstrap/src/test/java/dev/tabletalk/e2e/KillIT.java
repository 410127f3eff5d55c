package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server dies at random moments of its runs, without a word. {@code -Dtabletalk.kills} says how often,
 * {@code -Dtabletalk.seed} brings the moments of a failure back.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("tabletalk.kills", 10);
    private static final long SEED = Long.getLong("tabletalk.seed", System.nanoTime());
    /** Servers side by side: most of the time is that of their starts. */
    private static final int LANES = Math.min(2, KILLS);

    @TempDir
    Path folder;

    @Test
    void losesNothingItPromisedAndAtMostASecondOfText() throws InterruptedException {
        List<Callable<Deaths>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            int first = lane;
            lanes.add(() -> killed(first));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            int cutShort = 0;
            int late = 0;
            for (Future<Deaths> lane : threads.invokeAll(lanes)) {
                cutShort += lane.get().cutShort();
                late += lane.get().late();
            }
            assertThat(cutShort).as("answers that died in the middle of a text").isPositive();
            assertThat(late)
                    .as("answers that lost more than a second, which only a busy machine makes of one or the other")
                    .isLessThanOrEqualTo(cutShort / 5);
        } catch (ExecutionException failed) {
            throw new AssertionError("With -Dtabletalk.seed=" + SEED + ": " + failed.getCause(), failed.getCause());
        }
    }

    /**
     * @param cutShort answers that died in the middle of a text
     * @param late those that lost more than a second of it
     */
    private record Deaths(int cutShort, int late) {}

    private Deaths killed(int lane) throws Exception {
        try (KillLane server = new KillLane(folder.resolve("home-" + lane))) {
            for (int kill = lane; kill < KILLS; kill += LANES) {
                server.kill(new Random(SEED + kill));
            }
            return new Deaths(server.cutShort(), server.late());
        }
    }
}
