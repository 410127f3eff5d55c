package dev.tabletalk.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConversationTitleTest {
    private static void assertRefused(String text, String reason) {
        var failure = catchThrowableOfType(FailureException.class, () -> ConversationTitle.manual(text))
                .failure();
        assertThat(failure.code()).isEqualTo(FailureCode.INVALID);
        assertThat(failure.field()).isEqualTo("title");
        assertThat(failure.message()).contains(reason);
    }

    @Test
    void isTrimmedAndOtherwiseKept() {
        assertThat(ConversationTitle.manual(" \u2003 Größe  👩‍👩‍👧 עברית e\u0301 \t")
                        .text())
                .isEqualTo("Größe  👩‍👩‍👧 עברית e\u0301");
    }

    @Test
    void has1To200CharactersCountedAsPeopleDo() {
        assertThat(ConversationTitle.manual("x").text()).hasSize(1);
        assertThat(ConversationTitle.manual("🛒".repeat(200)).text()).hasSize(400);
        assertThat(ConversationTitle.manual(" " + "x".repeat(200) + " ").text()).hasSize(200);
        assertRefused("", "empty");
        assertRefused(" \n\t ", "empty");
        assertRefused("x".repeat(201), "longer than 200");
        assertRefused("🛒".repeat(201), "longer than 200");
    }

    @Test
    void hasNoControlCharactersOrHalfCharacters() {
        for (String text : List.of("a\nb", "a\0b", "a\tb", "a\u007Fb", "a\u0085b")) {
            assertRefused(text, "control character");
        }
        assertRefused("a\uD83D", "surrogate");
        assertRefused("\uDE00b", "surrogate");
    }

    @Test
    void aProvisionalTitleIsTheFirstWordsOfTheQuestion() {
        assertThat(ConversationTitle.provisional("  How many\n\n orders? "))
                .isEqualTo(new ConversationTitle("How many orders?", TitleSource.PROVISIONAL));
        String title = ConversationTitle.provisional(
                        "Which products brought in the most revenue in the last year, by country?")
                .text();
        assertThat(title).isEqualTo("Which products brought in the most revenue in the last…");
    }

    @Test
    void oneLongWordIsCutAndNoCharacterHalved() {
        String title = ConversationTitle.provisional("🛒".repeat(100)).text();
        assertThat(title.codePointCount(0, title.length())).isEqualTo(60);
        assertThat(title).startsWith("🛒🛒").endsWith("🛒…");
    }

    @Test
    void anAutomaticTitleIsAlwaysPossible() {
        for (String text : List.of("", " ", "\n\0\t", "\uD83D", "x".repeat(100_000), "a\0b\uDE00c")) {
            assertThat(ConversationTitle.provisional(text).text()).isNotBlank();
            assertThat(ConversationTitle.generated(text).text()).isNotBlank();
        }
        assertThat(ConversationTitle.generated("\n").text()).isEqualTo(ConversationTitle.DEFAULT_TEXT);
        assertThat(ConversationTitle.generated("a\0b\uDE00c").text()).isEqualTo("a b c");
        assertThat(ConversationTitle.generated("x ".repeat(1_000)).text()).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void laterSourcesOutrankEarlierOnes() {
        ConversationTitle provisional = ConversationTitle.provisional("Question");
        ConversationTitle generated = ConversationTitle.generated("Generated");
        ConversationTitle manual = ConversationTitle.manual("Manual");
        assertThat(provisional.improvedBy(generated)).isEqualTo(generated);
        assertThat(generated.improvedBy(manual)).isEqualTo(manual);
        assertThat(generated.improvedBy(provisional)).isEqualTo(generated);
        assertThat(manual.improvedBy(generated)).isEqualTo(manual);
        assertThat(manual.improvedBy(ConversationTitle.manual("Again")).text()).isEqualTo("Again");
        assertThat(generated.improvedBy(ConversationTitle.generated("Again")).text())
                .isEqualTo("Again");
    }

    @Test
    void searchesIgnoreCaseAndHowAccentsAreComposed() {
        assertThat(ConversationTitle.manual("STRASSE Über").searchForm())
                .isEqualTo(ConversationTitle.searchForm("straße u\u0308ber"));
        assertThat(ConversationTitle.searchForm("ΣΊΣΥΦΟΣ")).isEqualTo(ConversationTitle.searchForm("Σίσυφος"));
    }

    @Test
    void refusesATitleThatNobodyCanSee() {
        assertThatThrownBy(() -> ConversationTitle.manual("\u00a0\u200b\u2003")).isInstanceOf(FailureException.class);
    }
}
