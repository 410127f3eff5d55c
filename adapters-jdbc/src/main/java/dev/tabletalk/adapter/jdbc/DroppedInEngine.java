package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.TableName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A system whose driver is not part of the product. Every statement has a new session. */
final class DroppedInEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(DroppedInEngine.class);
    private final DroppedIn system;
    private final DriverFolder drivers;
    private final Reach reach;

    DroppedInEngine(DroppedIn system, DriverFolder drivers, Reach reach) {
        this.system = system;
        this.drivers = drivers;
        this.reach = reach;
    }

    @Override
    public void validate(DatabaseConnection connection) {
        system.options().require(address(connection).options());
    }

    @Override
    public Session open(DatabaseConnection connection) {
        return open(connection, server -> system.properties(server, reach));
    }

    @Override
    public Session openForAllRows(DatabaseConnection connection) {
        return open(connection, server -> {
            Properties properties = system.properties(server, reach);
            system.liftLimits(properties);
            return properties;
        });
    }

    private Session open(DatabaseConnection connection, Function<DatabaseAddress.Server, Properties> properties) {
        validate(connection);
        DatabaseAddress.Server server = address(connection);
        Driver driver = drivers.driver(system.jar());
        try {
            DatabaseAddress.Server checked = checked(server);
            Wire wire = new Wire();
            return wire.open(
                    JdbcTargetDatabase.CONNECT_TIMEOUT,
                    () -> session(driver, checked, properties.apply(checked), wire));
        } catch (SQLException | IOException | RuntimeException error) {
            log.warn("Connection {} cannot be opened", connection.id(), error);
            throw new FailureException(
                    new Failure(FailureCode.DATABASE_UNREACHABLE, reason(server, error), "host"), error);
        }
    }

    private Session session(Driver driver, DatabaseAddress.Server server, Properties properties, Wire wire)
            throws SQLException {
        Connection opened = driver.connect(system.url(server), properties);
        if (opened == null) {
            throw new IllegalStateException("The driver does not take its own URL");
        }
        try {
            system.restrict(opened, server);
            return new DroppedInSession(opened, system, wire);
        } catch (SQLException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    /**
     * For a driver that makes its sockets itself, the address that was looked at in place of the name; a secure connection
     * needs the name for the certificate, which an address of somebody else cannot show.
     */
    private DatabaseAddress.Server checked(DatabaseAddress.Server server) throws IOException {
        if (system.usesOurSockets()) {
            return server;
        }
        InetAddress address = InetAddress.getByName(server.host());
        if (reach == Reach.NETWORK) {
            SpecialAddress.require(address);
        }
        boolean secure = server.options().entrySet().stream()
                .anyMatch(option -> option.getKey().equalsIgnoreCase("ssl")
                        && option.getValue().equals("true"));
        return secure
                ? server
                : new DatabaseAddress.Server(
                        address.getHostAddress(),
                        server.port(),
                        server.database(),
                        server.credentials(),
                        server.options());
    }

    @Override
    public String sample(TableName table, int rows) {
        return system.sample(table, rows);
    }

    @Override
    public String quoted(TableName table) {
        return DroppedIn.quoted(table);
    }

    /** What these systems say is not known well enough: only what never reached them is. */
    @Override
    public boolean refuses(SQLException error) {
        return error instanceof DroppedIn.NoReadException;
    }

    private static String reason(DatabaseAddress.Server server, Exception error) {
        String place = server.host() + ":" + server.port();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String found = switch (cause) {
                case SpecialAddress.Refused refused ->
                    "The host " + server.host() + " " + refused.getMessage()
                            + ", which is not allowed. The administrator can allow it with TABLETALK_ALLOW_LINK_LOCAL=true.";
                case UnknownHostException unknown -> "The host " + server.host() + " was not found.";
                case SocketTimeoutException slow -> "Nothing answered at " + place + " in time.";
                case ConnectException refused ->
                    "Nothing listens at " + place + ": check the port, and that the server runs.";
                case SSLException tls ->
                    "A secure connection to " + place
                            + " could not be made: check the options for TLS and its certificate.";
                default -> "";
            };
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "A connection to " + place + " could not be made: check the user name, the password and the database.";
    }

    private static DatabaseAddress.Server address(DatabaseConnection connection) {
        return switch (connection.address()) {
            case DatabaseAddress.Server server -> server;
            case DatabaseAddress.File file -> throw new IllegalStateException(connection.kind() + " is no file");
        };
    }
}
