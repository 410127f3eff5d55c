package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.domain.query.SqlAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the guard has to know of one database system. To add one, list what it may do; nothing else passes. */
interface Dialect {
    Lexicon lexicon();

    /** Looks at how a statement begins. */
    Head head(List<Token> statement);

    /** Words that begin a query, or a part of one. */
    Set<String> queryWords();

    /** Words that begin a statement that writes, and may stand inside another one. */
    Set<String> writeWords();

    /** Words of the grammar that may stand right in front of a parenthesis without being called. */
    Set<String> openingWords();

    /** Words of the grammar that cannot be the name of a table, so that what follows is no alias. */
    Set<String> reservedWords();

    /** Whether an alias may be followed by the names of its columns. */
    boolean aliasesHaveColumns();

    /** Whether tables are named after FROM, JOIN and TABLE only. */
    boolean tablesOnlyInFrom();

    /**
     * What calling a function does beside reading.
     *
     * @param name its name, schema first if it has one; unquoted names in lower case
     * @param arguments the tokens from its opening parenthesis on
     */
    Optional<String> whyNotCall(List<String> name, List<Token> arguments);

    /** What speaks against reading a table; asked of every name that may be one. */
    Optional<String> whyNotRead(String table);

    /** Words after which a table is named. */
    default Set<String> tableWords() {
        return Set.of("from", "join", "table");
    }

    /** Words after INTO where nothing is written. */
    default Set<String> namingWords() {
        return Set.of();
    }

    /** What speaks against a name or a string where a table is expected; asked beside {@link #whyNotRead}. */
    default Optional<String> whyNotOpen(Token name) {
        return Optional.empty();
    }

    /**
     * How a statement begins.
     *
     * @param reads whether statements that begin like this can be reads
     * @param queryStart index of the token from which on it has to be looked at as a query; its end when there is none
     */
    record Head(boolean reads, int queryStart, List<SqlAnalysis.Effect> effects) {
        public Head {
            effects = List.copyOf(effects);
        }

        static Head query(int start) {
            return new Head(true, start, List.of());
        }

        static Head noRead() {
            return new Head(false, 0, List.of());
        }
    }
}
