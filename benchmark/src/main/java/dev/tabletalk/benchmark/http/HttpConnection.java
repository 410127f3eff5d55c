package dev.tabletalk.benchmark.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server on loopback that is kept between requests and made anew after the server closed it. One request at
 * a time; {@link #close} may come from any thread.
 */
public final class HttpConnection implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** Longer than any silence that is part of a measurement. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private volatile @Nullable Socket socket;
    private @Nullable InputStream in;
    private boolean last;

    public HttpConnection(int port) {
        this.port = port;
    }

    /** A response; its body has to be read to the end before the next request. */
    public record Response(HttpHead head, InputStream body) {
        public String text() throws IOException {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Opens the connection if it is not open, so that the next request need not. */
    public void open() throws IOException {
        if (last) {
            close();
        }
        if (socket == null) {
            last = false;
            Socket made = new Socket();
            socket = made;
            made.setTcpNoDelay(true);
            made.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            made.connect(new InetSocketAddress(LOOPBACK, port));
            in = new BufferedInputStream(made.getInputStream());
        }
    }

    /** @param json empty for no body */
    public Response send(String method, String path, String accept, String json) throws IOException {
        open();
        InputStream from = in;
        Socket to = socket;
        if (from == null || to == null) {
            throw new IOException("closed");
        }
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAccept: " + accept
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        to.getOutputStream().write(request);
        HttpHead answer = HttpHead.read(from);
        if (answer == null) {
            throw new EOFException("the server closed the connection in place of an answer");
        }
        last = answer.isLast();
        return new Response(answer, answer.status() == 204 ? InputStream.nullInputStream() : answer.body(from));
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
