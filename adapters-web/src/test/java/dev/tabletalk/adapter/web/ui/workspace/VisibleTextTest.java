package dev.tabletalk.adapter.web.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VisibleTextTest {
    @Test
    void leavesWhatPeopleWriteAlone() {
        String text = "Größe <b>名前</b> 👩‍🚀 שלום ~";
        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void showsControlCharactersAsPictures() {
        assertThat(VisibleText.of("a\u001b[31mb\nc\u0000\u007f")).isEqualTo("a␛[31mb␊c␀␡");
        assertThat(VisibleText.of("a\u0085")).isEqualTo("a⟨U+0085⟩");
    }

    @Test
    void showsWhatTurnsOrHidesText() {
        assertThat(VisibleText.of("txt\u202Eexe\u2066\u200B\uFEFF\u2028"))
                .isEqualTo("txt⟨U+202E⟩exe⟨U+2066⟩⟨U+200B⟩⟨U+FEFF⟩⟨U+2028⟩");
        assertThat(VisibleText.of(new StringBuilder().appendCodePoint(0xE0041).toString()))
                .isEqualTo("⟨U+E0041⟩");
        assertThat(VisibleText.of("a\uD800")).isEqualTo("a⟨U+D800⟩");
    }

    @Test
    void keepsTheLinesOfAText() {
        assertThat(VisibleText.lines("a\n\tשלום\u200F!\r\n\u202Eb")).isEqualTo("a\n\tשלום\u200F!\r\n⟨U+202E⟩b");
    }
}
