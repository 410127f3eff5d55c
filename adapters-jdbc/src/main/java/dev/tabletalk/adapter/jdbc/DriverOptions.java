package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a person may set of a driver, by name, and how a value must look as a whole. Names are taken literally: an encoded or
 * otherwise spelt one is another name, and unknown.
 */
record DriverOptions(DatabaseKind kind, Map<String, Pattern> allowed) {
    DriverOptions {
        allowed = Map.copyOf(allowed);
    }

    /** @throws FailureException INVALID with the field {@code options.<name>} */
    void require(Map<String, String> options) {
        options.forEach((name, value) -> {
            Pattern values = allowed.get(name);
            if (values == null) {
                throw FailureException.invalid(
                        "options." + name,
                        kind.label() + " connections take only the options "
                                + String.join(
                                        ", ", allowed.keySet().stream().sorted().toList()) + ".");
            }
            if (!values.matcher(value).matches()) {
                throw FailureException.invalid("options." + name, "The option " + name + " cannot have this value.");
            }
        });
    }
}
