package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A newcomer's first minutes, with no key: the offline model and the sample database. */
class FirstConversationIT {
    private static final String QUESTION = "Which products brought in the most revenue last year?";
    /** Above it browsers call a page unsteady. */
    private static final double SOME_SHIFT = 0.1;

    private static final String WATCH_SHIFTS = """
            window.shifted = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) window.shifted += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            """;

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.offline();

    @Test
    void answersASuggestedQuestionWithRowsAndATitleThatOutliveARestart() {
        try (BrowserContext person = PRODUCT.person()) {
            Page tab = person.newPage();
            List<String> complaints = complaints(tab);
            WorkspacePage page = new WorkspacePage(tab);
            tab.navigate(PRODUCT.url("/"));
            Locator suggestion = page.button(QUESTION);
            assertThat(suggestion).isVisible();
            TestBrowser.picture(tab, "first-visit");
            suggestion.click();
            page.awaitConversation();
            page.awaitAnswer();

            assertThat(page.answers()).hasCount(1);
            assertThat(page.answers().first().getByRole(AriaRole.TREEGRID)).isVisible();
            assertThat(page.messages()).containsText(QUESTION);
            Locator open = page.sidebar().locator("[aria-current=page]");
            assertThat(open).isVisible();
            // first the words of the question, then what the model made of them
            assertThat(open).not().containsText("Which products");
            assertThat(open).not().containsText("New conversation");
            String title = open.innerText();
            TestBrowser.picture(tab, "answer");

            String answer = page.answers().first().innerText();
            String place = tab.url();
            tab.navigate("about:blank"); // else it would complain of the server that is away
            PRODUCT.restart();
            tab.navigate(place);
            assertThat(page.answers()).hasCount(1);
            assertThat(page.answers().first()).containsText(firstLine(answer));
            assertThat(page.sidebar().locator("[aria-current=page]")).containsText(firstLine(title));
            assertThat(page.answers().first().getByRole(AriaRole.TREEGRID)).isVisible();
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void fitsAPhone() {
        try (BrowserContext person = PRODUCT.person(390, 844, ColorScheme.DARK)) {
            person.addInitScript(WATCH_SHIFTS);
            Page tab = person.newPage();
            WorkspacePage page = new WorkspacePage(tab);
            String sent = tab.navigate(PRODUCT.url("/db/sample")).text();
            assertThat(page.composer()).isVisible();
            assertThat(page.button(QUESTION)).isVisible();
            Assertions.assertThat(sent).contains("Loading Tabletalk");
            assertThat(tab.getByText("Loading Tabletalk")).isHidden();
            Assertions.assertThat(((Number) tab.evaluate("window.shifted")).doubleValue())
                    .as("how much of the page moved while it came")
                    .isLessThan(SOME_SHIFT);
            page.ask("How many customers are there by country?");
            page.awaitConversation();
            page.awaitAnswer();
            assertThat(page.answers()).hasCount(1);
            TestBrowser.picture(tab, "phone-dark");
            WorkspacePage.assertFits(tab);
        }
    }

    @Test
    void saysWhatItCannotUnderstand() {
        try (BrowserContext person = PRODUCT.person()) {
            WorkspacePage page = new WorkspacePage(person.newPage());
            page.page().navigate(PRODUCT.url("/db/sample"));
            page.ask("Please write a poem about the moon");
            page.awaitConversation();
            page.awaitAnswer();
            assertThat(page.answers().last()).containsText(Pattern.compile("could not understand"));
            assertThat(page.answers().last()).containsText("OPENAI_");
        }
    }

    private static List<String> complaints(Page tab) {
        List<String> complaints = new ArrayList<>();
        tab.onPageError(complaints::add);
        tab.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return complaints;
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElseThrow();
    }
}
