package dev.tabletalk.benchmark.model;

import dev.tabletalk.benchmark.http.HttpHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A model server on a free port of 127.0.0.1 that does what the question says. Virtual threads only; safe for any thread. */
public final class FakeModel implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ModelCounts counts = new ModelCounts();

    private FakeModel(ServerSocket listener) {
        this.listener = listener;
    }

    public static FakeModel start() throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
        FakeModel model = new FakeModel(listener);
        Thread.ofVirtual().start(model::accept);
        return model;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What to give as OPENAI_BASE_URL. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** Requests so far, those for a title included. */
    public int requests() {
        return counts.requests();
    }

    public int titles() {
        return counts.titles();
    }

    /** Answers under way. */
    public int active() {
        return counts.active();
    }

    /** Answers whose client left before their end. */
    public int aborted() {
        return counts.aborted();
    }

    /** When the connection of the answer with this tag was closed before its end, by {@link System#nanoTime()}. */
    public CompletableFuture<Long> closedEarly(String tag) {
        return counts.leaving(tag);
    }

    /** Waits until no answer is under way; false when that takes longer. */
    public boolean awaitIdle(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (active() > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** While an answer is under way this waits for the next request, and so notices at once when the client leaves. */
    private void serve(Socket socket) {
        ModelAnswer answer = null;
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (HttpHead head = HttpHead.read(in); head != null; head = HttpHead.read(in)) {
                byte[] body = head.body(in).readAllBytes();
                answer = answer(head, body, socket.getOutputStream());
            }
        } catch (IOException e) {
            // A reset is a way to leave, too.
        } finally {
            open.remove(socket);
            if (answer != null) {
                answer.clientLeft(System.nanoTime());
            }
        }
    }

    private @Nullable ModelAnswer answer(HttpHead head, byte[] body, OutputStream out) throws IOException {
        if (!head.path().endsWith("/chat/completions")) {
            out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return null;
        }
        ModelCall call = ModelCall.of(body, System.nanoTime());
        counts.began(call.forTitle());
        ModelAnswer answer = new ModelAnswer(call, out, counts);
        Thread.ofVirtual().start(answer);
        return answer;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
