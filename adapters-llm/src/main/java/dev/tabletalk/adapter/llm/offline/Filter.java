package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What limits the rows that count. */
sealed interface Filter {
    /**
     * Something in the data is called so.
     *
     * @param near the part of the schema named right before or after it, if any
     */
    record Value(
            String text,
            boolean quoted,
            boolean excluded,
            @Nullable Mention near) implements Filter {}

    /**
     * A number column against numbers.
     *
     * @param column null when a sum of money is meant and no column was named
     * @param upper for BETWEEN only
     */
    record Comparison(
            @Nullable Mention column,
            Operator operator,
            BigDecimal value,
            @Nullable BigDecimal upper) implements Filter {}

    /** Something is there, or is not. */
    record Presence(Mention what, boolean present) implements Filter {}

    /** How many of something belong to each. */
    record HowMany(Mention what, Operator operator, BigDecimal value) implements Filter {}

    /** The computed amount of each. */
    record Amount(Operator operator, BigDecimal value) implements Filter {}

    enum Operator {
        EQUAL("=", "exactly"),
        MORE(">", "more than"),
        AT_LEAST(">=", "at least"),
        LESS("<", "fewer than"),
        AT_MOST("<=", "at most"),
        BETWEEN("BETWEEN", "between");

        private final String sql;
        private final String words;

        Operator(String sql, String words) {
            this.sql = sql;
            this.words = words;
        }

        String words() {
            return words;
        }

        String sql() {
            return sql;
        }

        /** Whether none at all is few enough. */
        boolean includesZero() {
            return this == LESS || this == AT_MOST;
        }
    }
}
