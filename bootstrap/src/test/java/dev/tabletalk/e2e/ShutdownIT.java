package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server is asked to end, as an administrator or a system does. */
class ShutdownIT {
    private static final Duration GRACE = Duration.ofSeconds(4);
    /** For closing the store and the process itself. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(60);

    private final CountDownLatch ending = new CountDownLatch(1);

    @TempDir
    Path home;

    @Test
    void letsRunsFinishForAWhileAndKeepsWhatTheOthersSaid() throws Exception {
        try (FakeOpenAiServer model = FakeOpenAiServer.start().answering(this::answer)) {
            Map<String, String> settings =
                    Map.of("OPENAI_BASE_URL", model.baseUrl(), "TABLETALK_SHUTDOWN_GRACE", GRACE.toSeconds() + "s");
            Follower quick;
            Follower endless;
            Follower queued;
            try (ServerProcess server = ServerProcess.start(home, settings)) {
                Api api = new Api(server.port());
                quick = ask(api, api.conversation(), "Be quick");
                endless = ask(api, api.conversation(), "Never stop");
                queued = ask(api, endless.conversation(), "And then?");
                quick.awaitFirstWords();
                endless.awaitFirstWords();
                server.terminate();
                awaitRefusal(api, quick.conversation());
                ending.countDown();
                server.awaitExit(GRACE.plus(CLEAN_UP));
                assertThat(server.log()).doesNotContain("ERROR");
            }
            checkWhatWatchersSaw(quick.await(), endless.await());
            checkStore();
            try (ServerProcess server = ServerProcess.start(home, settings)) {
                assertThat(server.log()).as("nothing was left open").doesNotContain("interrupted");
                checkWhatIsKept(new Api(server.port()), quick, endless, queued);
            }
        }
    }

    private FakeAnswer answer(FakeCall call) {
        return call.newestQuestion().equals("Be quick")
                ? FakeAnswer.stream()
                        .piece("Quickly")
                        .await(ending::await)
                        .piece(" done.")
                        .finish("stop")
                : FakeAnswer.stream()
                        .piece("Once ")
                        .tokens(100_000, Duration.ofMillis(100))
                        .finish("stop");
    }

    private static Follower ask(Api api, String conversation, String question) throws IOException {
        return Follower.start(api, conversation, api.ask(conversation, question), question);
    }

    /** The signal takes a moment to arrive. */
    private static void awaitRefusal(Api api, String conversation) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        HttpResponse<String> answer = api.tryToAsk(conversation, "Is it too late?");
        while (answer.statusCode() == 202 && System.nanoTime() < deadline) {
            Thread.sleep(50);
            answer = api.tryToAsk(conversation, "Is it too late?");
        }
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Api.json(answer).at("/type").asString()).isEqualTo("urn:problem:server-stopped");
    }

    private static void checkWhatWatchersSaw(ReceivedRun quick, ReceivedRun endless) {
        assertThat(quick.texts()).containsExactly("Quickly done.");
        assertThat(quick.events().getLast().type()).isEqualTo("RUN_FINISHED");
        assertThat(endless.events().getLast().type()).isEqualTo("RUN_ERROR");
        assertThat(endless.events().getLast().at("/code")).isEqualTo("server-stopped");
    }

    private void checkStore() throws IOException, SQLException {
        StoreFile store = new StoreFile(home);
        if (Files.exists(store.journal())) {
            assertThat(store.journal()).isEmptyFile();
        }
        assertThat(store.complaints()).isEmpty();
    }

    private static void checkWhatIsKept(Api api, Follower quick, Follower endless, Follower queued)
            throws IOException, InterruptedException {
        assertThat(Aftermath.stored(api, quick))
                .extracting(m -> m.at("/content").asString())
                .containsExactly("Be quick", "Quickly done.");
        List<JsonNode> cutShort = Aftermath.stored(api, endless);
        assertThat(cutShort).hasSize(2);
        assertThat(cutShort.getLast().at("/status").asString()).isEqualTo("interrupted");
        assertThat(cutShort.getLast().at("/content").asString())
                .isEqualTo(endless.await().texts().getFirst());
        List<JsonNode> waiting = Aftermath.stored(api, queued);
        assertThat(waiting.getFirst().at("/content").asString()).isEqualTo("And then?");
        assertThat(waiting.getLast().at("/status").asString()).isEqualTo("interrupted");
    }
}
