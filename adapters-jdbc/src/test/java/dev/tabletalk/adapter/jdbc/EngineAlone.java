package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the corpus against a real database with the guard switched off. Nothing that lasts may differ afterwards, and the reads
 * must give rows. Several statements run at once; what they could have changed is compared after each block of them.
 */
final class EngineAlone {
    /** The short limit keeps what waits from holding up the rest. */
    private static final QueryLimits LIMITS = new QueryLimits(100, 1 << 20, Duration.ofSeconds(1));

    /** What is not ended goes on for minutes; a busy machine may hold up what is. */
    private static final Duration LONGEST = LIMITS.timeout().plusSeconds(10);

    private static final int BLOCK = 40;
    /** The class of the statements that only reach files of the server. */
    private static final String FILES = "server files";

    private final JdbcTargetDatabase database;
    private final DatabaseConnection connection;
    private final DatabaseConnection reader;
    private final Path scratch;
    private final Callable<String> state;
    /** Sessions to be opened before the next statements. */
    private final AtomicInteger cold = new AtomicInteger();

    private boolean warm;

    /**
     * @param reader for the reads of the corpus: the same database, maybe by an account with fewer rights
     * @param scratch a folder of its own, which must stay empty
     * @param state all that a statement could change for good, and what the next user of a session finds
     */
    EngineAlone(
            JdbcTargetDatabase database,
            DatabaseConnection connection,
            DatabaseConnection reader,
            Path scratch,
            Callable<String> state) {
        this.database = database;
        this.connection = connection;
        this.reader = reader;
        this.scratch = scratch;
        this.state = state;
    }

    /** Opens sessions apart from the statements, where that takes so long that a statement would have no time left. */
    EngineAlone warm() {
        warm = true;
        cold.set(SessionPool.SIZE);
        return this;
    }

    /**
     * Prints one line of counts.
     *
     * @return the hostile statements that ran
     */
    List<CorpusRow> holds() throws Exception {
        List<CorpusRow> rows = CorpusRow.all(connection.kind());
        List<CorpusRow> hostile =
                rows.stream().filter(row -> row.verdict().equals("deny")).toList();
        List<CorpusRow> reads =
                rows.stream().filter(row -> row.verdict().equals("allow")).toList();
        String before = state.call();
        List<CorpusRow> ran = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SessionPool.SIZE)) {
            for (int start = 0; start < hostile.size(); start += BLOCK) {
                List<CorpusRow> block = hostile.subList(start, Math.min(start + BLOCK, hostile.size()));
                together(threads, block, this::tried).forEach(ran::addAll);
                assertThat(state.call())
                        .as(() -> "after one of:\n" + shown(block))
                        .isEqualTo(before);
                assertThat(list(scratch))
                        .as(() -> "after one of:\n" + shown(block))
                        .isEmpty();
            }
            List<String> failed = together(threads, reads, this::failure).stream()
                    .filter(failure -> !failure.isEmpty())
                    .toList();
            assertThat(failed).as("reads that failed").isEmpty();
        }
        assertThat(state.call()).isEqualTo(before);
        System.out.printf(
                "Engine alone, %s: %d hostile statements, %d ran, 0 changed anything; %d reads, 0 failed%n",
                connection.kind().label(), hostile.size(), ran.size(), reads.size());
        return ran;
    }

    private interface Trial<T> {
        T of(CorpusRow row);
    }

    private static <T> List<T> together(ExecutorService threads, List<CorpusRow> rows, Trial<T> trial)
            throws InterruptedException, ExecutionException {
        List<Callable<T>> trials = new ArrayList<>();
        rows.forEach(row -> trials.add(() -> trial.of(row)));
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(trials)) {
            results.add(result.get());
        }
        return results;
    }

    /** @return the statement itself if it ran */
    private List<CorpusRow> tried(CorpusRow row) {
        if (warm && cold.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            database.query(connection, new SqlText("SELECT 1"), QueryLimits.DEFAULT, new Cancellation());
        }
        long start = System.nanoTime();
        try {
            SqlText sql = new SqlText(row.sql().replace("@SCRATCH@", scratch.toString()));
            database.query(connection, sql, LIMITS, new Cancellation());
            // Reading a file of the server leaves no trace: here it must fail.
            assertThat(row.kind()).as(row.shown()).isNotEqualTo(FILES);
            return List.of(row);
        } catch (FailureException failed) {
            assertThat(failed.failure().code())
                    .as(row.shown())
                    .isIn(FailureCode.QUERY_FAILED, FailureCode.QUERY_TIMEOUT, FailureCode.DATABASE_UNREACHABLE);
            return List.of();
        } finally {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (elapsed.compareTo(LIMITS.timeout().dividedBy(2)) > 0) {
                // It may have taken its session with it.
                cold.incrementAndGet();
            }
            assertThat(elapsed).as(row.shown()).isLessThan(LONGEST);
        }
    }

    /** The engine must not be too strict either. */
    private String failure(CorpusRow row) {
        try {
            database.query(reader, new SqlText(row.sql()), QueryLimits.DEFAULT, new Cancellation());
            return "";
        } catch (FailureException failure) {
            return row.shown() + " -- " + failure.getMessage();
        }
    }

    private static String shown(List<CorpusRow> rows) {
        return rows.stream().map(CorpusRow::shown).collect(Collectors.joining("\n"));
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
