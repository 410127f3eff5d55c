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
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
        private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");
        private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
        private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
        /** What some resolvers read as an address: 2852039166, 0xa9fea9fe, 169.254.43518, 0251.0376.0251.0376, 10.0.0.1. */
        private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9A-Fa-f]*)\\.*");

        private static final int MAX_NAME = 255;

        public Server {
            if (!isHost(host)) {
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

        /** A name that cannot be read as a number, or an address in its usual form. */
        private static boolean isHost(String host) {
            if (ENDS_IN_A_NUMBER.matcher(host).matches() && host.indexOf(':') < 0) {
                return IPV4.matcher(host).matches();
            }
            return (NAME.matcher(host).matches() && !host.contains(".."))
                    || IPV6.matcher(host).matches();
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
