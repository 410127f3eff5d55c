package dev.tabletalk.adapter.jdbc.guard;

import java.util.Set;

/**
 * The words of a dialect, in lower case.
 *
 * @param query begin a query, or a part of one
 * @param write begin a statement that writes, and may stand inside another one
 * @param opening may stand right in front of a parenthesis without being called
 * @param reserved cannot be the name of a table, so that what follows is no alias
 */
record Grammar(Lexicon lexicon, Set<String> query, Set<String> write, Set<String> opening, Set<String> reserved) {
    Grammar {
        query = Set.copyOf(query);
        write = Set.copyOf(write);
        opening = Set.copyOf(opening);
        reserved = Set.copyOf(reserved);
    }
}
