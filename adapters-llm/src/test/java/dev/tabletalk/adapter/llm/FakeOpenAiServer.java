package dev.tabletalk.adapter.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks chat completions on a free port of 127.0.0.1 and does what it is told, mishaps included. Answers
 * come first from {@link #next}, then from {@link #answering}. Requests for a title are answered by {@link #titling}, unless
 * there is something in the queue. Safe for any thread; it uses virtual threads only.
 */
public final class FakeOpenAiServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<FakeCall> calls = new CopyOnWriteArrayList<>();
    private final List<Long> abandoned = new CopyOnWriteArrayList<>();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final Queue<FakeAnswer> queue = new ConcurrentLinkedQueue<>();
    private volatile Function<FakeCall, FakeAnswer> script = call -> FakeAnswer.saying("Hello from the fake model.");
    private volatile Function<FakeCall, FakeAnswer> titles = call -> FakeAnswer.saying("A fake title");
    private volatile Function<FakeCall, FakeAnswer> suggestions = call -> FakeAnswer.saying("[]");

    private FakeOpenAiServer(ServerSocket listener) {
        this.listener = listener;
    }

    public static FakeOpenAiServer start() {
        FakeOpenAiServer server = new FakeOpenAiServer(listen(0));
        Thread.ofVirtual().name("fake-model").start(server::accept);
        return server;
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1024);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After {@link #close}: listens again, where it did. */
    public void reopen() {
        listener = listen(listener.getLocalPort());
        Thread.ofVirtual().name("fake-model").start(this::accept);
    }

    /** What to give as OPENAI_BASE_URL. */
    public String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
    }

    /** Answers the next requests with these, in order, whatever they ask. */
    public FakeOpenAiServer next(FakeAnswer... answers) {
        queue.addAll(List.of(answers));
        return this;
    }

    /** Answers all other requests by looking at them. */
    public FakeOpenAiServer answering(Function<FakeCall, FakeAnswer> decide) {
        script = decide;
        return this;
    }

    /** Answers requests for a title. */
    public FakeOpenAiServer titling(Function<FakeCall, FakeAnswer> decide) {
        titles = decide;
        return this;
    }

    /** Answers requests for next questions; nothing else does, and they are not among the {@link #calls}. */
    public FakeOpenAiServer suggesting(Function<FakeCall, FakeAnswer> decide) {
        suggestions = decide;
        return this;
    }

    /** The requests so far, but those for next questions, oldest first. */
    public List<FakeCall> calls() {
        return calls.stream().filter(call -> !call.isForFollowUps()).toList();
    }

    /** The requests for next questions so far, oldest first. */
    public List<FakeCall> suggestionCalls() {
        return calls.stream().filter(FakeCall::isForFollowUps).toList();
    }

    /** When a client closed its connection before the answer was over, by {@link System#nanoTime()}, oldest first. */
    public List<Long> abandoned() {
        return List.copyOf(abandoned);
    }

    /** How many connections were ever made. */
    public int connections() {
        return accepted.size();
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

    private void accept() {
        ServerSocket current = listener;
        while (!current.isClosed()) {
            try {
                Socket socket = current.accept();
                socket.setTcpNoDelay(true);
                accepted.add(socket);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Reads requests; while an answer is under way it waits for the next one, and so notices a client that leaves. */
    private void serve(Socket socket) {
        Answering answering = new Answering(Thread.currentThread(), new AtomicBoolean(true));
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (FakeCall call = read(in); call != null; call = read(in)) {
                if (!answering.over().get()) {
                    throw new IllegalStateException("A second request arrived in the middle of an answer.");
                }
                FakeCall arrived = call;
                calls.add(arrived);
                AtomicBoolean over = new AtomicBoolean();
                answering = new Answering(Thread.ofVirtual().start(() -> answer(arrived, socket, out, over)), over);
            }
        } catch (IOException e) {
            // The client reset the connection, or we did.
        } finally {
            abandonedUnless(answering.over());
            answering.thread().interrupt();
            open.remove(socket);
        }
    }

    private record Answering(Thread thread, AtomicBoolean over) {}

    private void abandonedUnless(AtomicBoolean over) {
        if (over.compareAndSet(false, true)) {
            abandoned.add(System.nanoTime());
        }
    }

    private void answer(FakeCall call, Socket socket, OutputStream out, AtomicBoolean over) {
        FakeAnswer queued = call.isForFollowUps() ? null : queue.poll();
        FakeAnswer answer = queued != null ? queued : scriptFor(call).apply(call);
        try {
            boolean chunked = !answer.headers().containsKey("content-length");
            if (answer.status() != 0) {
                out.write(head(answer, chunked).getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            for (FakeAnswer.Step step : answer.steps()) {
                switch (step) {
                    case FakeAnswer.Step.Bytes bytes -> write(out, bytes.bytes().array(), chunked);
                    case FakeAnswer.Step.Pause pause -> Thread.sleep(pause.time());
                    case FakeAnswer.Step.Await await -> await.action().run();
                    case FakeAnswer.Step.End end -> {
                        over.set(true);
                        if (chunked) {
                            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                    case FakeAnswer.Step.Cut cut -> {
                        over.set(true);
                        socket.shutdownOutput();
                    }
                    case FakeAnswer.Step.Reset reset -> {
                        over.set(true);
                        socket.setSoLinger(true, 0);
                        socket.close();
                    }
                }
            }
        } catch (IOException e) {
            abandonedUnless(over);
        } catch (InterruptedException e) {
            // The client left in the middle of a pause.
            Thread.currentThread().interrupt();
        }
    }

    private Function<FakeCall, FakeAnswer> scriptFor(FakeCall call) {
        return call.isForFollowUps() ? suggestions : call.isForTitle() ? titles : script;
    }

    private static String head(FakeAnswer answer, boolean chunked) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Fake\r\n");
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append(chunked ? "transfer-encoding: chunked\r\n\r\n" : "\r\n")
                .toString();
    }

    private static void write(OutputStream out, byte[] bytes, boolean chunked) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream(bytes.length + 12);
        if (chunked) {
            frame.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        frame.writeBytes(bytes);
        if (chunked) {
            frame.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        frame.writeTo(out);
        out.flush();
    }

    private static @Nullable FakeCall read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new FakeCall(
                first.split(" ", -1)[1],
                headers,
                new String(body, StandardCharsets.UTF_8),
                JSON.readTree(body),
                System.nanoTime());
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                if (line.size() > 0) {
                    throw new EOFException();
                }
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
