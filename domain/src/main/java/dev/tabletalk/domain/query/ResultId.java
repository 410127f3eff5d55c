package dev.tabletalk.domain.query;

import dev.tabletalk.domain.failure.FailureException;
import java.util.UUID;

/** Identifies a stored result. */
public record ResultId(UUID value) {
    private static final int SHORT_LENGTH = 8;

    public static ResultId create() {
        return new ResultId(UUID.randomUUID());
    }

    /** @throws FailureException NOT_FOUND when the text is no UUID: nothing can have such an id */
    public static ResultId parse(String text) {
        try {
            return new ResultId(UUID.fromString(text));
        } catch (IllegalArgumentException noUuid) {
            throw FailureException.notFound("result", text);
        }
    }

    /** Its first {@value #SHORT_LENGTH} characters: enough to tell the results of one conversation apart. */
    public String shortForm() {
        return toString().substring(0, SHORT_LENGTH);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
