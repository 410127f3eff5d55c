package dev.tabletalk.application.trace;

import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ModelCallRepository;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.trace.CallEnd;
import dev.tabletalk.domain.trace.CallPurpose;
import dev.tabletalk.domain.trace.ModelCall;
import dev.tabletalk.domain.trace.SentRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records calls to models. A record is written once its call is over, on a thread of its own: who made the call waits for it a
 * moment, so that a step is not in the store without what was sent for it, but goes on when the store is slow. Trouble with a
 * record never becomes trouble for an answer. Safe for any thread.
 */
public final class ModelTraces {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTraces.class);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 5;

    private final ModelCallRepository calls;
    private final Clock clock;
    private final Duration pause;
    private final Set<Writing> writing = ConcurrentHashMap.newKeySet();

    public ModelTraces(ModelCallRepository calls, Clock clock) {
        this(calls, clock, Duration.ofSeconds(1));
    }

    /** @param pause before a record is tried to be written again; longer each time */
    ModelTraces(ModelCallRepository calls, Clock clock, Duration pause) {
        this.calls = calls;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Begins the record of a call that is made now.
     *
     * @param step of the answer, from 1; 0 for what is none
     * @param model what to call it when nothing is sent
     * @param onText gets what the model says
     */
    public Recording begin(TurnId turn, CallPurpose purpose, int step, String model, ModelListener onText) {
        return new Recording(turn, purpose, step, model, onText);
    }

    /** Waits until all records are written, but not longer than this. */
    public void awaitWritten(Duration time) {
        try {
            CompletableFuture<?>[] all = writing.stream().map(Writing::done).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.warn("{} records of calls to the model are not written", writing.size());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** One call in the making; passes on what it hears. For the thread of the call. */
    public final class Recording implements ModelListener {
        private final TurnId turn;
        private final CallPurpose purpose;
        private final int step;
        private final ModelListener listener;
        private final Instant startedAt = clock.instant();
        private final long start = System.nanoTime();
        private SentRequest request;
        private int attempts;
        private TokenUsage usage = TokenUsage.NONE;
        private @Nullable Duration firstText;

        private Recording(TurnId turn, CallPurpose purpose, int step, String model, ModelListener listener) {
            this.turn = turn;
            this.purpose = purpose;
            this.step = step;
            this.listener = listener;
            this.request = new SentRequest(model, null, "");
        }

        @Override
        public void text(String piece) {
            if (firstText == null && !piece.isEmpty()) {
                firstText = elapsed();
            }
            listener.text(piece);
        }

        @Override
        public void sent(SentRequest sent) {
            request = sent;
            attempts++;
            listener.sent(sent);
        }

        @Override
        public void used(TokenUsage counted) {
            usage = counted;
            listener.used(counted);
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        /** The call ended like this. */
        public void end(ModelReply reply) {
            switch (reply) {
                case ModelReply.Finished finished -> end(CallEnd.FINISHED, null);
                case ModelReply.Interrupted interrupted -> end(CallEnd.INTERRUPTED, interrupted.failure());
                case ModelReply.Failed failed -> end(CallEnd.FAILED, failed.failure());
                case ModelReply.Cancelled cancelled -> end(CallEnd.CANCELLED, null);
            }
        }

        /** The call gave what it was made for. */
        public void finish() {
            end(CallEnd.FINISHED, null);
        }

        /** The call ended with an exception. */
        public void fail(RuntimeException thrown) {
            Failure failure = thrown instanceof FailureException known
                    ? known.failure()
                    : new Failure(FailureCode.INTERNAL, "The call broke; the server's log has the details.");
            end(failure.code() == FailureCode.MODEL_INTERRUPTED ? CallEnd.INTERRUPTED : CallEnd.FAILED, failure);
        }

        private void end(CallEnd how, @Nullable Failure failure) {
            ModelCall call = new ModelCall(
                    purpose,
                    step,
                    request.model(),
                    request.server(),
                    startedAt,
                    elapsed(),
                    firstText,
                    usage,
                    how,
                    failure,
                    attempts);
            write(turn, call, request.body());
        }
    }

    /** A record on its way to the store. Not a record of Java: each is one of its own. */
    private static final class Writing {
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

        CompletableFuture<@Nullable Void> done() {
            return done;
        }
    }

    private void write(TurnId turn, ModelCall call, String request) {
        Writing written = new Writing();
        writing.add(written);
        Thread.ofVirtual().name("trace-" + turn).start(() -> {
            try {
                keep(turn, call, request);
            } finally {
                writing.remove(written);
                written.done().complete(null);
            }
        });
        try {
            written.done().get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            LOG.info("The record of a call for {} is still being written", turn);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(TurnId turn, ModelCall call, String request) {
        for (int tries = 1; ; tries++) {
            try {
                calls.add(turn, call, request);
                return;
            } catch (RuntimeException failed) {
                boolean passes = failed instanceof FailureException known
                        && known.failure().code() == FailureCode.STORE_UNAVAILABLE;
                if (!passes || tries == MOST_TRIES) {
                    LOG.warn("The record of a call to the model for {} is lost", turn, failed);
                    return;
                }
            }
            try {
                Thread.sleep(pause.multipliedBy(tries));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
