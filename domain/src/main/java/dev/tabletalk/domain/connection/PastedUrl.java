package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection URL that a person pasted, taken apart into the fields of a connection. What it does not say is null. The text
 * itself is not kept, and no driver ever sees it.
 *
 * @param host a host name or IP address, an IPv6 one without brackets
 * @param file for kinds that are files
 * @param tls null when the URL says nothing of it
 * @param leftOut names of the options that were not taken, in their order; never their values
 */
public record PastedUrl(
        DatabaseKind kind,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String database,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable String file,
        @Nullable TlsMode tls,
        List<String> leftOut) {
    public static final int MAX_LENGTH = 4_000;

    /** Schemes by the kind they stand for. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("postgres", "postgresql"),
            Map.entry("postgresql", "postgresql"),
            Map.entry("mysql", "mysql"),
            Map.entry("mariadb", "mariadb"),
            Map.entry("sqlite", "sqlite"),
            Map.entry("sqlite3", "sqlite"),
            Map.entry("duckdb", "duckdb"),
            Map.entry("sqlserver", "sqlserver"),
            Map.entry("mssql", "sqlserver"),
            Map.entry("clickhouse", "clickhouse"),
            Map.entry("ch", "clickhouse"),
            Map.entry("trino", "trino"));

    private static final String JDBC = "jdbc:";

    public PastedUrl {
        leftOut = List.copyOf(leftOut);
    }

    /** Whether a text is meant to be a URL, and not the name of a host or file. */
    public static boolean looksLikeOne(String text) {
        String url = trimmed(text).toLowerCase(Locale.ROOT);
        int colon = url.indexOf(':');
        return url.startsWith(JDBC) || url.contains("://") || (colon > 0 && KINDS.containsKey(scheme(url)));
    }

    /**
     * Takes a URL apart. Reads {@code jdbc:} URLs, and those that start with the name of a database system.
     *
     * @throws FailureException INVALID with the field "url"; its message holds nothing of the URL
     */
    public static PastedUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused("The URL is longer than 4,000 characters.");
        }
        String url = trimmed(text);
        if (url.chars().anyMatch(Character::isISOControl)) {
            throw refused("The URL has line breaks or control characters in it. Paste it on one line.");
        }
        boolean jdbc = url.regionMatches(true, 0, JDBC, 0, JDBC.length());
        String plain = jdbc ? url.substring(JDBC.length()) : url;
        DatabaseKind kind = kind(scheme(plain));
        String rest = plain.substring(plain.indexOf(':') + 1);
        return kind.isFile() ? UrlReader.file(kind, rest) : new UrlReader(kind, jdbc).server(rest);
    }

    /** Without what people copy along: white space and quotes. */
    private static String trimmed(String text) {
        String url = text.strip();
        boolean quoted = url.length() > 1
                && (url.startsWith("\"") || url.startsWith("'"))
                && url.charAt(0) == url.charAt(url.length() - 1);
        return quoted ? url.substring(1, url.length() - 1).strip() : url;
    }

    /** What stands before the colon; of "postgresql+psycopg" only the system. */
    private static String scheme(String url) {
        String scheme = url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
        int plus = scheme.indexOf('+');
        return plus < 0 ? scheme : scheme.substring(0, plus);
    }

    private static DatabaseKind kind(String scheme) {
        String id = KINDS.get(scheme);
        return Arrays.stream(DatabaseKind.values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> refused("This is not the URL of a database that Tabletalk knows. It starts like"
                        + " postgresql://, or with jdbc: before that."));
    }

    static FailureException refused(String message) {
        return FailureException.invalid("url", message);
    }
}
