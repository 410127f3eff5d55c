package dev.tabletalk.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What every target database does. It is run against a database with one table of a whole number, a text and a text:
 * {@code fruit(id PRIMARY KEY, name NOT NULL, note)} with the rows (1, apple, ''), (2, pear, null), (3, plum, ripe).
 */
public interface TargetDatabaseContract {
    /** Long before an endless statement would end by itself, or by the time limit of who set none; also on a busy machine. */
    Duration SOON = Duration.ofSeconds(10);

    /** More than fit between the reader and the sink. */
    int MANY_ROWS = 20_000;

    String ALL_FRUIT = "SELECT id, name, note FROM fruit ORDER BY id";

    TargetDatabase database();

    DatabaseConnection connection();

    /** A connection to nowhere, or the same one after the database broke down. */
    DatabaseConnection unreachable();

    /** A statement that runs for a minute at least. */
    String endlessStatement();

    /** A statement that gives {@link #MANY_ROWS} rows. */
    default String manyRowsStatement() {
        return "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < " + MANY_ROWS
                + ") SELECT n FROM r";
    }

    /** A statement that gives one column and no rows. */
    default String noRowsStatement() {
        return "SELECT id FROM fruit WHERE id > 99";
    }

    @Test
    default void listsTablesWithTheirColumns() {
        Table fruit = database()
                .schema(connection(), new Cancellation())
                .find("fruit")
                .orElseThrow();
        assertThat(fruit.kind()).isEqualTo(Table.Kind.TABLE);
        assertThat(fruit.columns()).extracting(Column::name).containsExactly("id", "name", "note");
        assertThat(fruit.columns()).extracting(Column::nullable).containsExactly(false, false, true);
        assertThat(fruit.primaryKey()).containsExactly("id");
        assertThat(fruit.foreignKeys()).isEmpty();
    }

    @Test
    default void readsCellsByPositionAndKeepsNullApartFromEmpty() {
        QueryResult result = run(ALL_FRUIT, QueryLimits.DEFAULT);
        assertThat(result.columns()).extracting(ResultColumn::name).containsExactly("id", "name", "note");
        assertThat(result.columns())
                .extracting(ResultColumn::kind)
                .containsExactly(ResultColumn.Kind.NUMBER, ResultColumn.Kind.TEXT, ResultColumn.Kind.TEXT);
        assertThat(result.rows())
                .containsExactly(Row.of(1L, "apple", ""), Row.of(2L, "pear", null), Row.of(3L, "plum", "ripe"));
        assertThat(result.truncated()).isFalse();
        assertThat(result.sql()).isEqualTo(ALL_FRUIT);
    }

    @Test
    default void tellsMoreRowsFromExactlyFull() {
        QueryResult cut = run(ALL_FRUIT, QueryLimits.DEFAULT.withMaxRows(2));
        assertThat(cut.rowCount()).isEqualTo(2);
        assertThat(cut.truncated()).isTrue();

        QueryResult full = run(ALL_FRUIT, QueryLimits.DEFAULT.withMaxRows(3));
        assertThat(full.rowCount()).isEqualTo(3);
        assertThat(full.truncated()).isFalse();
    }

    @Test
    default void samplesATable() {
        Table fruit = database()
                .schema(connection(), new Cancellation())
                .find("fruit")
                .orElseThrow();
        SqlText sample = database().sample(connection(), fruit.name(), 2);
        QueryResult result = database().query(connection(), sample, QueryLimits.DEFAULT, new Cancellation());
        assertThat(result.rowCount()).isEqualTo(2);
        assertThat(result.columns()).hasSize(3);
    }

    @Test
    default void saysWhatIsWrongWithAStatement() {
        assertThatThrownBy(() -> run("SELECT wrong FROM nowhere", QueryLimits.DEFAULT))
                .isInstanceOfSatisfying(FailureException.class, exception -> {
                    assertThat(exception.failure().code()).isEqualTo(FailureCode.QUERY_FAILED);
                    assertThat(exception.failure().message()).contains("nowhere");
                });
    }

