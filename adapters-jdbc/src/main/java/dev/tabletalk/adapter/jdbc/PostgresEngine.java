package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.TableName;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL: a read-only transaction around a cursor that can only fetch. */
final class PostgresEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(PostgresEngine.class);
    /** What a person may set, and how a value must look. Nothing here loads code, reads files or runs SQL. */
    private static final DriverOptions OPTIONS = new DriverOptions(
            DatabaseKind.POSTGRESQL,
            Map.of(
                    "sslmode", Pattern.compile("disable|allow|prefer|require|verify-ca|verify-full"),
                    "channelBinding", Pattern.compile("disable|prefer|require"),
                    "ApplicationName", Pattern.compile("[A-Za-z0-9 ._-]{1,60}"),
                    "currentSchema",
                            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,62}(,[\\p{L}_][\\p{L}\\p{N}_]{0,62}){0,9}"),
                    "connectTimeout", Pattern.compile("[1-9]|10"),
                    "tcpKeepAlive", Pattern.compile("true|false")));
    /**
     * Syntax error (the statement cannot stand where a cursor is declared), not in a read-only transaction, insufficient
     * privilege, not supported and invalid definition (a cursor of something else than a read).
     */
    private static final Set<String> REFUSALS = Set.of("42601", "25006", "42501", "0A000", "42P11");

    /** What a batch of rows may take at most, in bytes: a cell that is larger ends the statement, not us. */
    private static final String MOST_BYTES_OF_A_BATCH = String.valueOf(16 << 20);

    /** A server that takes longer to be told is not there any more. */
    private static final String CANCEL_SECONDS = "5";

    private final Reach reach;

    PostgresEngine(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void validate(DatabaseConnection connection) {
        OPTIONS.require(address(connection).options());
    }

    @Override
    public Session open(DatabaseConnection connection) {
        validate(connection);
        DatabaseAddress.Server server = address(connection);
        try {
            return new Wire().open(deadline(server), () -> session(server));
        } catch (SQLException error) {
            log.warn("Connection {} cannot be opened", connection.id(), error);
            throw new FailureException(
                    new Failure(FailureCode.DATABASE_UNREACHABLE, reason(server, error), field(error)), error);
        }
    }

    private PostgresSession session(DatabaseAddress.Server server) throws SQLException {
        Connection opened = new Driver().connect(url(server), properties(server));
        if (opened == null) {
            throw new IllegalStateException("The driver does not take its own URL");
        }
        try {
            return new PostgresSession(opened, opened.unwrap(PGConnection.class).getBackendPID());
        } catch (SQLException failed) {
            opened.close();
            throw failed;
        }
    }

    private static Duration deadline(DatabaseAddress.Server server) {
        String seconds = server.options().get("connectTimeout");
        return seconds == null ? JdbcTargetDatabase.CONNECT_TIMEOUT : Duration.ofSeconds(Long.parseLong(seconds));
    }

    @Override
    public String sample(TableName table, int rows) {
        return "SELECT * FROM " + quoted(table) + " LIMIT " + rows;
    }

    @Override
    public String quoted(TableName table) {
        String schema = table.schema();
        String name = quoted(table.name());
        return schema == null ? name : quoted(schema) + "." + name;
    }

    @Override
    public boolean refuses(SQLException error) {
        return error instanceof PostgresSession.RefusedException
                || REFUSALS.contains(String.valueOf(error.getSQLState()));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Made of checked parts only; a person's options go into the properties. */
    static String url(DatabaseAddress.Server server) {
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return "jdbc:postgresql://" + host + ":" + server.port() + "/"
                + URLEncoder.encode(server.database(), StandardCharsets.UTF_8);
    }

    Properties properties(DatabaseAddress.Server server) {
        Properties properties = new Properties();
        String seconds = String.valueOf(JdbcTargetDatabase.CONNECT_TIMEOUT.toSeconds());
        PGProperty.APPLICATION_NAME.set(properties, "Tabletalk");
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        // None of the driver's: it would connect on a thread of its own, and leave that behind.
        PGProperty.LOGIN_TIMEOUT.set(properties, "0");
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, "true");
        properties.putAll(server.options());
        PGProperty.USER.set(properties, server.credentials().username());
        Secret password = server.credentials().password();
        // Without any, the driver would look into the password file of whoever runs this server.
        PGProperty.PASSWORD.set(properties, password == null ? "" : password.reveal());
        PGProperty.PREFER_QUERY_MODE.set(properties, "extended");
        PGProperty.READ_ONLY_MODE.set(properties, "transaction");
        // Told at the start, so that DISCARD ALL comes back to the name and not to none.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.4");
        PGProperty.BINARY_TRANSFER.set(properties, "false");
        PGProperty.MAX_RESULT_BUFFER.set(properties, MOST_BYTES_OF_A_BATCH);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, "false");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.SOCKET_FACTORY.set(properties, reach.socketFactory());
        if (server.options().getOrDefault("sslmode", "").startsWith("verify")) {
            // The authorities that this machine trusts; by itself the driver would look for a file in somebody's home.
            PGProperty.SSL_FACTORY.set(properties, DefaultJavaSSLFactory.class.getName());
        }
        return properties;
    }

    /** The field of the address that is most likely wrong. */
    private static String field(SQLException error) {
        boolean tls = String.valueOf(error.getMessage()).contains("SSL");
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            tls |= cause instanceof SSLException;
        }
        if (tls) {
            return "options.sslmode";
        }
        return switch (String.valueOf(error.getSQLState())) {
            case "28P01" -> "password";
            case "28000" -> "username";
            case "3D000", "42501" -> "database";
            default -> "host";
        };
    }

    private static String reason(DatabaseAddress.Server server, SQLException error) {
        String place = server.host() + ":" + server.port();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String found = switch (cause) {
                case SpecialAddress.Refused refused ->
                    "The host " + server.host() + " " + refused.getMessage()
                            + ", which is not allowed. The administrator can allow it with TABLETALK_ALLOW_LINK_LOCAL=true.";
                case UnknownHostException unknown -> "The host " + server.host() + " was not found.";
                case SocketTimeoutException slow -> "Nothing answered at " + place + " in time.";
                case NoRouteToHostException far -> "There is no way to " + place + ".";
                case ConnectException refused ->
                    "Nothing listens at " + place + ": check the port, and that the server runs.";
                case SSLException tls ->
                    "A secure connection to " + place + " could not be made: check sslmode and its certificate.";
                default -> "";
            };
            if (!found.isEmpty()) {
                return found;
            }
        }
        String state = String.valueOf(error.getSQLState());
        String message = String.valueOf(error.getMessage());
        return switch (state) {
            case "28P01" -> "The server does not accept this user name and password.";
            case "28000" -> "The server does not let this user connect from here.";
            case "3D000" -> "The server has no database \"" + server.database() + "\".";
            case "42501" -> "This user may not connect to the database \"" + server.database() + "\".";
            case "53300" -> "The server has no free connection.";
            case "57P03" -> "The server is starting or stopping. Try again in a moment.";
            case "08004" ->
                message.contains("SSL")
                        ? "The server does not offer secure connections: check sslmode."
                        : "The server asks for a password, or for a way to log in that is not supported.";
            default ->
                message.contains("timed out") || message.contains("timeout")
                        ? "Nothing answered at " + place + " in time."
                        : "A connection to " + place + " could not be made.";
        };
    }

    private static DatabaseAddress.Server address(DatabaseConnection connection) {
        return switch (connection.address()) {
            case DatabaseAddress.Server server -> server;
            case DatabaseAddress.File file -> throw new IllegalStateException("PostgreSQL is no file");
        };
    }
}
