package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StoredTextTest {
    private static void assertKept(String text) {
        String stored = StoredText.encode(text);
        assertThat(stored).doesNotContain("\0");
        String read = new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(StoredText.decode(read)).isEqualTo(text);
    }

    @Test
    void leavesOrdinaryTextAsItIs() {
        String text = "Größe 👩‍👩‍👧 \\u0000 \r\n\t%";
        assertThat(StoredText.encode(text)).isSameAs(text);
        assertThat(StoredText.decode(text)).isSameAs(text);
    }

    @Test
    void keepsNulAndHalfPairsAndItsOwnEscape() {
        assertKept("\0");
        assertKept("a\0b\0\0");
        assertKept("\uD83D");
        assertKept("\uDE00");
        assertKept("\uDE00\uD83D");
        assertKept("\uD83D\uD83D\uDE00\uDE00");
        assertKept("\u0010");
        assertKept("\u00100000");
        assertKept("\u0010\u0010\0\u0010");
    }

    @Test
    void keepsRandomTexts() {
        Random random = new Random(42);
        char[] alphabet = {'a', '0', '\0', '\u0010', '\uD83D', '\uDE00', 'é'};
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            assertKept(text.toString());
        }
    }
}
