package dev.tabletalk.adapter.llm;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response as they arrive; read by one thread, closed by any. Unlike the stream of the JDK it hands out
 * everything that came before a failure, and only then fails: what the model had said is kept.
 */
final class ResponseBody extends InputStream implements BodySubscriber<InputStream> {
    /** Hundreds of times the longest answer of any model; it keeps a server gone mad from filling the memory. */
    static final long MAX_BYTES = 64 << 20;

    /** So many deliveries may wait for a slow reader; then the server has to wait too. */
    private static final int WINDOW = 32;

    /** Empty, as no delivery is. */
    private static final List<ByteBuffer> END = List.of();

    private final SilenceWatch watch;
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable Throwable failure;
    private Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    // Of the reading thread.
    private Iterator<ByteBuffer> current = END.iterator();
    private @Nullable ByteBuffer buffer;
    private boolean ended;
    private long bytes;

    /** @param watch is told when bytes are waited for */
    ResponseBody(SilenceWatch watch) {
        this.watch = watch;
    }

    /** Whether not one byte has been read. */
    boolean isEmpty() {
        return bytes == 0;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription from) {
        synchronized (this) {
            if (!closed) {
                subscription = from;
            }
        }
        if (closed) {
            from.cancel();
        } else {
            from.request(WINDOW);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (buffers.isEmpty()) {
            requestMore();
        } else {
            arrived.add(buffers);
        }
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        ByteBuffer from = next();
        if (from == null) {
            return -1;
        }
        int read = Math.min(length, from.remaining());
        from.get(into, offset, read);
        bytes += read;
        if (bytes > MAX_BYTES) {
            throw new TooMuchException("more than " + MAX_BYTES + " bytes in one answer");
        }
        return read;
    }

    /** Some bytes, or null at the end. */
    private @Nullable ByteBuffer next() throws IOException {
        while (buffer == null || !buffer.hasRemaining()) {
            if (ended) {
                return null;
            }
            if (current.hasNext()) {
                buffer = current.next();
                continue;
            }
            List<ByteBuffer> delivery = take();
            if (closed) {
                throw new IOException("closed");
            }
            if (delivery.isEmpty()) {
                ended = true;
                if (failure != null) {
                    throw new IOException(failure);
                }
            } else {
                current = delivery.iterator();
                requestMore();
            }
        }
        return buffer;
    }

    private List<ByteBuffer> take() throws IOException {
        List<ByteBuffer> there = arrived.poll();
        if (there != null) {
            return there;
        }
        watch.waitBegins();
        try {
            return arrived.take();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            watch.waitEnds();
        }
    }

    private void requestMore() {
        Flow.Subscription from;
        synchronized (this) {
            from = subscription;
        }
        if (from != null) {
            from.request(1);
        }
    }

    @Override
    public void close() {
        Flow.Subscription from;
        synchronized (this) {
            closed = true;
            from = subscription;
            subscription = null;
        }
        if (from != null) {
            from.cancel();
        }
        arrived.add(END);
    }
}
