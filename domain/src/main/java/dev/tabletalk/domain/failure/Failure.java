package dev.tabletalk.domain.failure;

import org.jspecify.annotations.Nullable;

/**
 * One fact about what went wrong, fit to be shown to a person: a sentence that says what, where and what to do. It never
 * holds driver text, stack traces or secrets.
 *
 * @param field the name of the offending input field, or null when no single field is to blame
 */
public record Failure(
        FailureCode code, String message, @Nullable String field) {
    public Failure(FailureCode code, String message) {
        this(code, message, null);
    }
}
