package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The downloads that go on, and the newest of those that are over. */
final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    private static final int KEPT = 200;
    private static final long BETWEEN_TELLINGS = Duration.ofMillis(300).toNanos();

    private final Map<DownloadId, Download> known = new LinkedHashMap<>();

    /** The one with this id, which may not have begun. */
    synchronized Download get(DownloadId id) {
        Download found = known.computeIfAbsent(id, unknown -> new Download());
        var oldest = known.values().iterator();
        while (known.size() > KEPT && oldest.hasNext()) {
            Download one = oldest.next();
            if (one != found && !one.isRunning()) {
                oldest.remove();
            }
        }
        return found;
    }

    synchronized Optional<Download> find(DownloadId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** One download: its progress, who watches it, and how to end it. */
    static final class Download {
        private final Cancellation cancellation = new Cancellation();
        private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
        private @Nullable RowTarget target;
        private DownloadProgress.@Nullable State state;
        private @Nullable Failure failure;
        private long start;
        private long end;
        private long rows;
        private long lastTold;

        Cancellation cancellation() {
            return cancellation;
        }

        synchronized boolean isRunning() {
            return state == DownloadProgress.State.RUNNING;
        }

        /** Does it, and keeps how it went. */
        void run(RowTarget into, Consumer<RowSink> work) {
            begin(into);
            try {
                work.accept(new Counted(into));
                into.finish();
                over(DownloadProgress.State.DONE, null);
            } catch (FailureException failed) {
                boolean cancelled = failed.failure().code() == FailureCode.CANCELLED;
                over(cancelled ? DownloadProgress.State.CANCELLED : DownloadProgress.State.FAILED, failed.failure());
                throw failed;
            } catch (TargetGoneException gone) {
                over(
                        DownloadProgress.State.FAILED,
                        new Failure(FailureCode.CANCELLED, "The browser stopped taking the file before it was whole."));
                throw gone;
            } catch (RuntimeException bug) {
                over(
                        DownloadProgress.State.FAILED,
                        new Failure(FailureCode.INTERNAL, "Something went wrong here. The log has the details."));
                throw bug;
            }
        }

        private void begin(RowTarget into) {
            synchronized (this) {
                if (state != null) {
                    throw FailureException.of(FailureCode.CONFLICT, "This export id has been used already.");
                }
                target = into;
                state = DownloadProgress.State.RUNNING;
                start = System.nanoTime();
            }
            tell();
        }

        private void over(DownloadProgress.State how, @Nullable Failure why) {
            synchronized (this) {
                state = how;
                failure = why;
                end = System.nanoTime();
            }
            tell();
        }

        /** Empty before it begins. */
        synchronized Optional<DownloadProgress> progress() {
            RowTarget into = target;
            if (state == null || into == null) {
                return Optional.empty();
            }
            long now = state.isOver() ? end : System.nanoTime();
            return Optional.of(new DownloadProgress(state, rows, into.bytes(), Duration.ofNanos(now - start), failure));
        }

        DownloadRowsUseCase.Watch watch(Consumer<DownloadProgress> listener) {
            Subscription own = new Subscription(listener);
            subscriptions.add(own);
            return () -> subscriptions.remove(own);
        }

        /** Not a record: two subscriptions of one listener are two. */
        private static final class Subscription {
            private final Consumer<DownloadProgress> listener;

            Subscription(Consumer<DownloadProgress> listener) {
                this.listener = listener;
            }
        }

        private void tell() {
            progress().ifPresent(now -> {
                for (Subscription subscription : subscriptions) {
                    try {
                        subscription.listener.accept(now);
                    } catch (RuntimeException failed) {
                        LOG.warn("A watcher of a download failed", failed);
                    }
                }
            });
        }

        private void passed(int more) {
            long now = System.nanoTime();
            synchronized (this) {
                rows += more;
                if (now - lastTold < BETWEEN_TELLINGS) {
                    return;
                }
                lastTold = now;
            }
            tell();
        }

        /** Counts what it passes on. */
        private final class Counted implements RowSink {
            private final RowTarget into;

            Counted(RowTarget into) {
                this.into = into;
            }

            @Override
            public void columns(List<ResultColumn> columns) {
                into.columns(columns);
            }

            @Override
            public void rows(List<Row> batch) {
                into.rows(batch);
                passed(batch.size());
            }
        }
    }
}
