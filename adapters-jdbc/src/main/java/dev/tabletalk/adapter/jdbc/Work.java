package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done in a session, on a thread of its own: engines in native code would hold up the carrier of a virtual thread,
 * and one that does not listen can be left behind.
 */
final class Work<T> implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Work.class);
    private static final Duration GRACE = Duration.ofMillis(1_800);
    /** Nobody may set a longer limit. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(200);

    private final SessionPool pool;
    private final Supplier<Session> sessions;
    private final Task<T> task;
    private final Duration timeout;
    private final Executor executor;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private final AtomicReference<@Nullable FailureCode> stop = new AtomicReference<>();
    private volatile @Nullable Session session;

    /** What is done in the session. */
    interface Task<T> {
        T run(Session session) throws SQLException;
    }

    Work(SessionPool pool, Task<T> task, Duration timeout, Executor executor) {
        this(pool, pool::take, task, timeout, executor);
    }

    /** @param sessions where to take the session from that is given back to the pool */
    Work(SessionPool pool, Supplier<Session> sessions, Task<T> task, Duration timeout, Executor executor) {
        this.pool = pool;
        this.sessions = sessions;
        this.task = task;
        this.timeout = timeout;
        this.executor = executor;
    }

    /** Runs an action once the work has ended, however; at once if it has. */
    void whenDone(Runnable action) {
        var _ = done.whenComplete((result, failure) -> action.run());
    }

    /** Waits for the result; stops the work when it takes too long. */
    T await() {
        try {
            return done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            stop(FailureCode.QUERY_TIMEOUT);
            return await(FailureCode.QUERY_TIMEOUT);
        } catch (InterruptedException interrupted) {
            stop(FailureCode.CANCELLED);
            Thread.currentThread().interrupt();
            throw stopped(FailureCode.CANCELLED);
        } catch (ExecutionException failed) {
            throw unwrap(failed);
        }
    }

    private T await(FailureCode code) {
        try {
            return done.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stopped(code);
        } catch (ExecutionException failed) {
            throw unwrap(failed);
        }
    }

    private static RuntimeException unwrap(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException exception ? exception : new IllegalStateException(failed);
    }

    /** Ends the work soon, from any thread. The first reason counts. */
    void stop(FailureCode code) {
        if (!done.isDone() && stop.compareAndSet(null, code)) {
            // Not left to the cancelling thread: a server that does not answer holds that up, too.
            CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> giveUp(code));
            executor.execute(this::cancelUntilDone);
        }
    }

    private void giveUp(FailureCode code) {
        if (done.completeExceptionally(stopped(code))) {
            Session deaf = session;
            if (deaf != null) {
                deaf.abandon();
            }
        }
    }

    private void cancelUntilDone() {
        while (!done.isDone()) {
            Session running = session;
            if (running != null) {
                running.cancel();
            }
            try {
                done.get(BETWEEN_CANCELS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // A cancellation that came before the statement did nothing: the next one may.
                log.debug("A statement goes on after it was cancelled", notYet);
            } catch (ExecutionException | InterruptedException ended) {
                break;
            }
        }
    }

    @Override
    public void run() {
        try {
            T result = inSession();
            FailureCode code = stop.get();
            if (code == null) {
                done.complete(result);
            } else {
                done.completeExceptionally(stopped(code));
            }
        } catch (Throwable failure) {
            FailureCode code = stop.get();
            done.completeExceptionally(code == null ? failure : stopped(code));
        }
    }

    private T inSession() {
        Session taken = sessions.get();
        session = taken;
        boolean usable = false;
        try {
            if (stop.get() != null) {
                taken.cancel();
            }
            T result = task.run(taken);
            usable = true;
            return result;
        } catch (SQLException error) {
            SqlProblem problem = taken.explain(error);
            usable = problem instanceof SqlProblem.Wrong;
            throw failure(problem, error);
        } finally {
            session = null;
            // A cancellation still on its way must not hit the next statement.
            pool.give(taken, usable && stop.get() == null);
        }
    }

    private FailureException failure(SqlProblem problem, SQLException error) {
        return switch (problem) {
            case SqlProblem.Wrong wrong ->
                new FailureException(new Failure(FailureCode.QUERY_FAILED, wrong.message()), error);
            case SqlProblem.TimeOut timeOut -> stopped(FailureCode.QUERY_TIMEOUT);
            case SqlProblem.Lost lost -> {
                log.warn("A database connection was lost", error);
                yield FailureException.of(
                        FailureCode.DATABASE_UNREACHABLE,
                        "The connection to the database was lost. Try again in a moment.");
            }
        };
    }

    private FailureException stopped(FailureCode code) {
        return code == FailureCode.QUERY_TIMEOUT
                ? FailureException.of(
                        code,
                        "The statement took longer than "
                                + (timeout.toSeconds() == 1 ? "a second" : timeout.toSeconds() + " seconds")
                                + " and was stopped. Ask for less"
                                + (timeout.compareTo(LONGEST) < 0
                                        ? ", or raise the time limit of the connection."
                                        : "."))
                : FailureException.of(code, "The statement was stopped.");
    }
}
