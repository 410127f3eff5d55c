package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where a database is. */
public sealed interface DatabaseAddress {
    /**
     * A server on the network.
     *
     * @param host a host name or IP address, nothing else
     * @param database its name on the server
     * @param options driver options by name; the adapter accepts only those it knows
     */
    record Server(String host, int port, String database, Credentials credentials, Map<String, String> options)
            implements DatabaseAddress {
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]{2,45}");
        private static final int MAX_NAME = 255;

        public Server {
            if (!HOST.matcher(host).matches()) {
                throw FailureException.invalid(
                        "host", "The host must be a plain host name or IP address, such as db.example.com.");
            }
            if (port < 1 || port > 65_535) {
                throw FailureException.invalid("port", "The port must be 1 to 65535.");
            }
            if (database.isBlank()
                    || database.length() > MAX_NAME
                    || database.chars().anyMatch(Character::isISOControl)) {
                throw FailureException.invalid(
                        "database", "The database name must have 1 to 255 printable characters.");
            }
            options = Map.copyOf(new TreeMap<>(options));
        }
    }

    /** A file, as a path below a folder the administrator allowed; the adapter checks that. */
    record File(String path) implements DatabaseAddress {
        private static final int MAX_PATH = 1_000;

        public File {
            if (path.isBlank() || path.length() > MAX_PATH || path.chars().anyMatch(Character::isISOControl)) {
                throw FailureException.invalid("file", "The file must be a path of 1 to 1,000 printable characters.");
            }
        }
    }
}
