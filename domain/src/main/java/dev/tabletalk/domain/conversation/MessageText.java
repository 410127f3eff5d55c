package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.FailureException;

/**
 * A question or a message given from outside: 1 to {@value #MAX_LENGTH} characters (code points), not only white space, no
 * NUL and no half surrogate pairs. Everything else is kept to the letter.
 */
public record MessageText(String value) {
    public static final int MAX_LENGTH = 32_000;

    public MessageText {
        if (value.isBlank()) {
            throw FailureException.invalid("content", "The message is empty.");
        }
        if (value.length() > MAX_LENGTH && value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw FailureException.tooLarge(
                    "content", "The message is longer than 32,000 characters. Shorten it or split it.");
        }
        if (value.indexOf('\0') >= 0) {
            throw FailureException.invalid("content", "The message contains a NUL character.");
        }
        if (!Texts.isWellFormed(value)) {
            throw FailureException.invalid("content", "The message contains half of a surrogate pair.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
