package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.FailureException;
import java.time.Instant;
import java.util.UUID;

/** Identifies a conversation. Its text form is the canonical 36 characters of a UUID. */
public record ConversationId(UUID value) implements Comparable<ConversationId> {
    private static final int TEXT_LENGTH = 36;

    public static ConversationId create(Instant now) {
        return new ConversationId(UuidV7.at(now));
    }

    /** @throws FailureException NOT_FOUND when the text is no UUID: nothing can have such an id */
    public static ConversationId parse(String text) {
        try {
            if (text.length() == TEXT_LENGTH) {
                return new ConversationId(UUID.fromString(text));
            }
        } catch (IllegalArgumentException noUuid) {
            throw FailureException.notFound("conversation", text);
        }
        throw FailureException.notFound("conversation", text);
    }

    @Override
    public int compareTo(ConversationId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
