package dev.tabletalk.domain.conversation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a tool call as far as they could be understood. */
public sealed interface ToolArguments {
    /**
     * A JSON object. Values are null, Boolean, Long, Double, BigInteger, BigDecimal, String, List or Map of the same.
     */
    record Parsed(Map<String, @Nullable Object> values) implements ToolArguments {
        // Not compact: javac loses the type annotations of a compact constructor's parameters in the class file.
        public Parsed(Map<String, @Nullable Object> values) {
            this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Not a JSON object; such a call is never run. */
    record Malformed(String reason) implements ToolArguments {}
}
