package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind the scheme of one URL. Its messages never repeat a part of the URL: that may be a password. */
final class UrlReader {
    private static final Pattern PLAIN_HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    /** What stands for bytes that are no UTF-8. */
    private static final char NO_CHARACTER = '\uFFFD';

    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_NAME = 40;
    private static final int MOST_NAMES = 20;
    private static final String LOCAL = "localhost";

    private final DatabaseKind kind;
    private final boolean jdbc;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private @Nullable String host;
    private @Nullable Integer port;
    private @Nullable String database;
    private @Nullable String username;
    private @Nullable Secret password;
    private @Nullable TlsMode tls;

    UrlReader(DatabaseKind kind, boolean jdbc) {
        this.kind = kind;
        this.jdbc = jdbc;
    }

    /** {@code //x.db} and {@code ///x.db} are relative, {@code ////x.db} and {@code /x.db} are not. */
    static PastedUrl file(DatabaseKind kind, String rest) {
        UrlReader reader = new UrlReader(kind, true);
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        if (question >= 0) {
            reader.options(rest.substring(question + 1), "&");
            reader.leftOut.addAll(reader.seen);
        }
        if (path.regionMatches(true, 0, "file:", 0, 5)) {
            path = path.substring(5);
        }
        if (path.startsWith("//")) {
            path = path.startsWith("///") ? path.substring(3) : path.substring(2);
        }
        path = decoded(path);
        if (path.isBlank() || path.startsWith(":")) {
            throw PastedUrl.refused("The URL names no file. A database in memory or in a program cannot be asked.");
        }
        return new PastedUrl(kind, null, null, null, null, null, path, null, List.copyOf(reader.leftOut));
    }

    PastedUrl server(String rest) {
        boolean semicolons = rest.indexOf(';') >= 0 && kind.id().equals("sqlserver");
        if (rest.startsWith("//")) {
            read(rest.substring(2), semicolons);
        } else if (jdbc && rest.indexOf(':') < 0) {
            read(LOCAL + "/" + rest, semicolons);
        } else {
            throw PastedUrl.refused("The URL has no // before its host. URLs of several hosts cannot be used.");
        }
        return new PastedUrl(kind, host, port, database, username, password, null, tls, List.copyOf(leftOut));
    }

