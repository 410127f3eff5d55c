package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

/** What a server may do to us: never answer, answer a byte at a time, answer with more than fits. */
final class WireTest {
    private static final int MIB = 1 << 20;
    /** Less than what a driver waits that goes by its own time limit; much more than one of a second takes. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** What a server does with whoever connects. */
    private interface Answer {
        void give(Socket client) throws Exception;
    }

    @Test
    void reachesDriversByNameAndWithoutArguments() throws Exception {
        for (Reach reach : Reach.values()) {
            Object made = Class.forName(reach.socketFactory(), true, getClass().getClassLoader())
                    .getConstructor()
                    .newInstance();
            assertThat(made).isInstanceOf(SocketFactory.class);
        }
    }

    @Test
    void endsWhenMoreComesThanTheBudgetAllows() throws Exception {
        Wire wire = new Wire(MIB);
        try (ServerSocket server = answering(client -> send(client, 8 * MIB))) {
            Socket socket = connect(wire, server);
            InputStream in = socket.getInputStream();
            in.readNBytes(MIB / 2);
            wire.refill();
            in.readNBytes(MIB);
            assertThat(wire.isSpent()).isFalse();
            assertThatThrownBy(() -> in.readNBytes(MIB)).isInstanceOf(Wire.TooMuch.class);
            assertThat(wire.isSpent()).isTrue();
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void hasABudgetOfItsOwnWhenNobodyOpensASession() throws Exception {
        try (ServerSocket server = answering(client -> send(client, 100));
                Socket socket =
                        new CheckedSocketFactory().createSocket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(socket.getInputStream().readAllBytes()).hasSize(100);
        }
    }

    @Test
    void closesWhatIsOpenedWhenTheTimeIsOver() throws Exception {
        Wire wire = new Wire();
        try (ServerSocket server = answering(client -> client.getInputStream().read())) {
            assertThatThrownBy(() -> wire.open(Duration.ofMillis(200), () -> {
                        try (Socket socket = connected(server)) {
                            return socket.getInputStream().read();
                        } catch (IOException closed) {
                            throw new SQLException(closed);
                        }
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("time to connect is over");
        }
    }

    @Test
    void givesUpAServerThatNeverAnswers() throws Exception {
        assertGivenUp(client -> client.getInputStream().readAllBytes());
    }

    @Test
    void givesUpAServerThatAnswersAByteAtATime() throws Exception {
        assertGivenUp(client -> {
            client.getInputStream().readNBytes(8);
            OutputStream out = client.getOutputStream();
            out.write('N');
            // An error of 4 KB.
            trickle(out, new byte[] {'E', 0, 0, 16, 0});
        });
    }

    private static void trickle(OutputStream out, byte[] first) throws Exception {
        for (int i = 0; ; i++) {
            out.write(i < first.length ? first[i] : 1);
            out.flush();
            Thread.sleep(20);
        }
    }

    private static void assertGivenUp(Answer answer) throws Exception {
        try (ServerSocket server = answering(answer)) {
            DatabaseAddress address = new DatabaseAddress.Server(
                    "127.0.0.1",
                    server.getLocalPort(),
                    "postgres",
                    new Credentials("postgres", null),
                    Map.of("connectTimeout", "1"));
            long start = System.nanoTime();
            assertThatThrownBy(() -> new PostgresEngine(Reach.NETWORK)
                            .open(ConnectionAttacks.connection(DatabaseKind.POSTGRESQL, address)))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
        }
    }

    /** The MariaDB driver: makes the factory by name, on the thread that connects. */
    @Test
    void holdsTheMariaDbDriverToItsLimits() throws Exception {
        try (ServerSocket server = answering(client -> client.getInputStream().readAllBytes())) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> mariaDb(Wire.BUDGET, "127.0.0.1", server.getLocalPort()))
                    .hasMessageContaining("time to connect is over");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
        }
        try (ServerSocket server = answering(client -> send(client, 100))) {
            assertThatThrownBy(() -> mariaDb(10, "127.0.0.1", server.getLocalPort()))
                    .hasStackTraceContaining("sent more than");
        }
        assertThatThrownBy(() -> mariaDb(Wire.BUDGET, TestNames.leadingTo("169.254.169.254"), 3306))
                .hasStackTraceContaining("leads to a link-local address");
    }

    private static void mariaDb(long budget, String host, int port) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "app");
        properties.setProperty("socketFactory", Reach.NETWORK.socketFactory());
        new Wire(budget)
                .open(
                        Duration.ofSeconds(2),
                        () -> new org.mariadb.jdbc.Driver()
                                .connect("jdbc:mariadb://" + host + ":" + port + "/x", properties));
    }

    private static Socket connect(Wire wire, ServerSocket server) throws SQLException {
        return wire.open(Duration.ofSeconds(10), () -> {
            try {
                return connected(server);
            } catch (IOException failed) {
                throw new SQLException(failed);
            }
        });
    }

    private static Socket connected(ServerSocket server) throws IOException {
        Socket socket = new CheckedSocketFactory().createSocket();
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
        return socket;
    }

    /** Lives until it is closed, or until the answer fails because the client has gone. */
    private static ServerSocket answering(Answer answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    answer.give(client);
                } catch (Exception gone) {
                    System.getLogger("test").log(System.Logger.Level.DEBUG, "the client has gone", gone);
                }
            }
        });
        return server;
    }

    private static void send(Socket client, int bytes) throws IOException {
        client.getOutputStream().write(new byte[bytes]);
    }
}
