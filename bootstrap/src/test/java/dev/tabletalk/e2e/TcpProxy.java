package dev.tabletalk.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A network that can fail: it stands between a client and a server, and cuts connections when it is told to. */
public final class TcpProxy implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BUFFER = 8_192;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    private static final Duration CLOSE_CHECK = Duration.ofMillis(20);

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile int target;
    private volatile boolean swallowing;
    private volatile LongSupplier lifetimes = () -> Long.MAX_VALUE;
    private ServerSocket listener;

    /** @param target the port of the server */
    public TcpProxy(int target) {
        this.target = target;
        listener = listen(0);
        port = listener.getLocalPort();
    }

    public int port() {
        return port;
    }

    /** Where new connections lead, after the server has moved. */
    void leadTo(int newTarget) {
        target = newTarget;
    }

    /** Cuts each new connection after so many bytes of answers. */
    void cutAfter(LongSupplier bytes) {
        lifetimes = bytes;
    }

    /** Cuts all connections there are. */
    public void cut() {
        open.forEach(TcpProxy::reset);
    }

    /** Cuts all connections, and refuses new ones until {@link #answer}. */
    public synchronized void refuse() {
        close();
    }

    /** Lets everything pass again. */
    public synchronized void answer() {
        swallowing = false;
        if (!listener.isClosed()) {
            return;
        }
        long end = System.nanoTime() + LONGEST_CLOSE.toNanos();
        while (true) {
            try {
                listener = listen(port);
                return;
            } catch (UncheckedIOException stillTaken) {
                // who waited for a client holds the port until it has woken up
                if (System.nanoTime() > end) {
                    throw stillTaken;
                }
                LockSupport.parkNanos(CLOSE_CHECK.toNanos());
            }
        }
    }

    /** Whether anybody holds a connection through it. */
    public boolean isUsed() {
        return !open.isEmpty();
    }

    /** Takes everything and passes on nothing, until {@link #answer}: both sides believe that it arrives. */
    public void swallow() {
        swallowing = true;
    }

    /** Cuts all connections whose contents were swallowed, and passes on what comes over new ones. */
    void wake() {
        cut();
        swallowing = false;
    }

    @Override
    public synchronized void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private ServerSocket listen(int onPort) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, onPort), 256);
            Thread.ofVirtual().name("proxy").start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                connect(socket.accept());
            }
        } catch (IOException closed) {
            // Nobody is let in any more.
            return;
        }
    }

    private void connect(Socket client) {
        open.add(client);
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(LOOPBACK, target));
        } catch (IOException noServer) {
            end(client, server);
            return;
        }
        open.add(server);
        long lifetime = lifetimes.getAsLong();
        Thread.ofVirtual().start(() -> pump(client, server, Long.MAX_VALUE));
        Thread.ofVirtual().start(() -> pump(server, client, lifetime));
    }

    private void pump(Socket from, Socket to, long bytes) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            long left = bytes;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                if (!swallowing) {
                    out.write(buffer, 0, read);
                }
                left -= read;
            }
        } catch (IOException cut) {
            // The other direction ends too.
            return;
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        for (Socket socket : Set.of(one, other)) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedMeanwhile) {
            return;
        }
    }
}
