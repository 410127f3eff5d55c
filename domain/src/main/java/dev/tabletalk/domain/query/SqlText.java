package dev.tabletalk.domain.query;

import dev.tabletalk.domain.failure.FailureException;

/** SQL as somebody wrote it: 1 to {@value #MAX_LENGTH} UTF-16 units, not only white space. Nothing is said about its safety. */
public record SqlText(String value) {
    public static final int MAX_LENGTH = 100_000;

    public SqlText {
        if (value.isBlank()) {
            throw FailureException.invalid("sql", "The SQL is empty.");
        }
        if (value.length() > MAX_LENGTH) {
            throw FailureException.tooLarge("sql", "The SQL is longer than 100,000 characters.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
