package dev.tabletalk.adapter.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes the sockets of database drivers, which load it by name. Its sockets connect to the address they were checked for and
 * to no other, belong to the {@link Wire} of the thread that makes them, and have the limits of that.
 */
public class CheckedSocketFactory extends SocketFactory {
    /** Called by drivers. */
    public CheckedSocketFactory() {}

    /** Whether its sockets may also connect to what {@link SpecialAddress} knows. */
    boolean reachesSpecialAddresses() {
        return false;
    }

    @Override
    public final Socket createSocket() {
        return new CheckedSocket(Wire.ofThisThread(), reachesSpecialAddresses());
    }

    @Override
    public final Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public final Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public final Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public final Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(address, Math.toIntExact(JdbcTargetDatabase.CONNECT_TIMEOUT.toMillis()));
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}
