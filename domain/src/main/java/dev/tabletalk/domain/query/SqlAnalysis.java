package dev.tabletalk.domain.query;

import java.util.List;

/** What could be found out about a SQL text without running it. */
public sealed interface SqlAnalysis {
    /**
     * @param statements how many there are
     * @param reads whether the (first) statement is of a kind that can only read, at its outermost level
     * @param firstWords the words that tell its kind, such as "DELETE" or "CREATE TABLE"
     * @param effects everything inside it, at any depth, that does or may do more than read; empty for a pure read
     */
    record Understood(int statements, boolean reads, String firstWords, List<Effect> effects) implements SqlAnalysis {
        public Understood {
            effects = List.copyOf(effects);
        }
    }

    /** @param reason what could not be understood, as the rest of a sentence that starts with "It" */
    record NotUnderstood(String reason) implements SqlAnalysis {}

    /**
     * Something that is more than reading.
     *
     * @param part as it stands in the text, such as "pg_sleep()"
     * @param reason what it does, as the rest of a sentence that starts with the part, such as "keeps the server waiting"
     */
    record Effect(String part, String reason) {}
}
