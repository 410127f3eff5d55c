package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.conversation.ConversationCursor;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The place in a conversation list as clients hold it: opaque to them. */
final class CursorText {
    private static final String SEPARATOR = " ";
    private static final String PINNED = "p";
    private static final String PLAIN = "-";
    private static final int PARTS = 3;

    private CursorText() {}

    static @Nullable String encode(@Nullable ConversationCursor cursor) {
        if (cursor == null) {
            return null;
        }
        String text = String.join(
                SEPARATOR,
                cursor.pinned() ? PINNED : PLAIN,
                cursor.lastActivityAt().toString(),
                cursor.id().toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws FailureException INVALID for anything that {@link #encode} did not make; null for null or nothing */
    static @Nullable ConversationCursor decode(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (parts.length == PARTS && (parts[0].equals(PINNED) || parts[0].equals(PLAIN))) {
                return new ConversationCursor(
                        parts[0].equals(PINNED), Instant.parse(parts[1]), ConversationId.parse(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException | FailureException notOurs) {
            throw invalid();
        }
        throw invalid();
    }

    private static FailureException invalid() {
        return FailureException.invalid("cursor", "The cursor is not one that a list gave as nextCursor.");
    }
}
