package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.PostgresServer;
import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.DatabaseKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with 512 MiB of heap gets every statement of the corpus that wants all there is, one after the other. */
class BombsServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    /** What is not ended goes on for minutes; BombsIT checks how closely the limit is kept. */
    private static final Duration MOST = LIMIT.plusSeconds(15);

    private static final int AT_A_TIME = 3;
    private static final long BODY = 100L << 20;

    @TempDir
    Path home;

    @Test
    void survivesThemAllInARow() throws Exception {
        PostgresServer postgres = PostgresServer.get();
        postgres.execute("CREATE TABLE IF NOT EXISTS orders AS SELECT g AS id, g % 7 AS customer_id, 'paid' AS status,"
                + " g::numeric AS total FROM generate_series(1, 200) g");
        try (ServerProcess server = ServerProcess.start(home, Map.of());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Api api = new Api(server.port());
            api.limit("sample", LIMIT);
            api.connect(Map.of("id", "bystander", "name", "bystander", "kind", "sqlite", "file", "sample.db"));
            api.connect(Map.of(
                    "id", "postgres",
                    "name", "postgres",
                    "kind", "postgresql",
                    "host", "127.0.0.1",
                    "port", postgres.port(),
                    "database", "postgres",
                    "username", "postgres",
                    "password", "any",
                    "limits", Map.of("timeoutSeconds", LIMIT.toSeconds())));
            AtomicBoolean over = new AtomicBoolean();
            Future<Integer> bystander = threads.submit(() -> answersUntil(over, api));
            try {
                explodeAll(api, threads);
                assertTooLarge(api, BodyPublishers.ofInputStream(Endless::new));
                assertTooLarge(api, BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(Endless::new), BODY));
            } finally {
                over.set(true);
            }

            assertThat(bystander.get()).isPositive();
            assertThat(server.isAlive()).isTrue();
            assertThat(server.log()).doesNotContain("OutOfMemoryError", "StackOverflowError");
            assertAnswers(api, "sample");
            assertAnswers(api, "postgres");
        }
    }

    private static void explodeAll(Api api, ExecutorService threads) throws Exception {
        Queue<CorpusRow> bombs = new ConcurrentLinkedQueue<>(CorpusRow.bombs());
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < AT_A_TIME; lane++) {
            lanes.add(() -> {
                for (CorpusRow bomb = bombs.poll(); bomb != null; bomb = bombs.poll()) {
                    explode(api, bomb);
                }
                return null;
            });
        }
        for (Future<Void> lane : threads.invokeAll(lanes)) {
            lane.get();
        }
    }

    private static void explode(Api api, CorpusRow bomb) throws IOException {
        if (bomb.dialect() != DatabaseKind.SQLITE && bomb.dialect() != DatabaseKind.POSTGRESQL) {
            return;
        }
        long start = System.nanoTime();
        HttpResponse<String> response =
                api.query(bomb.dialect() == DatabaseKind.SQLITE ? "sample" : "postgres", bomb.sql());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(bomb.shown()).isLessThan(MOST);
        assertThat(response.statusCode())
                .as(() -> bomb.shown() + " was answered " + response.body())
                .isIn(200, 400, 413, 422, 504);
    }

    /** Refused as no JSON or as too large, whichever is seen first; one that does not stop sending may find itself cut off. */
    private static void assertTooLarge(Api api, BodyPublisher body) {
        try {
            assertThat(api.query("sample", body).statusCode()).isIn(400, 413);
        } catch (IOException closed) {
            assertThat(closed).isNotInstanceOf(java.net.http.HttpTimeoutException.class);
        }
    }

    private static int answersUntil(AtomicBoolean over, Api api) throws IOException {
        int answers = 0;
        while (!over.get()) {
            assertAnswers(api, "bystander");
            answers++;
        }
        return answers;
    }

    private static void assertAnswers(Api api, String connection) throws IOException {
        HttpResponse<String> response = api.query(connection, "SELECT 1");
        assertThat(response.statusCode()).as(response::body).isEqualTo(200);
    }

    /** The letter x, a hundred million times. */
    private static final class Endless extends InputStream {
        private long left = BODY;

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + read, (byte) 'x');
            left -= read;
            return read;
        }
    }
}
