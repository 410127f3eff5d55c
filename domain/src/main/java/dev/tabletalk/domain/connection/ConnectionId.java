package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Identifies a connection in addresses: 1 to {@value #MAX_LENGTH} of a–z, 0–9 and -, not starting or ending with -. */
public record ConnectionId(String value) {
    public static final int MAX_LENGTH = 63;
    private static final int MOST_NUMBERED = 1_000;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    public ConnectionId {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || !SLUG.matcher(value).matches()) {
            throw FailureException.invalid(
                    "id",
                    "The id must be 1 to " + MAX_LENGTH + " of a-z, 0-9 and -, and must not start or end with -.");
        }
    }

    /** For an id from an address. @throws FailureException NOT_FOUND when nothing can have such an id */
    public static ConnectionId parse(String text) {
        if (text.length() > MAX_LENGTH || !SLUG.matcher(text).matches()) {
            throw FailureException.notFound("connection", text);
        }
        return new ConnectionId(text);
    }

    /** The slug of a name: "Orders (Prod)" gives "orders-prod"; "connection" when no letter or digit is left. */
    public static ConnectionId derive(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        String slug = ascii.substring(0, Math.min(ascii.length(), MAX_LENGTH)).replaceAll("-+$", "");
        return new ConnectionId(slug.isEmpty() ? "connection" : slug);
    }

    /** The slug of a name, with a number behind it when it is taken: "orders-2". */
    public static ConnectionId derive(String name, Set<ConnectionId> taken) {
        ConnectionId plain = derive(name);
        return Stream.concat(Stream.of(plain), IntStream.range(2, MOST_NUMBERED).mapToObj(plain::numbered))
                .filter(id -> !taken.contains(id))
                .findFirst()
                .orElse(plain);
    }

    private ConnectionId numbered(int number) {
        String suffix = "-" + number;
        return new ConnectionId(value.substring(0, Math.min(value.length(), MAX_LENGTH - suffix.length())) + suffix);
    }

    @Override
    public String toString() {
        return value;
    }
}