    @Test
    default void endsAStatementAtItsTimeLimit() {
        long start = System.nanoTime();
        assertFails(
                FailureCode.QUERY_TIMEOUT,
                endlessStatement(),
                new QueryLimits(10, 1_000, Duration.ofSeconds(1)),
                new Cancellation());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    default void endsAStatementWhenItIsCancelled() {
        Cancellation cancellation = new Cancellation();
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(cancellation::request);
        long start = System.nanoTime();
        assertFails(FailureCode.CANCELLED, endlessStatement(), QueryLimits.DEFAULT, cancellation);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(run(ALL_FRUIT, QueryLimits.DEFAULT).rowCount()).isEqualTo(3);
    }

    @Test
    default void doesNotStartWhenAlreadyCancelled() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertFails(FailureCode.CANCELLED, ALL_FRUIT, QueryLimits.DEFAULT, cancellation);
        assertThatThrownBy(() -> database().schema(connection(), cancellation))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        exception -> assertThat(exception.failure().code()).isEqualTo(FailureCode.CANCELLED));
    }

    @Test
    default void streamsAllRowsWithTheirColumns() {
        CollectingSink sink = new CollectingSink();
        stream(ALL_FRUIT, sink, new Cancellation());
        assertThat(sink.columns).extracting(ResultColumn::name).containsExactly("id", "name", "note");
        assertThat(sink.columns)
                .extracting(ResultColumn::kind)
                .containsExactly(ResultColumn.Kind.NUMBER, ResultColumn.Kind.TEXT, ResultColumn.Kind.TEXT);
        assertThat(sink.rows)
                .containsExactly(Row.of(1L, "apple", ""), Row.of(2L, "pear", null), Row.of(3L, "plum", "ripe"));
    }

    @Test
    default void streamsTheColumnsOfNoRows() {
        CollectingSink sink = new CollectingSink();
        stream(noRowsStatement(), sink, new Cancellation());
        assertThat(sink.columns).hasSize(1);
        assertThat(sink.rows).isEmpty();
    }

    @Test
    default void streamsMoreRowsThanAnyLimit() {
        AtomicLong count = new AtomicLong();
        AtomicLong largestBatch = new AtomicLong();
        stream(
                manyRowsStatement(),
                new CollectingSink() {
                    @Override
                    public void rows(List<Row> batch) {
                        count.addAndGet(batch.size());
                        largestBatch.accumulateAndGet(batch.size(), Math::max);
                    }
                },
                new Cancellation());
        assertThat(count.get()).isEqualTo(MANY_ROWS);
        assertThat(largestBatch.get()).isBetween(1L, 2_000L);
    }

    @Test
    default void endsAStreamHalfWayWhenItIsCancelled() {
        Cancellation cancellation = new Cancellation();
        CollectingSink sink = new CollectingSink() {
            @Override
            public void rows(List<Row> batch) {
                super.rows(batch);
                cancellation.request();
            }
        };
        assertThatThrownBy(() -> stream(manyRowsStatement(), sink, cancellation))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        exception -> assertThat(exception.failure().code()).isEqualTo(FailureCode.CANCELLED));
        assertThat(sink.rows).hasSizeBetween(1, MANY_ROWS - 1);
        assertThat(run(ALL_FRUIT, QueryLimits.DEFAULT).rowCount()).isEqualTo(3);
    }

    @Test
    default void endsAStreamWhenItsSinkThrows() {
        IllegalArgumentException full = new IllegalArgumentException("the disk is full");
        CollectingSink sink = new CollectingSink() {
            @Override
            public void rows(List<Row> batch) {
                throw full;
            }
        };
        assertThatThrownBy(() -> stream(manyRowsStatement(), sink, new Cancellation()))
                .isSameAs(full);
        assertThat(run(ALL_FRUIT, QueryLimits.DEFAULT).rowCount()).isEqualTo(3);
    }

    @Test
    default void saysWhatIsWrongWithAStreamedStatement() {
        assertThatThrownBy(() -> stream("SELECT wrong FROM nowhere", new CollectingSink(), new Cancellation()))
                .isInstanceOfSatisfying(FailureException.class, exception -> {
                    assertThat(exception.failure().code()).isEqualTo(FailureCode.QUERY_FAILED);
                    assertThat(exception.failure().message()).contains("nowhere");
                });
    }

    private void stream(String sql, RowSink sink, Cancellation cancellation) {
        database().stream(connection(), new SqlText(sql), sink, Duration.ofSeconds(30), cancellation);
    }

    /** Keeps all that comes. */
    class CollectingSink implements RowSink {
        List<ResultColumn> columns = List.of();
        final List<Row> rows = new ArrayList<>();

        @Override
        public void columns(List<ResultColumn> found) {
            columns = found;
        }

        @Override
        public void rows(List<Row> batch) {
            rows.addAll(batch);
        }
    }

    @Test
    default void checksAConnection() {
        assertThat(database().check(connection())).isInstanceOf(ConnectionCheck.Reachable.class);
    }

    @Test
    default void saysThatADatabaseCannotBeReached() {
        DatabaseConnection nowhere = unreachable();
        assertThat(database().check(nowhere))
                .isInstanceOfSatisfying(
                        ConnectionCheck.Unreachable.class,
                        unreachable ->
                                assertThat(unreachable.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE));
        assertThatThrownBy(() -> database().schema(nowhere, new Cancellation()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        exception ->
                                assertThat(exception.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE));
        assertThatThrownBy(() ->
                        database().query(nowhere, new SqlText(ALL_FRUIT), QueryLimits.DEFAULT, new Cancellation()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        exception ->
                                assertThat(exception.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE));
    }

    @Test
    default void forgettingTwiceDoesNoHarm() {
        run(ALL_FRUIT, QueryLimits.DEFAULT);
        database().forget(connection().id());
        database().forget(connection().id());
        assertThat(run(ALL_FRUIT, QueryLimits.DEFAULT).rowCount()).isEqualTo(3);
    }

    private QueryResult run(String sql, QueryLimits limits) {
        return database().query(connection(), new SqlText(sql), limits, new Cancellation());
    }

    private void assertFails(FailureCode code, String sql, QueryLimits limits, Cancellation cancellation) {
        assertThatThrownBy(() -> database().query(connection(), new SqlText(sql), limits, cancellation))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        exception -> assertThat(exception.failure().code()).isEqualTo(code));
    }
}
