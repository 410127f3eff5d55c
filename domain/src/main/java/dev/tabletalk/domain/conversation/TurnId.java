package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.FailureException;
import java.time.Instant;
import java.util.UUID;

/** Identifies a turn. Its text form is the canonical 36 characters of a UUID. */
public record TurnId(UUID value) implements Comparable<TurnId> {
    private static final int TEXT_LENGTH = 36;

    public static TurnId create(Instant now) {
        return new TurnId(UuidV7.at(now));
    }

    /** @throws FailureException NOT_FOUND when the text is no UUID: nothing can have such an id */
    public static TurnId parse(String text) {
        try {
            if (text.length() == TEXT_LENGTH) {
                return new TurnId(UUID.fromString(text));
            }
        } catch (IllegalArgumentException noUuid) {
            throw FailureException.notFound("turn", text);
        }
        throw FailureException.notFound("turn", text);
    }

    @Override
    public int compareTo(TurnId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
