package dev.tabletalk.adapter.llm.offline;

import java.util.Set;

/**
 * A condition in SQL and in words.
 *
 * @param tables those it speaks of
 * @param column the column it is about, such as {@code customers.country}; empty when it is about several
 * @param absent whether it asks for things for which nothing like this exists
 */
record Condition(Set<String> tables, String column, String sql, String words, boolean absent) {
    Condition {
        tables = Set.copyOf(tables);
    }
}