    private void read(String rest, boolean semicolons) {
        int end = indexOfAny(rest, semicolons ? "/?#;" : "/?#");
        String authority = rest.substring(0, end);
        String tail = rest.substring(end);
        if (!jdbc && authority.indexOf('@') < 0 && tail.indexOf('@') >= 0) {
            throw PastedUrl.refused("The user name or password has one of / ? # in it, so that the host cannot be"
                    + " found. Write %2F, %3F or %23 instead, or fill in the fields.");
        }
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            login(authority.substring(0, at));
        }
        place(authority.substring(at + 1));
        int hash = semicolons ? -1 : tail.indexOf('#');
        if (hash >= 0) {
            tail = tail.substring(0, hash);
            leftOut.add("what follows #");
        }
        int options = indexOfAny(tail, semicolons ? "?;" : "?");
        String path = decoded(tail.substring(Math.min(1, options), options));
        if (!path.isEmpty()) {
            database = path;
        }
        if (options < tail.length()) {
            options(tail.substring(options + 1), semicolons ? ";" : "&");
        }
    }

    private void login(String text) {
        int colon = text.indexOf(':');
        String name = decoded(colon < 0 ? text : text.substring(0, colon));
        username = name.isEmpty() ? null : name;
        if (colon >= 0 && colon + 1 < text.length()) {
            password = new Secret(decoded(text.substring(colon + 1)));
        }
    }

    private void place(String text) {
        if (text.indexOf(',') >= 0) {
            throw PastedUrl.refused("The URL names several hosts. Give the one to ask.");
        }
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (text.startsWith("[") && end == 0) {
            throw PastedUrl.refused("The IPv6 address in the URL has no closing bracket.");
        }
        String name = end < 0 ? text : text.substring(0, end);
        String behind = end < 0 ? "" : text.substring(end);
        if (!name.isEmpty()) {
            host(name);
        }
        if (behind.length() > 1 || !(behind.isEmpty() || behind.equals(":"))) {
            port(behind.startsWith(":") ? behind.substring(1) : behind);
        }
    }

    private void host(String text) {
        String name = text.startsWith("[") ? text.substring(1, text.length() - 1) : decoded(text);
        boolean plain = text.startsWith("[")
                ? name.indexOf(':') >= 0 && IPV6.matcher(name).matches()
                : PLAIN_HOST.matcher(name).matches();
        if (!plain) {
            throw PastedUrl.refused("The host in the URL must be a plain host name or IP address, such as"
                    + " db.example.com; an IPv6 address stands in brackets. Sockets and lists are not supported.");
        }
        host = name;
    }

    private void port(String text) {
        int number = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > HIGHEST_PORT) {
            throw PastedUrl.refused("The port in the URL must be 1 to 65535. An IPv6 address stands in brackets.");
        }
        port = number;
    }

    private void options(String text, String separator) {
        for (String option : split(text, separator.charAt(0))) {
            if (!option.isBlank()) {
                int equals = option.indexOf('=');
                String name = decoded(equals < 0 ? option : option.substring(0, equals))
                        .strip();
                String value = decoded(equals < 0 ? "" : option.substring(equals + 1));
                if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                    throw PastedUrl.refused("The URL gives an option twice. Remove one of them.");
                }
                if (!kind.isFile()) {
                    option(name, unbraced(value));
                }
            }
        }
    }

    /** At each separator that is not within the braces of SQL Server. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean braced = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            braced = separator == ';' && (c == '{' || (braced && c != '}'));
            if (c == separator && !braced) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private String unbraced(String value) {
        boolean braced = kind.id().equals("sqlserver") && value.startsWith("{") && value.endsWith("}");
        return braced ? value.substring(1, value.length() - 1) : value;
    }

    private void option(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "")) {
            case "user", "username" -> username = value.isEmpty() ? username : value;
            case "password" -> password = value.isEmpty() ? password : new Secret(value);
            case "host", "servername" -> {
                if (host == null && !value.isEmpty()) {
                    host(value);
                } else {
                    leaveOut(name);
                }
            }
            case "port", "portnumber" -> {
                if (port == null) {
                    port(value);
                } else {
                    leaveOut(name);
                }
            }
            case "dbname", "database", "databasename" -> database = value.isEmpty() ? database : value;
            case "ssl", "sslmode", "usessl", "requiressl", "verifyservercertificate", "encrypt", "tls", "secure" ->
                tls(name, value);
            default -> leaveOut(name);
        }
    }

    /** The strictest of what is said. */
    private void tls(String name, String value) {
        TlsMode said = mode(name, value.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (said == null) {
            leaveOut(name);
        } else if (tls == null || said.compareTo(tls) > 0) {
            tls = said;
        }
    }

    private @Nullable TlsMode mode(String name, String value) {
        boolean verifies = name.equalsIgnoreCase("verifyServerCertificate")
                || (jdbc && name.equals("ssl") && kind == DatabaseKind.POSTGRESQL);
        return switch (value) {
            case "disable", "disabled", "false", "no", "off", "none", "0" -> TlsMode.OFF;
            case "allow", "prefer", "preferred", "optional" -> TlsMode.PREFER;
            case "true", "yes", "on", "1", "" -> verifies ? TlsMode.VERIFY_FULL : TlsMode.REQUIRE;
            case "require", "required", "trust", "mandatory" -> TlsMode.REQUIRE;
            case "verify-ca" -> TlsMode.VERIFY_CA;
            case "verify-full", "verify-identity", "strict" -> TlsMode.VERIFY_FULL;
            default -> null;
        };
    }

    private void leaveOut(String name) {
        if (leftOut.size() < MOST_NAMES && !name.isEmpty()) {
            leftOut.add(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…");
        }
    }

    private static int indexOfAny(String text, String characters) {
        int index = 0;
        while (index < text.length() && characters.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index;
    }

    /** Once, as UTF-8; a plus sign stays one. @throws FailureException when a sequence is broken */
    private static String decoded(String text) {
        if (BROKEN_ENCODING.matcher(text).find()) {
            throw notEncoded();
        }
        // one run of encoded bytes at a time: what stands between them need not be fit for a URI
        String plain = ENCODED.matcher(text)
                .replaceAll(run -> Matcher.quoteReplacement(
                        URI.create("/" + run.group()).getPath().substring(1)));
        if (plain.indexOf(NO_CHARACTER) >= 0) {
            throw notEncoded();
        }
        if (plain.chars().anyMatch(Character::isISOControl)) {
            throw PastedUrl.refused("The URL has encoded control characters in it.");
        }
        return plain;
    }

    private static FailureException notEncoded() {
        return PastedUrl.refused("A % in the URL is not followed by two hexadecimal digits of UTF-8. Write %25 for a"
                + " percent sign.");
    }
}
