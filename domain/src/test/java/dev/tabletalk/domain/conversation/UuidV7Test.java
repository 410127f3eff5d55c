package dev.tabletalk.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class UuidV7Test {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    @Test
    void isAVersion7UuidOfItsTime() {
        UUID uuid = UuidV7.at(NOW);
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void neverRepeats() {
        assertThat(Stream.generate(() -> UuidV7.at(NOW)).limit(10_000)).doesNotHaveDuplicates();
    }

    @Test
    void textsSortByTime() {
        List<String> texts = Stream.iterate(NOW, at -> at.plusMillis(7))
                .limit(1_000)
                .map(at -> UuidV7.at(at).toString())
                .toList();
        assertThat(texts).isSorted();
    }

    @Test
    void idsAreReadBackFromTheirText() {
        ConversationId conversation = ConversationId.create(NOW);
        TurnId turn = TurnId.create(NOW);
        assertThat(ConversationId.parse(conversation.toString())).isEqualTo(conversation);
        assertThat(TurnId.parse(turn.toString())).isEqualTo(turn);
    }

    @Test
    void idsSortAsTheirTexts() {
        List<ConversationId> sorted = Stream.generate(() -> ConversationId.create(NOW))
                .limit(100)
                .sorted()
                .toList();
        assertThat(sorted.stream().map(ConversationId::toString)).isSorted();
    }

    @Test
    void whatIsNoUuidIsNotFound() {
        for (String text : List.of("", "1-1-1-1-1", "x".repeat(36), "0".repeat(36), NOW.toString())) {
            assertNotFound(() -> ConversationId.parse(text));
            assertNotFound(() -> TurnId.parse(text));
        }
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThat(Assertions.catchThrowableOfType(FailureException.class, call)
                        .failure()
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
    }
}
