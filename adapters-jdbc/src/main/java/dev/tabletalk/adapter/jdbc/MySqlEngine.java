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
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.mariadb.jdbc.Connection;
import org.mariadb.jdbc.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MariaDB or MySQL: a read-only transaction in a read-only session, around a statement that the server has prepared. */
final class MySqlEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(MySqlEngine.class);
    private static final String TLS = "sslMode";
    private static final String APPLICATION = "applicationName";

    /** What a person may set, and how a value must look. Nothing here loads code, reads files or runs SQL. */
    private static final Map<String, Pattern> ALLOWED = Map.of(
            TLS,
            Pattern.compile("disable|trust|verify-ca|verify-full"),
            APPLICATION,
            Pattern.compile("[A-Za-z0-9 ._-]{1,60}"),
            "connectTimeout",
            Pattern.compile("[1-9]|10"));
    /** Where the server keeps its own: passwords, settings, what others do. */
    private static final Set<String> SYSTEM = Set.of("mysql", "performance_schema", "sys", "information_schema");

    /** Ways to log in that never send the password as it is. */
    private static final String SAFE_LOGINS =
            "mysql_native_password,client_ed25519,parsec,caching_sha2_password,sha256_password";

    private static final int PASSWORD_WRONG = 1045;
    /** May not be done in a read-only transaction, as a prepared statement, or by this account; cannot be understood. */
    private static final Set<Integer> REFUSALS = Set.of(1792, 1295, 1044, 1045, 1064, 1142, 1143, 1227, 1290, 1370);

    private final DriverOptions options;
    private final Reach reach;

    MySqlEngine(DatabaseKind kind, Reach reach) {
        options = new DriverOptions(kind, ALLOWED);
        this.reach = reach;
    }

    @Override
    public void validate(DatabaseConnection connection) {
        DatabaseAddress.Server server = address(connection);
        options.require(server.options());
        if (SYSTEM.contains(server.database().toLowerCase(Locale.ROOT))) {
            throw FailureException.invalid(
                    "database",
                    "The database " + server.database() + " is the server's own: name one with your tables.");
        }
    }

    @Override
    public Session open(DatabaseConnection connection) {
        validate(connection);
        DatabaseAddress.Server server = address(connection);
        try {
            Wire wire = new Wire();
            return wire.open(deadline(server), () -> new MySqlSession(connect(server), server.database(), wire));
        } catch (SQLException error) {
            log.warn("Connection {} cannot be opened", connection.id(), error);
            throw new FailureException(
                    new Failure(FailureCode.DATABASE_UNREACHABLE, reason(server, error), field(error)), error);
        }
    }

    private static Duration deadline(DatabaseAddress.Server server) {
        return Duration.ofSeconds(Long.parseLong(server.options().getOrDefault("connectTimeout", "10")));
    }

    /** As safe as the server can, unless a person said how safe. */
    private Connection connect(DatabaseAddress.Server server) throws SQLException {
        String wanted = server.options().get(TLS);
        try {
            return connect(server, wanted == null ? "trust" : wanted);
        } catch (SQLException error) {
            if (wanted == null && isWithoutTls(error)) {
                return connect(server, "disable");
            }
            throw error;
        }
    }

    private Connection connect(DatabaseAddress.Server server, String tls) throws SQLException {
        java.sql.Connection opened = new Driver().connect(url(server), properties(server, tls));
        if (!(opened instanceof Connection connection)) {
            throw new IllegalStateException("The driver does not take its own URL");
        }
        try {
            // A name in the URL could be more than a name: the driver takes what follows a question mark for options.
            connection.setCatalog(server.database());
            return connection;
        } catch (SQLException error) {
            connection.close();
            throw error;
        }
    }

    /** Made of checked parts only; all that the driver is told beside is in the properties. */
    private static String url(DatabaseAddress.Server server) {
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return "jdbc:mariadb://" + host + ":" + server.port() + "/";
    }

    Properties properties(DatabaseAddress.Server server, String tls) {
        Secret password = server.credentials().password();
        int seconds = Integer.parseInt(server.options().getOrDefault("connectTimeout", "10"));
        Properties properties = new Properties();
        properties.setProperty("user", server.credentials().username());
        properties.setProperty("password", password == null ? "" : password.reveal());
        properties.setProperty("sslMode", tls);
        properties.setProperty("socketFactory", reach.socketFactory());
        properties.setProperty("restrictedAuth", SAFE_LOGINS);
        properties.setProperty("allowPublicKeyRetrieval", "false");
        // A server must not send us on to another one.
        properties.setProperty("permitRedirect", "false");
        properties.setProperty("connectTimeout", String.valueOf(seconds * 1_000));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(
                "connectionAttributes", "program_name:" + server.options().getOrDefault(APPLICATION, "Tabletalk"));
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("allowLocalInfile", "false");
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("cachePrepStmts", "false");
        properties.setProperty("useResetConnection", "true");
        properties.setProperty("transactionReplay", "false");
        properties.setProperty("dumpQueriesOnException", "false");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        return properties;
    }

    @Override
    public String sample(TableName table, int rows) {
        return "SELECT * FROM " + quoted(table.name()) + " LIMIT " + rows;
    }

    @Override
    public String quoted(TableName table) {
        return quoted(table.name());
    }

    @Override
    public boolean refuses(SQLException error) {
        return error instanceof MySqlStatements.Refused || REFUSALS.contains(error.getErrorCode());
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static boolean isWithoutTls(SQLException error) {
        return String.valueOf(error.getMessage()).contains("ssl not enabled in the server");
    }

    /** The field of the address that is most likely wrong. */
    private static String field(SQLException error) {
        boolean tls = isWithoutTls(error);
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            tls |= cause instanceof SSLException;
        }
        if (tls) {
            return "options." + TLS;
        }
        return switch (error.getErrorCode()) {
            case PASSWORD_WRONG, 1698, 1820, 1862 -> "password";
            case 1130, 3118, 4151, 1226, 1203 -> "username";
            case 1044, 1049, 1102 -> "database";
            default -> "host";
        };
    }

    private static String reason(DatabaseAddress.Server server, SQLException error) {
        String place = server.host() + ":" + server.port();
        String database = "\"" + server.database() + "\"";
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String found = switch (cause) {
                case SpecialAddress.Refused refused ->
                    "The host " + server.host() + " " + refused.getMessage()
                            + ", which is not allowed. The administrator can allow it with TABLETALK_ALLOW_LINK_LOCAL=true.";
                case UnknownHostException unknown -> "The host " + server.host() + " was not found.";
                case SocketTimeoutException slow -> "Nothing answered at " + place + " in time.";
                case NoRouteToHostException far -> "There is no way to " + place + ".";
                case ConnectException refused ->
                    String.valueOf(refused.getMessage()).contains("timed out")
                            ? "Nothing answered at " + place + " in time."
                            : "Nothing listens at " + place + ": check the port, and that the server runs.";
                case SSLException tls ->
                    "A secure connection to " + place + " could not be made: check sslMode and its certificate.";
                default -> "";
            };
            if (!found.isEmpty()) {
                return found;
            }
        }
        if (isWithoutTls(error)) {
            return "The server does not offer secure connections: check sslMode.";
        }
        return switch (error.getErrorCode()) {
            case PASSWORD_WRONG, 1698 -> "The server does not accept this user name and password.";
            case 1820, 1862 -> "The password has expired: set a new one in the server.";
            case 3118, 4151 -> "The server has locked this user.";
            case 1129, 1130 -> "The server does not let this user connect from here.";
            case 1044 -> "This user may not connect to the database " + database + ".";
            case 1049, 1102 -> "The server has no database " + database + ".";
            case 1040 -> "The server has no free connection.";
            case 1203, 1226 -> "This user has no free connection left in the server.";
            case 1053 -> "The server is stopping. Try again in a moment.";
            default ->
                isAboutLogin(error)
                        ? "The server asks for a way to log in that is not supported, or only over a secure connection:"
                                + " check sslMode."
                        : "A connection to " + place + " could not be made.";
        };
    }

    private static boolean isAboutLogin(SQLException error) {
        String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("authentication") || message.contains("public key") || message.contains("plugin");
    }

    private static DatabaseAddress.Server address(DatabaseConnection connection) {
        return switch (connection.address()) {
            case DatabaseAddress.Server server -> server;
            case DatabaseAddress.File file -> throw new IllegalStateException(connection.kind() + " is no file");
        };
    }
}
