package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to write an address of the link or of a metadata service, and names that lead there. */
final class SpecialAddressTest {
    private static final int PORT = 5432;

    /** No plain host name and no address in its usual form: never saved, and so never resolved. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2852039166",
                "0xa9fea9fe",
                "0XA9FEA9FE",
                "0xA9.0xFE.0xA9.0xFE",
                "0251.0376.0251.0376",
                "0251.254.169.254",
                "00000251.0376.0251.0376",
                "169.254.43518",
                "169.16689662",
                "169.0xfea9fe",
                "0xa9.254.0251.254",
                "169.254.169.0xfe",
                "169.254.169.0376",
                "169.254.169.254.",
                "169.254.169.254..",
                "2852039166.",
                "169.254.169.254%25",
                "169.254.169.0254",
                "425.510.425.510",
                "7147006462",
                "[::ffff:169.254.169.254]",
                "[fe80::1]",
                "fe80::1%eth0",
                "fe80::1%1",
                "fe80::1%25lo",
                "①⑥⑨.②⑤④.①⑥⑨.②⑤④",
                "１６９.２５４.１６９.２５４",
                "169。254。169。254",
                "169．254．169．254",
                "169｡254｡169｡254",
                "١٦٩.٢٥٤.١٦٩.٢٥٤",
                "%31%36%39.254.169.254",
                "169%2e254%2e169%2e254",
                "169.254.169.254\u0000",
                "169.254.169.254\n",
                " 169.254.169.254",
                "169.254.169.254:80",
                "user@169.254.169.254",
                "169.254.169.254#",
                "169.254.169.254/latest",
                "169.254.169.254?x=1",
                "169.254.169.254;x=1",
                "127.0.0.1,169.254.169.254",
                "http://169.254.169.254",
                "//169.254.169.254",
                "\\\\169.254.169.254\\x",
                "ⓜetadata.google.internal",
                "metadata.google.internal\u200b",
                "(host=169.254.169.254)",
                "address=(host=169.254.169.254)(port=3306)",
                "169.254.169.254,",
                "..",
                ".",
                "metadata..internal",
                "-oProxyCommand=x",
                "",
            })
    void isNoHost(String host) {
        assertThatThrownBy(() -> server(host))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().field()).isEqualTo("host"));
    }

    /** Good form, but nobody's database: refused when connecting, whoever saved it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.169.123",
                "169.254.0.1",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "240.0.0.1",
                "::",
                "0:0:0:0:0:0:0:0",
                "fe80::1",
                "FE80::A9FE:A9FE",
                "febf::1",
                "ff02::1",
                "fd00:ec2::254",
                "FD00:0EC2:0:0:0:0:0:254",
                "fd20:ce::254",
                "::ffff:169.254.169.254",
                "::FFFF:A9FE:A9FE",
                "0:0:0:0:0:ffff:a9fe:a9fe",
                "::169.254.169.254",
                "::a9fe:a9fe",
                "::ffff:0:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::",
                "2002:a9fe:a9fe::1",
                "2001:0:1234:5678:0:0:5601:5601",
                "fd12:3456::5efe:169.254.169.254",
                "2001:db8::200:5efe:a9fe:a9fe",
                "::ffff:100.100.100.200",
                "64:ff9b::168.63.129.16",
            })
    void isRefusedWhenConnecting(String address) throws IOException {
        assertThat(reason(server(address))).contains("which is not allowed");
        assertThat(reason(server(TestNames.leadingTo(address))))
                .as("a name that leads there")
                .contains("which is not allowed");
        try (Socket socket = new CheckedSocketFactory().createSocket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), PORT), 1))
                    .isInstanceOf(SpecialAddress.Refused.class);
            assertThat(socket.isConnected()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "::ffff:127.0.0.1",
                "10.0.0.5",
                "172.16.3.4",
                "192.168.1.10",
                "100.64.0.1",
                "100.100.100.201",
                "169.253.255.255",
                "169.255.0.1",
                "192.0.0.191",
                "8.8.8.8",
                "223.255.255.255",
                "fd00::5",
                "fc00::1",
                "2001:db8::5",
                "2002:0a00:0001::1",
                "64:ff9b::10.0.0.1",
            })
    void mayBeADatabase(String address) throws IOException {
        SpecialAddress.require(InetAddress.ofLiteral(address));
        assertThat(server(address).host()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "db.example.com", "db_1", "postgres-15.internal", "db.example.com.", "a9fe", "x0"})
    void mayBeAHost(String name) {
        assertThat(server(name).host()).isEqualTo(name);
    }

    @Test
    void connectsToTheAddressThatWasChecked() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String name = TestNames.leadingTo("127.0.0.1", "169.254.169.254");
            InetSocketAddress address = new InetSocketAddress(name, server.getLocalPort());
            try (Socket socket = new CheckedSocketFactory().createSocket()) {
                socket.connect(address, 1_000);
                assertThat(socket.getInetAddress()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
                assertThat(TestNames.asked(name)).isEqualTo(1);
            }
        }
    }

    @Test
    void isCheckedWhenConnectingAndNotWhenSaving() {
        String name = TestNames.leadingTo("127.0.0.1", "169.254.169.254");
        DatabaseAddress.Server server = new DatabaseAddress.Server(name, 1, "x", user(), Map.of());
        new PostgresEngine(Reach.NETWORK).validate(connection(server));
        assertThat(TestNames.asked(name)).isZero();
        assertThat(reason(server)).startsWith("Nothing listens at");
    }

    @Test
    void mayBeReachedWhenTheAdministratorSaysSo() throws IOException {
        try (Socket socket = new LinkLocalSocketFactory().createSocket()) {
            // Nothing is sent: the port is none, so that the check is all that happens.
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 1), 100))
                    .isInstanceOf(java.net.ConnectException.class);
        }
    }

    @Test
    void isNoSocketOfAnotherKind() throws IOException {
        try (Socket socket = new CheckedSocketFactory().createSocket()) {
            assertThatThrownBy(() -> socket.connect(UnixDomainSocketAddress.of("/tmp/socket"), 1))
                    .isInstanceOf(SpecialAddress.Refused.class);
        }
    }

    private static String reason(DatabaseAddress.Server server) {
        try (Session session = new PostgresEngine(Reach.NETWORK).open(connection(server))) {
            throw new AssertionError("connected to " + server.host() + ": " + session);
        } catch (FailureException refused) {
            assertThat(refused.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
            return refused.failure().message();
        }
    }

    private static DatabaseConnection connection(DatabaseAddress.Server server) {
        return ConnectionAttacks.connection(DatabaseKind.POSTGRESQL, server);
    }

    private static DatabaseAddress.Server server(String host) {
        return new DatabaseAddress.Server(host, PORT, "postgres", user(), Map.of());
    }

    private static Credentials user() {
        return new Credentials("postgres", null);
    }
}
