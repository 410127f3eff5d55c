package dev.tabletalk.domain.query;

import dev.tabletalk.domain.failure.FailureException;
import java.util.UUID;

/** Identifies a stored result. */
public record ResultId(UUID value) {
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

    @Override
    public String toString() {
        return value.toString();
    }
}
