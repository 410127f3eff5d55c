package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** A server that is killed and started again over the same home, again and again. While it lives, people ask it. */
final class KillLane implements AutoCloseable {
    private static final int PEOPLE = 3;
    /** The second text takes so long that much of it must be kept before it is whole. */
    private static final int[] PIECES = {30, 200, 30};

    private static final Duration GAP = Duration.ofMillis(10);
    private static final int LONGEST_LIFE_MILLIS = 4_000;
    private static final int LOOKED_AT_AGAIN = 5;

    private final Path home;
    private final FakeOpenAiServer model;
    private final List<Settled> settled = new ArrayList<>();
    private ServerProcess server;
    private int cutShort;
    private int late;

    /** A turn that has been looked at, and what it was then. */
    private record Settled(Follower follower, String stored) {}

    KillLane(Path home) {
        this.home = home;
        model = FakeOpenAiServer.start().answering(KillLane::answer);
        server = start();
    }

    private static FakeAnswer answer(FakeCall call) {
        return script(call.newestQuestion()).answer(call);
    }

    private static Script script(String question) {
        return Script.of(question, GAP, PIECES);
    }

    private ServerProcess start() {
        return ServerProcess.start(home, Map.of("OPENAI_BASE_URL", model.baseUrl()));
    }

    /** One life and death of the server, and what is left of it. */
    void kill(Random random) throws IOException, SQLException, InterruptedException {
        int life = random.nextInt(LONGEST_LIFE_MILLIS);
        Api api = new Api(server.port());
        Crowd crowd = Crowd.gather(PEOPLE, api, random);
        try {
            crowd.awaitFirstQuestion();
            Thread.sleep(life);
            long killed = System.nanoTime();
            server.kill();
            List<Follower> followers = crowd.leave();
            assertThat(new StoreFile(home).complaints()).isEmpty();
            String lastWords = server.log();
            server.close();
            server = start();
            assertThat(lastWords + server.log()).doesNotContain("ERROR");
            lookAt(followers, killed);
            lookAgain(random);
        } catch (AssertionError | IOException | RuntimeException e) {
            throw new AssertionError("Killed after " + life + " ms. The server said:\n" + server.log(), e);
        }
    }

    private void lookAt(Iterable<Follower> followers, long killedNanos) throws IOException, InterruptedException {
        Api api = new Api(server.port());
        for (Follower follower : followers) {
            ReceivedRun received = follower.await();
            Aftermath aftermath = new Aftermath(api, follower, received, script(follower.question()), killedNanos);
            List<JsonNode> stored = aftermath.check();
            settled.add(new Settled(follower, stored.toString()));
            if (isCutShort(stored.getLast())) {
                cutShort++;
            }
            if (!aftermath.isInTime(stored)) {
                late++;
            }
        }
    }

    private static boolean isCutShort(JsonNode answer) {
        return answer.at("/status").asString().equals("interrupted")
                && !answer.at("/content").asString().isEmpty();
    }

    /** How many answers were found with a part of their last text: without any, nothing was proven. */
    int cutShort() {
        return cutShort;
    }

    /** How many answers were found without something that the client had received more than a second before. */
    int late() {
        return late;
    }

    /** Some of what died in earlier deaths is still as it was. */
    private void lookAgain(Random random) throws IOException {
        Api api = new Api(server.port());
        for (int i = 0; i < Math.min(LOOKED_AT_AGAIN, settled.size()); i++) {
            Settled earlier = settled.get(random.nextInt(settled.size()));
            assertThat(Aftermath.stored(api, earlier.follower())).hasToString(earlier.stored());
        }
    }

    @Override
    public void close() {
        server.close();
        model.close();
    }
}
