package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.SqlText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** Statements that want all there is of time and memory, with the guard switched off and others at work meanwhile. */
final class BombsIT {
    private static final QueryLimits LIMITS = new QueryLimits(100, 1 << 20, Duration.ofSeconds(1));
    private static final long MOST_GROWTH = 64L << 20;
    private static final int AT_A_TIME = 4;
    private static final SqlText ONE = new SqlText("SELECT 1");

    @TempDir
    Path folder;

    @Test
    void endInTimeOnPostgresql() throws Exception {
        DatabaseConnection connection = PostgresServer.get().corpusDatabase("bombs");
        try (JdbcTargetDatabase database =
                new JdbcTargetDatabase(Map.of(DatabaseKind.POSTGRESQL, new PostgresEngine(Reach.NETWORK)))) {
            survives(database, connection);
        }
    }

    @Test
    void endInTimeOnSqlite() throws Exception {
        SqliteEngineAloneIT.corpusFile(folder);
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.SQLITE, new SqliteEngine(new DatabaseFiles(List.of(folder)))))) {
            survives(database, PostgresServer.connection("bombs", new DatabaseAddress.File("target.db")));
        }
    }

    static void survives(JdbcTargetDatabase database, DatabaseConnection connection) throws Exception {
        Queue<CorpusRow> bombs = new ConcurrentLinkedQueue<>(CorpusRow.all(connection.kind()).stream()
                .filter(row -> row.verdict().equals("limit"))
                .toList());
        int count = bombs.size();
        AtomicBoolean over = new AtomicBoolean();
        long before = heap();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Integer> bystander =
                    threads.submit(() -> answersUntil(over, database, named(connection, "bystander")));
            List<Callable<Integer>> lanes = new ArrayList<>();
            for (int lane = 0; lane < AT_A_TIME; lane++) {
                DatabaseConnection own = named(connection, "lane-" + lane);
                lanes.add(() -> explode(bombs, database, own));
            }
            int ran = 0;
            try {
                for (Future<Integer> lane : threads.invokeAll(lanes)) {
                    ran += lane.get();
                }
            } finally {
                over.set(true);
            }
            assertThat(bystander.get()).isPositive();
            System.out.printf(
                    "Bombs, %s: %d statements, %d gave rows within their limits, %d were ended%n",
                    connection.kind().label(), count, ran, count - ran);
        }
        assertThat(heap() - before).isLessThan(MOST_GROWTH);
    }

    private static int explode(Queue<CorpusRow> bombs, JdbcTargetDatabase database, DatabaseConnection connection) {
        int ran = 0;
        for (CorpusRow bomb = bombs.poll(); bomb != null; bomb = bombs.poll()) {
            ran += ran(bomb, database, connection) ? 1 : 0;
            assertThat(one(database, connection)).as("after " + bomb.shown()).isEqualTo("[[1]]");
        }
        return ran;
    }

    private static boolean ran(CorpusRow bomb, JdbcTargetDatabase database, DatabaseConnection connection) {
        long start = System.nanoTime();
        try {
            QueryResult result = database.query(connection, new SqlText(bomb.sql()), LIMITS, new Cancellation());
            assertThat(result.rows().size()).as(bomb.shown()).isLessThanOrEqualTo(LIMITS.maxRows());
            return true;
        } catch (FailureException failed) {
            assertThat(failed.failure().code())
                    .as(bomb.shown())
                    .isIn(FailureCode.QUERY_FAILED, FailureCode.QUERY_TIMEOUT, FailureCode.TOO_LARGE);
            return false;
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(bomb.shown())
                    .isLessThan(LIMITS.timeout().plusSeconds(2));
        }
    }

    /** @return how often it got its answer, always within the limit of a second */
    private static int answersUntil(AtomicBoolean over, JdbcTargetDatabase database, DatabaseConnection connection) {
        int answers = 0;
        while (!over.get()) {
            assertThat(one(database, connection)).isEqualTo("[[1]]");
            answers++;
        }
        return answers;
    }

    private static String one(JdbcTargetDatabase database, DatabaseConnection connection) {
        return database.query(connection, ONE, LIMITS, new Cancellation()).rows().stream()
                .map(row -> row.cells())
                .toList()
                .toString();
    }

    private static DatabaseConnection named(DatabaseConnection connection, String id) {
        return new DatabaseConnection(
                new ConnectionId(id),
                id,
                connection.kind(),
                connection.address(),
                null,
                QueryLimits.DEFAULT,
                Instant.EPOCH);
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
