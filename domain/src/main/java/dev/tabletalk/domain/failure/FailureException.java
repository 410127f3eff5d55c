package dev.tabletalk.domain.failure;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} up to whoever can show it. A bug is not one of these but an {@link IllegalStateException}. */
public final class FailureException extends RuntimeException {
    private final transient Failure failure;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    /** @param cause for the log only; its text is never shown */
    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    public static FailureException of(FailureCode code, String message) {
        return new FailureException(new Failure(code, message));
    }

    public static FailureException invalid(String field, String message) {
        return new FailureException(new Failure(FailureCode.INVALID, message, field));
    }

    public static FailureException tooLarge(String field, String message) {
        return new FailureException(new Failure(FailureCode.TOO_LARGE, message, field));
    }

    /** @param what the kind of thing, such as "conversation" */
    public static FailureException notFound(String what, Object id) {
        return new FailureException(new Failure(FailureCode.NOT_FOUND, "There is no " + what + " \"" + id + "\"."));
    }

    public Failure failure() {
        return failure;
    }
}
