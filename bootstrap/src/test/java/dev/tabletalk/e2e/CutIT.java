package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client on a bad network follows one long answer: the connection breaks at random places, also within an event.
 * {@code -Dtabletalk.cuts} says how often, {@code -Dtabletalk.seed} brings the places of a failure back.
 */
class CutIT {
    private static final int CUTS = Integer.getInteger("tabletalk.cuts", 50);
    private static final long SEED = Long.getLong("tabletalk.seed", System.nanoTime());
    private static final int LONGEST_LIFE_BYTES = 16_000;
    private static final int LATE_READERS = 10;
    private static final Script SCRIPT = Script.of("Tell me all", Duration.ofMillis(2), 1_000, 1_000, 1_000, 1_000);

    private final Random random = new Random(SEED);
    private int cuts;

    @TempDir
    Path home;

    @Test
    void missesNothingAndSeesNothingTwiceHoweverOftenTheConnectionBreaks() throws IOException {
        try (FakeOpenAiServer model = FakeOpenAiServer.start().answering(SCRIPT::answer);
                TestServer server = TestServer.start(home, "tabletalk.model.base-url=" + model.baseUrl());
                TcpProxy network = new TcpProxy(server.port())) {
            Api api = new Api(server.port());
            Api far = new Api(network.port());
            String turn = api.ask(api.conversation(), "Tell me all");
            network.cutAfter(() -> random.nextInt(LONGEST_LIFE_BYTES));
            ReceivedRun whole = follow(far, turn, new ReceivedRun());
            assertThat(whole.texts()).isEqualTo(SCRIPT.texts());
            while (cuts < CUTS) {
                checkLateReader(far, turn, whole);
            }
            checkNumbersBeyondTheEnd(api, turn, whole);

            server.restart();
            for (int i = 0; i < LATE_READERS; i++) {
                checkLateReader(api, turn, whole);
            }
            checkNumbersBeyondTheEnd(api, turn, whole);
        } catch (AssertionError | IOException e) {
            throw new AssertionError(
                    "With -Dtabletalk.seed=" + SEED + " after " + cuts + " cuts: " + e.getMessage(), e);
        }
    }

    /** Comes again with the last number until the run is over. */
    private ReceivedRun follow(Api api, String turn, ReceivedRun run) {
        while (!run.isOver()) {
            try {
                HttpResponse<InputStream> response = api.events(turn, run.lastId());
                assertThat(response.statusCode()).as("after " + run.lastId()).isEqualTo(200);
                readAll(response.body(), run);
            } catch (IOException cut) {
                cuts++;
            }
        }
        return run;
    }

    private static void readAll(InputStream body, ReceivedRun run) throws IOException {
        try (EventReader reader = new EventReader(body)) {
            for (SseEvent event = reader.next(); event != null; event = reader.next()) {
                run.accept(event);
            }
        }
    }

    /** One who has seen the beginning, and wants the rest after the run has ended. */
    private void checkLateReader(Api api, String turn, ReceivedRun whole) {
        List<SseEvent> seen =
                whole.events().subList(0, random.nextInt(whole.events().size()));
        ReceivedRun late = follow(api, turn, ReceivedRun.of(seen));
        assertThat(late.texts())
                .as("continued after " + seen.size() + " events")
                .isEqualTo(SCRIPT.texts());
        assertThat(late.lastId()).isEqualTo(whole.lastId());
    }

    private static void checkNumbersBeyondTheEnd(Api api, String turn, ReceivedRun whole) throws IOException {
        HttpResponse<InputStream> atTheEnd = api.events(turn, whole.lastId());
        atTheEnd.body().close();
        assertThat(atTheEnd.statusCode()).as("nothing will come any more").isEqualTo(204);

        HttpResponse<InputStream> beyond = api.events(turn, whole.lastId() + 1);
        try (InputStream body = beyond.body()) {
            assertThat(beyond.statusCode()).isEqualTo(410);
            assertThat(beyond.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("urn:problem:events-gone");
        }
    }
}
