package dev.tabletalk.failures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way over loopback to a server, which can be cut, or swallow what is sent, like a network that is gone. */
final class Wire implements AutoCloseable {
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowing;
    private volatile ServerSocket listener;

    private Wire(int target) {
        this.target = target;
        this.listener = listen(0);
    }

    static Wire to(int port) {
        Wire wire = new Wire(port);
        wire.start();
        return wire;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends all connections; new ones are refused. */
    void cut() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mend() {
        swallowing = false;
        int port = listener.getLocalPort();
        // the system may hold on to the port for a moment
        Rest.await("the port is free again", Duration.ofSeconds(15), () -> listens(port));
        start();
    }

    /** From now on nothing arrives any more, in neither direction, and nobody is told. */
    void swallow() {
        swallowing = true;
    }

    /** Whether anybody holds a connection through it. */
    boolean isUsed() {
        return !sockets.isEmpty();
    }

    private boolean listens(int port) {
        try {
            listener = listen(port);
            return true;
        } catch (UncheckedIOException taken) {
            return false;
        }
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    private void accept() {
        ServerSocket current = listener;
        while (!current.isClosed()) {
            try {
                Socket near = current.accept();
                Socket far = new Socket(InetAddress.ofLiteral("127.0.0.1"), target);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8 << 10];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (!swallowing) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One side has gone, or the wire was cut.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
