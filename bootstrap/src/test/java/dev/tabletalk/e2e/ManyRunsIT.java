package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bin/bench runs}: what many runs leave behind in the server. */
class ManyRunsIT {
    private static final int WARM_UP = 60;
    private static final int RUNS = 200;
    private static final int AT_A_TIME = 4;
    private static final long MOST_GROWTH = 14L << 20;
    /**
     * The virtual machine starts and ends a few of its own as it likes (compilers, carriers of virtual threads). What the
     * rarest kind of run leaves would be twice this.
     */
    private static final int MOST_NEW_THREADS = 10;

    private static final Duration SETTLE = Duration.ofMinutes(3);

    @TempDir
    Path home;

    @Test
    void leavesNothingBehind() throws Exception {
        try (FakeOpenAiServer model = FakeOpenAiServer.start().answering(ManyRunsIT::answer);
                ServerProcess server = ServerProcess.start(home, Map.of("OPENAI_BASE_URL", model.baseUrl()))) {
            run(server, WARM_UP);
            ServerObjects before = await(server, now -> now.runs() == 0);

            run(server, RUNS);

            ServerObjects after =
                    await(server, now -> now.runs() == 0 && now.ofAgent().equals(before.ofAgent()));
            assertThat(after.bytes() - before.bytes()).isLessThan(MOST_GROWTH);
            assertThat(after.threads())
                    .as("threads, of which there were %s", before.threads())
                    .hasSizeLessThan(before.threads().size() + MOST_NEW_THREADS);
            assertThat(after.ofAgent()).isEqualTo(before.ofAgent());
        }
    }

    private static FakeAnswer answer(FakeCall call) {
        return call.toolResults() == 0
                ? FakeAnswer.stream()
                        .piece("Let me see. ")
                        .call("c1", "run_query", "{\"sql\": \"SELECT count(*) AS orders FROM orders\"}")
                        .finish("tool_calls")
                : FakeAnswer.stream().tokens(20, Duration.ofMillis(1)).finish("stop");
    }

    private static void run(ServerProcess server, int count) throws InterruptedException, ExecutionException {
        List<Callable<Void>> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            runs.add(() -> {
                run(new Api(server.port()), number);
                return null;
            });
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Future<Void> run : clients.invokeAll(runs)) {
                run.get();
            }
        }
    }

    /** Most are read to the end; some are stopped, and some are left by their client. */
    private static void run(Api api, int number) throws IOException {
        String turn = api.ask(api.conversation(), "Question " + number);
        if (number % 10 == 3) {
            api.stop(turn);
        }
        try (EventReader events = new EventReader(api.events(turn, 0).body())) {
            boolean leaves = number % 10 == 7;
            for (SseEvent event = events.next(); event != null && !leaves; event = events.next()) {
                assertThat(event.type()).isNotEqualTo("RUN_ERROR");
            }
        }
    }

    /** When it is so, or after some minutes. */
    private static ServerObjects await(ServerProcess server, Predicate<ServerObjects> so)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + SETTLE.toNanos();
        ServerObjects now = ServerObjects.of(server);
        while (!so.test(now) && System.nanoTime() < end) {
            Thread.sleep(500);
            now = ServerObjects.of(server);
        }
        assertThat(now.runs()).isZero();
        return now;
    }
}
