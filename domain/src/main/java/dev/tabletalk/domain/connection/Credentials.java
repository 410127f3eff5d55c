package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** Who logs in to a database server. The user name has 1 to {@value #MAX_LENGTH} characters; the password may be missing. */
public record Credentials(String username, @Nullable Secret password) {
    public static final int MAX_LENGTH = 255;

    public Credentials {
        if (username.isBlank()
                || username.length() > MAX_LENGTH
                || username.chars().anyMatch(Character::isISOControl)) {
            throw FailureException.invalid("username", "The user name must have 1 to 255 printable characters.");
        }
        if (password != null && password.reveal().length() > 4 * MAX_LENGTH) {
            throw FailureException.invalid("password", "The password is longer than 1,020 characters.");
        }
    }
}
