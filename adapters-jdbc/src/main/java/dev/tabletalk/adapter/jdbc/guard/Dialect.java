package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.domain.query.SqlAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the guard has to know of one database system. To add one, list what it may do; nothing else passes. */
interface Dialect {
    Grammar grammar();

    default Lexicon lexicon() {
        return grammar().lexicon();
    }

    /** Why a text cannot be cut into tokens with certainty, as the rest of a sentence that starts with "It". */
    default Optional<String> whyUnclear(String sql) {
        return Optional.empty();
    }

    /** Looks at how a statement begins. */
    Head head(List<Token> statement);

    /** Words that begin a query, or a part of one. */
    default Set<String> queryWords() {
        return grammar().query();
    }

    /** Words that begin a statement that writes, and may stand inside another one. */
    default Set<String> writeWords() {
        return grammar().write();
    }

    /** Words of the grammar that may stand right in front of a parenthesis without being called. */
    default Set<String> openingWords() {
        return grammar().opening();
    }

    /** Whether such a word is not called where it stands; where the grammar lets it be a function, what is before tells. */
    default boolean opens(String word, @Nullable Token before) {
        return openingWords().contains(word);
    }

    /** Words of the grammar that cannot be the name of a table, so that what follows is no alias. */
    default Set<String> reservedWords() {
        return grammar().reserved();
    }

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

    /** What speaks against a name behind the dot of an expression: a field of it, or a function that it is given to. */
    default Optional<String> whyNotField(String name) {
        return Optional.empty();
    }

    /** What speaks against reading a table; asked of every name that may be one. */
    Optional<String> whyNotRead(String table);

    /** What speaks against reading a table of a schema; asked beside {@link #whyNotRead} of names that have one. */
    default Optional<String> whyNotReadFrom(String schema, String table) {
        return Optional.empty();
    }

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
