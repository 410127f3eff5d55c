package dev.tabletalk.adapter.llm;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request and its stream of events, read on the thread that called {@link #run}. Any other thread may end it at any
 * moment: the connection is closed at once and the reading thread comes back.
 */
final class Exchange {
    /**
     * What one reply may hold: the characters of its text and of the arguments of its calls, and one more for each event.
     * Several times the longest answer of any model; it ends one that never stops talking.
     */
    static final int MOST_SAID = 1_000_000;

    /** How long the server may take after its last event to end the response, so that the connection can be used again. */
    private static final Duration PARTING = Duration.ofMillis(250);

    private static final Duration ERROR_BODY_TIME = Duration.ofSeconds(2);
    private static final int ERROR_BODY_BYTES = 16 << 10;
    private static final ServerSentEventContext CONTEXT = new ServerSentEventContext(new NoHandle());

    private final ScheduledExecutorService timer;
    private final SilenceWatch watch;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final EventUnderWay event = new EventUnderWay();
    private volatile boolean open;
    private @Nullable Connection connection;
    private boolean closed;

    // Of the reading thread.
    private int said;

    /** @param deadline by {@link System#nanoTime()}, when the whole call must be over */
    Exchange(ScheduledExecutorService timer, Limits limits, long deadline) {
        this.timer = timer;
        this.watch = new SilenceWatch(timer, limits, deadline, this::end);
    }

    /** Ends the exchange, unless something else has ended it already. */
    void end(Ending how) {
        ending.compareAndSet(null, how);
        close();
    }

    @Nullable
    Ending ending() {
        return ending.get();
    }

    /** Whether the server accepted the request and began to stream. */
    boolean isOpen() {
        return open;
    }

    /** The model began to say something. */
    void answerBegins() {
        watch.answerBegins();
    }

    /**
     * Takes note that the model said so many characters more; ends the exchange when that is too much.
     *
     * @return how many of them there was room for
     */
    int take(int characters) {
        int room = Math.min(characters, MOST_SAID - said);
        said += room;
        if (room < characters) {
            end(new Ending.TooMuch("more than " + MOST_SAID + " characters"));
        }
        return room;
    }

    /** Why the model said that it stopped, in its own word; empty as long as it did not. */
    String finishReason() {
        return event.finishReason();
    }

    /** Sends the request and passes the events on until the exchange has ended. */
    void run(HttpClient http, HttpRequest request, ServerSentEventListener listener) {
        watch.waitBegins();
        watch.start();
        try (watch) {
            Head head = send(http, request);
            watch.waitEnds();
            if (head != null && holds(head.body()::close)) {
                read(head, listener);
            }
        } catch (TooMuchException e) {
            end(new Ending.TooMuch(e.toString()));
        } catch (IOException e) {
            end(new Ending.Lost(e));
        } finally {
            close();
        }
        if (open) {
            // Lets LangChain4j put together what has arrived, however it ended.
            listener.onClose();
        }
    }

    private @Nullable Head send(HttpClient http, HttpRequest request) {
        // The head is taken where the body handler sees it: the future of sendAsync takes a detour over another pool.
        CompletableFuture<Head> head = new CompletableFuture<>();
        var sending = http.sendAsync(request, info -> {
            ResponseBody body = new ResponseBody(watch);
            if (!head.complete(new Head(info.statusCode(), info.headers(), body))) {
                // Ended just now: nobody else will close what the server begins to send.
                body.close();
            }
            return body;
        });
        var _ = sending.whenComplete((response, failure) -> {
            if (failure != null) {
                head.completeExceptionally(failure);
            }
        });
        if (!holds(() -> {
            sending.cancel(true);
            if (!head.cancel(false)) {
                // The answer began just before: to the client the request is done then, and cancelling it does nothing.
                var _ = head.thenAccept(begun -> begun.body().close());
            }
        })) {
            return null;
        }
        try {
            return head.get();
        } catch (CancellationException e) {
            end(new Ending.Cancelled());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause();
            end(new Ending.Lost(cause == null ? e : cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(new Ending.Cancelled());
        }
        return null;
    }

    private void read(Head head, ServerSentEventListener listener) throws IOException {
        String type = head.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (head.status() < 200 || head.status() > 299) {
            closeAfter(ERROR_BODY_TIME);
            end(new Ending.Refused(head.status(), RetryPolicy.retryAfter(head.headers()), text(head.body())));
        } else if (type.startsWith("text/html") || type.startsWith("application/json")) {
            closeAfter(ERROR_BODY_TIME);
            end(new Ending.NotAStream(type, text(head.body())));
        } else {
            open = true;
            listener.onOpen(
                    SuccessfulHttpResponse.builder().statusCode(head.status()).build());
            ResponseBody body = head.body();
            boolean any = passOn(body, listener);
            end(
                    any || body.isEmpty() || type.startsWith("text/event-stream")
                            ? new Ending.Closed()
                            : new Ending.NotAStream(type, ""));
        }
    }

    /** Returns whether there was any event. */
    private boolean passOn(InputStream body, ServerSentEventListener listener) throws IOException {
        SseReader events = new SseReader(body);
        boolean any = false;
        for (String data = events.next(); data != null && ending() == null; data = events.next()) {
            any = true;
            var _ = take(1);
            if (data.equals("[DONE]")) {
                ending.compareAndSet(null, new Ending.Closed());
                closeAfter(PARTING);
                body.transferTo(OutputStream.nullOutputStream());
                return true;
            }
            Ending.ErrorInStream error = ModelErrors.in(events.event(), data);
            if (error != null) {
                end(error);
                return true;
            }
            event.becomes(events.event(), data);
            listener.onEvent(event, CONTEXT);
        }
        return any;
    }

    private static String text(InputStream body) {
        try {
            return new String(body.readNBytes(ERROR_BODY_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(the body could not be read: " + e + ")";
        }
    }

    private void closeAfter(Duration time) {
        var _ = timer.schedule(this::close, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Makes this the thing to close; false when the exchange has ended meanwhile, and then it is closed already. */
    private boolean holds(Connection next) {
        synchronized (this) {
            if (!closed) {
                connection = next;
                return true;
            }
        }
        closeNow(next);
        return false;
    }

    private void close() {
        Connection open;
        synchronized (this) {
            closed = true;
            open = connection;
            connection = null;
        }
        if (open != null) {
            closeNow(open);
        }
    }

    private static void closeNow(Connection open) {
        try {
            open.close();
        } catch (IOException e) {
            // It is over either way; closing the stream of the JDK's client does not fail.
        }
    }

    private record Head(int status, HttpHeaders headers, ResponseBody body) {}

    @FunctionalInterface
    private interface Connection {
        void close() throws IOException;
    }

    /** LangChain4j wants one; the exchange is ended by {@link #end}. */
    private record NoHandle() implements ServerSentEventParsingHandle {
        @Override
        public void cancel() {
            throw new UnsupportedOperationException("End the exchange instead.");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
