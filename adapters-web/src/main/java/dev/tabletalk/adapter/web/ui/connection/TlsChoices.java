package dev.tabletalk.adapter.web.ui.connection;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.TlsMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which the connection to a kind of server can be encrypted, and how its driver is told.
 *
 * @param option the name of the driver's option
 * @param values the option's value for each way there is; empty for the way it takes when the option is not given
 */
record TlsChoices(String option, Map<TlsMode, String> values) {
    static final TlsMode USUAL = TlsMode.PREFER;

    /** Null for a kind that has no such choice. */
    static @Nullable TlsChoices of(DatabaseKind kind) {
        return switch (kind.id()) {
            case "postgresql" ->
                new TlsChoices("sslmode", values("disable", "prefer", "require", "verify-ca", "verify-full"));
            case "mariadb", "mysql" ->
                new TlsChoices("sslMode", values("disable", "", "trust", "verify-ca", "verify-full"));
            default -> null;
        };
    }

    private static Map<TlsMode, String> values(
            String off, String prefer, String require, String verifyCa, String verifyFull) {
        Map<TlsMode, String> values = new EnumMap<>(TlsMode.class);
        values.put(TlsMode.OFF, off);
        values.put(TlsMode.PREFER, prefer);
        values.put(TlsMode.REQUIRE, require);
        values.put(TlsMode.VERIFY_CA, verifyCa);
        values.put(TlsMode.VERIFY_FULL, verifyFull);
        return values;
    }

    List<TlsMode> modes() {
        return List.copyOf(values.keySet());
    }

    TlsMode read(Map<String, String> options) {
        String value = options.getOrDefault(option, "");
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(USUAL);
    }

    /** The options with this way of encryption instead of what they said of it. */
    Map<String, String> write(TlsMode mode, Map<String, String> options) {
        Map<String, String> changed = new TreeMap<>(options);
        String value = values.getOrDefault(mode, "");
        if (value.isEmpty()) {
            changed.remove(option);
        } else {
            changed.put(option, value);
        }
        return changed;
    }

    static String label(TlsMode mode) {
        return switch (mode) {
            case OFF -> "Off";
            case PREFER -> "When the server offers it";
            case REQUIRE -> "Always";
            case VERIFY_CA -> "Always, certificate checked";
            case VERIFY_FULL -> "Always, certificate and host checked";
        };
    }

    static String meaning(TlsMode mode) {
        return switch (mode) {
            case OFF -> "Anyone on the way can read and change what is sent. Only for servers on this machine.";
            case PREFER -> "Encrypted where the server can, else in the clear.";
            case REQUIRE -> "Never in the clear, but nobody checks who answers.";
            case VERIFY_CA -> "Only with a certificate from an authority this machine trusts.";
            case VERIFY_FULL -> "Only with a trusted certificate that is for this host. The safest.";
        };
    }
}
