package dev.tabletalk.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageTextTest {
    private static Failure refusal(String text) {
        return catchThrowableOfType(FailureException.class, () -> new MessageText(text))
                .failure();
    }

    @Test
    void isKeptToTheLetter() {
        for (String text :
                List.of(" a ", "line\r\nbreak\ttab", "👩‍👩‍👧 עברית e\u0301 \u202E", "'; DROP TABLE x; --")) {
            assertThat(new MessageText(text).value()).isEqualTo(text);
            assertThat(new MessageText(text)).hasToString(text);
        }
    }

    @Test
    void mayHave32000CharactersCountedAsPeopleDo() {
        assertThat(new MessageText("x".repeat(32_000)).value()).hasSize(32_000);
        assertThat(new MessageText("🛒".repeat(32_000)).value()).hasSize(64_000);
        for (String text : List.of("x".repeat(32_001), "🛒".repeat(32_001), "x".repeat(100_000))) {
            assertThat(refusal(text).code()).isEqualTo(FailureCode.TOO_LARGE);
            assertThat(refusal(text).field()).isEqualTo("content");
            assertThat(refusal(text).message()).contains("32,000");
        }
    }

    @Test
    void isNotEmpty() {
        for (String text : List.of("", " ", "\n\t \u2003")) {
            assertThat(refusal(text)).isEqualTo(new Failure(FailureCode.INVALID, "The message is empty.", "content"));
        }
    }

    @Test
    void hasNoNulAndNoHalfCharacters() {
        assertThat(refusal("a\0").message()).contains("NUL");
        assertThat(refusal("a\uD83D").message()).contains("surrogate");
        assertThat(refusal("\uDE00a").message()).contains("surrogate");
        assertThat(refusal("\uDE00\uD83D").field()).isEqualTo("content");
    }
}
