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
import java.nio.file.Files;
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
    /** What a statement may take beyond its limit; one or the other may be held up by a busy machine. */
    private static final Duration USUAL = LIMITS.timeout().plusSeconds(2);

    private static final Duration LONGEST = LIMITS.timeout().plusSeconds(10);
    /** Of who only asks for one row, and is not to wait for the bombs. */
    private static final QueryLimits PATIENT = new QueryLimits(100, 1 << 20, Duration.ofSeconds(10));

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

    @Test
    void endInTimeOnMariaDb() throws Exception {
        MariaDbServer server = MariaDbServer.get();
        server.execute("DROP DATABASE IF EXISTS bombs", "CREATE DATABASE bombs CHARACTER SET utf8mb4");
        server.executeIn("bombs", Files.readAllLines(CorpusRow.folder().resolve("mariadb.sql")));
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.MARIADB, new MySqlEngine(DatabaseKind.MARIADB, Reach.NETWORK)))) {
            survives(database, server.connection("bombs", "bombs", "root", Map.of()));
        }
    }

    /** A bomb may take its worker with it, and a new one has to start: a second is not promised for that. */
    @Test
    void endInTimeOnDuckDb() throws Exception {
        DuckDbFile.run(
                folder.resolve("target.duckdb"),
                Files.readAllLines(CorpusRow.folder().resolve("duckdb.sql")));
        DatabaseConnection connection = new DatabaseConnection(
                new ConnectionId("bombs"),
                "bombs",
                DatabaseKind.DUCKDB,
                new DatabaseAddress.File("target.duckdb"),
                null,
                QueryLimits.DEFAULT,
                Instant.EPOCH);
        try (JdbcTargetDatabase database = new JdbcTargetDatabase(
                Map.of(DatabaseKind.DUCKDB, new DuckDbEngine(new DatabaseFiles(List.of(folder)))))) {
            survives(database, connection, 3, QueryLimits.DEFAULT);
        }
    }

    static void survives(JdbcTargetDatabase database, DatabaseConnection connection) throws Exception {
        survives(database, connection, AT_A_TIME, PATIENT);
    }

    /** @param afterwards the limits of what is asked after each of them, and by others meanwhile */
    private static void survives(
            JdbcTargetDatabase database, DatabaseConnection connection, int atATime, QueryLimits afterwards)
            throws Exception {
        Queue<CorpusRow> bombs = new ConcurrentLinkedQueue<>(CorpusRow.all(connection.kind()).stream()
                .filter(row -> row.verdict().equals("limit"))
                .toList());
        int count = bombs.size();
        Queue<Duration> times = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        long before = heap();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Integer> bystander =
                    threads.submit(() -> answersUntil(over, database, named(connection, "bystander"), afterwards));
            List<Callable<Integer>> lanes = new ArrayList<>();
            for (int lane = 0; lane < atATime; lane++) {
                DatabaseConnection own = named(connection, "lane-" + lane);
                lanes.add(() -> explode(bombs, database, own, afterwards, times));
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
            assertThat(times.stream()
                            .sorted()
                            .skip((count - 1) * 9L / 10)
                            .findFirst()
                            .orElseThrow())
                    .as("what nine of ten take")
                    .isLessThan(USUAL);
            System.out.printf(
                    "Bombs, %s: %d statements, %d gave rows within their limits, %d were ended%n",
                    connection.kind().label(), count, ran, count - ran);
        }
        assertThat(heap() - before).isLessThan(MOST_GROWTH);
    }

    private static int explode(
            Queue<CorpusRow> bombs,
            JdbcTargetDatabase database,
            DatabaseConnection connection,
            QueryLimits afterwards,
            Queue<Duration> times) {
        int ran = 0;
        one(database, connection, QueryLimits.DEFAULT);
        for (CorpusRow bomb = bombs.poll(); bomb != null; bomb = bombs.poll()) {
            long start = System.nanoTime();
            ran += ran(bomb, database, connection) ? 1 : 0;
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(time).as(bomb.shown()).isLessThan(LONGEST);
            times.add(time);
            assertThat(one(database, connection, afterwards))
                    .as("after " + bomb.shown())
                    .isEqualTo("[[1]]");
        }
        return ran;
    }

    private static boolean ran(CorpusRow bomb, JdbcTargetDatabase database, DatabaseConnection connection) {
        try {
            QueryResult result = database.query(connection, new SqlText(bomb.sql()), LIMITS, new Cancellation());
            assertThat(result.rows().size()).as(bomb.shown()).isLessThanOrEqualTo(LIMITS.maxRows());
            return true;
        } catch (FailureException failed) {
            assertThat(failed.failure().code())
                    .as(bomb.shown())
                    .isIn(FailureCode.QUERY_FAILED, FailureCode.QUERY_TIMEOUT, FailureCode.TOO_LARGE);
            return false;
        }
    }

    /** @return how often it got its answer, always within its limits */
    private static int answersUntil(
            AtomicBoolean over, JdbcTargetDatabase database, DatabaseConnection connection, QueryLimits limits) {
        int answers = 0;
        while (!over.get()) {
            assertThat(one(database, connection, limits)).isEqualTo("[[1]]");
            answers++;
        }
        return answers;
    }

    private static String one(JdbcTargetDatabase database, DatabaseConnection connection, QueryLimits limits) {
        return database.query(connection, ONE, limits, new Cancellation()).rows().stream()
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
