package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The databases people ask about, over JDBC. What differs between them is in their {@link Engine}. */
final class JdbcTargetDatabase implements TargetDatabase, AutoCloseable {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** A schema is read again after a minute, or after a hundred times what reading it took: at most one per cent of the time. */
    private static final Duration SCHEMA_AGE = Duration.ofSeconds(60);

    private static final int SCHEMA_SHARE = 100;

    private final Map<DatabaseKind, Engine> engines;
    private final Map<ConnectionId, SessionPool> pools = new ConcurrentHashMap<>();
    private final Map<ConnectionId, KnownSchema> schemas = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("database-", 0).factory());
    private final ScheduledExecutorService tidier = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-tidier").factory());

    private record KnownSchema(SessionPool pool, DatabaseSchema schema, long since, long reading) {
        boolean isFresh() {
            return System.nanoTime() - since < Math.max(SCHEMA_AGE.toNanos(), SCHEMA_SHARE * reading);
        }
    }

    JdbcTargetDatabase(Map<DatabaseKind, Engine> engines) {
        this.engines = Map.copyOf(engines);
        var _ = tidier.scheduleWithFixedDelay(
                () -> pools.values().forEach(SessionPool::tidy), 15, 15, TimeUnit.SECONDS);
    }

    @Override
    public void validate(DatabaseConnection connection) {
        engine(connection).validate(connection);
    }

    @Override
    public ConnectionCheck check(DatabaseConnection connection) {
        Instant start = Instant.now();
        // A pool of its own: the point is to connect anew.
        try (SessionPool pool = new SessionPool(connection, engine(connection))) {
            return run(
                    pool,
                    session -> new ConnectionCheck.Reachable(
                            session.version(), session.privileges().canWrite(), Duration.between(start, Instant.now())),
                    CONNECT_TIMEOUT,
                    new Cancellation());
        } catch (FailureException failed) {
            Failure failure = failed.failure();
            return new ConnectionCheck.Unreachable(
                    failure.code() == FailureCode.QUERY_TIMEOUT
                            ? new Failure(
                                    FailureCode.DATABASE_UNREACHABLE,
                                    "The database did not answer within " + CONNECT_TIMEOUT.toSeconds() + " seconds.")
                            : failure);
        }
    }

    @Override
    public DatabaseSchema schema(DatabaseConnection connection, Cancellation cancellation) {
        SessionPool pool = pool(connection);
        KnownSchema known = schemas.get(connection.id());
        if (cancellation.isRequested()) {
            throw stopped();
        }
        if (known != null && known.pool() == pool && known.isFresh()) {
            return known.schema();
        }
        long start = System.nanoTime();
        DatabaseSchema schema = run(pool, Session::schema, SCHEMA_TIMEOUT, cancellation);
        long end = System.nanoTime();
        schemas.put(connection.id(), new KnownSchema(pool, schema, end, end - start));
        return schema;
    }

    @Override
    public QueryResult query(
            DatabaseConnection connection, SqlText sql, QueryLimits limits, Cancellation cancellation) {
        return run(
                pool(connection),
                session -> read(session, connection.id(), sql, limits),
                limits.timeout(),
                cancellation);
    }

    @Override
    public void stream(
            DatabaseConnection connection, SqlText sql, RowSink sink, Duration limit, Cancellation cancellation) {
        SessionPool pool = pool(connection);
        if (!pool.beginStream()) {
            throw FailureException.of(
                    FailureCode.CONFLICT,
                    SessionPool.STREAMS
                            + " downloads of all rows are running on this connection. Wait until one of them"
                            + " has ended, or cancel it.");
        }
        try {
            if (cancellation.isRequested()) {
                throw stopped();
            }
            enter(pool, limit, cancellation);
            try {
                passOn(pool, sql, sink, limit, cancellation);
            } finally {
                pool.leave();
            }
        } finally {
            pool.endStream();
        }
    }

    /** The database is read on a thread of its own, as always; the sink is called here, where it may take its time. */
    private void passOn(SessionPool pool, SqlText sql, RowSink sink, Duration limit, Cancellation cancellation) {
        Handover rows = new Handover();
        Work<Boolean> work = new Work<>(
                pool,
                pool::openForAllRows,
                session -> {
                    session.stream(sql.value(), limit, rows);
                    return true;
                },
                limit,
                threads);
        work.whenDone(rows::end);
        threads.execute(work);
        Future<?> deadline = tidier.schedule(
                () -> end(work, rows, FailureCode.QUERY_TIMEOUT), limit.toMillis(), TimeUnit.MILLISECONDS);
        try (var _ = cancellation.onRequest(() -> end(work, rows, FailureCode.CANCELLED))) {
            while (rows.passOn(sink)) {
                if (cancellation.isRequested()) {
                    break;
                }
            }
            work.await();
        } catch (InterruptedException interrupted) {
            end(work, rows, FailureCode.CANCELLED);
            Thread.currentThread().interrupt();
            throw stopped();
        } finally {
            deadline.cancel(false);
            // After what the sink threw, nobody else ends it.
            end(work, rows, FailureCode.CANCELLED);
        }
    }

    /** Ends the reading, also where it waits for a sink. */
    private static void end(Work<?> work, Handover rows, FailureCode why) {
        work.stop(why);
        rows.close();
    }

    @Override
    public SqlText sample(DatabaseConnection connection, TableName table, int rows) {
        return new SqlText(engine(connection).sample(table, rows));
    }

    @Override
    public void forget(ConnectionId connectionId) {
        schemas.remove(connectionId);
        SessionPool pool = pools.remove(connectionId);
        if (pool != null) {
            pool.close();
        }
    }

    @Override
    public void close() {
        tidier.shutdownNow();
        pools.keySet().forEach(this::forget);
        threads.shutdown();
    }

    /** Does something in a session of the connection, with all limits that a statement has. */
    <T> T inSession(DatabaseConnection connection, Work.Task<T> task, Duration timeout, Cancellation cancellation) {
        return run(pool(connection), task, timeout, cancellation);
    }

    private QueryResult read(Session session, ConnectionId connectionId, SqlText sql, QueryLimits limits)
            throws SQLException {
        Instant at = Instant.now();
        long start = System.nanoTime();
        try {
            Rows rows = session.read(sql.value(), limits);
            return new QueryResult(
                    ResultId.create(),
                    sql.value(),
                    rows.columns(),
                    rows.rows(),
                    rows.truncated(),
                    Duration.ofNanos(System.nanoTime() - start),
                    at);
        } catch (SQLException error) {
            if (session.explain(error) instanceof SqlProblem.Wrong wrong && wrong.unknownTable()) {
                schemas.remove(connectionId);
            }
            throw error;
        }
    }

    private <T> T run(SessionPool pool, Work.Task<T> task, Duration timeout, Cancellation cancellation) {
        if (cancellation.isRequested()) {
            throw stopped();
        }
        enter(pool, timeout, cancellation);
        try {
            Work<T> work = new Work<>(pool, task, timeout, threads);
            threads.execute(work);
            Cancellation.Registration registration = cancellation.onRequest(() -> work.stop(FailureCode.CANCELLED));
            try {
                return work.await();
            } finally {
                registration.close();
            }
        } finally {
            pool.leave();
        }
    }

    private static FailureException stopped() {
        return FailureException.of(FailureCode.CANCELLED, "The statement was stopped.");
    }

    private static void enter(SessionPool pool, Duration timeout, Cancellation cancellation) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean entered = false;
        try {
            while (!entered && !cancellation.isRequested() && System.nanoTime() - end < 0) {
                entered = pool.enter(PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
        if (!entered) {
            throw cancellation.isRequested()
                    ? stopped()
                    : FailureException.of(
                            FailureCode.QUERY_TIMEOUT,
                            "Other statements kept this database busy all the time. Try again in a moment.");
        }
    }

    /** The pool of a connection; a new one when its address was edited. */
    private SessionPool pool(DatabaseConnection connection) {
        return pools.compute(connection.id(), (id, pool) -> {
            if (pool != null && pool.fits(connection)) {
                return pool;
            }
            if (pool != null) {
                pool.close();
            }
            return new SessionPool(connection, engine(connection));
        });
    }

    Engine engine(DatabaseConnection connection) {
        Engine engine = engines.get(connection.kind());
        if (engine == null) {
            throw new IllegalStateException("No engine for " + connection.kind());
        }
        return engine;
    }
}
