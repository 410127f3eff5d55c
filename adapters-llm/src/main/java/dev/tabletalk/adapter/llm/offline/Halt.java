package dev.tabletalk.adapter.llm.offline;

import org.jspecify.annotations.Nullable;

/** Ends planning early, because rows are needed first or because the question cannot be answered. Stays inside this package. */
final class Halt extends RuntimeException {
    private final @Nullable String lookup;
    private final String reason;

    private Halt(@Nullable String lookup, String reason) {
        super(reason, null, false, false);
        this.lookup = lookup;
        this.reason = reason;
    }

    static Halt lookUp(String sql) {
        return new Halt(sql, "");
    }

    /** @param reason a sentence for the person */
    static Halt because(String reason) {
        return new Halt(null, reason);
    }

    /** The query to run first; null when there is no hope. */
    @Nullable
    String lookup() {
        return lookup;
    }

    String reason() {
        return reason;
    }
}
