package dev.tabletalk.adapter.web.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void spellsOutWhatWouldHideOrTurnText() {
        assertThat(VisibleText.of("a\u001B[2J\u202Eb\u2066c\u0000"))
                .isEqualTo("a⟨U+001B⟩[2J⟨U+202E⟩b⟨U+2066⟩c⟨U+0000⟩");
        assertThat(VisibleText.of("x" + Character.toString(0xE0041))).isEqualTo("x⟨U+E0041⟩");
    }

    @Test
    void leavesTheTextsOfAllLanguagesAlone() {
        String text = "Grüße, שלום, سلام\u200C, 日本語 👩‍👩‍👧\n\tend";
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }
}
