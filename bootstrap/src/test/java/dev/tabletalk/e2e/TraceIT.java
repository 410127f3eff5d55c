package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an answer was made, what the model saw of it, and what can be done with the answer; with a model over real HTTP. */
class TraceIT {
    private static final String QUESTION = "How many customers are there by country? 🙂";

    @RegisterExtension
    static final TestProduct PRODUCT =
            TestProduct.withModel(TraceIT::answer, "A fake title", "tabletalk.model.api-key=sk-secret");

    private static FakeAnswer answer(FakeCall call) {
        return call.toolResults() == 0
                ? FakeAnswer.calling(
                        "run_query",
                        "{\"sql\":\"SELECT country, COUNT(*) AS customers FROM customers GROUP BY country\"}")
                : FakeAnswer.saying("Most of them live in **Germany**.");
    }

    @BeforeAll
    static void suggestQuestions() {
        PRODUCT.model().suggesting(call -> FakeAnswer.saying("[\"And how many per month?\", \"Who spent the most?\"]"));
    }

    @Test
    void showsWhatTheModelSawAndWhatCanBeDoneWithTheAnswer() throws IOException, InterruptedException {
        try (BrowserContext person = PRODUCT.person(1440, 900, ColorScheme.LIGHT)) {
            person.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page tab = person.newPage();
            WorkspacePage page = new WorkspacePage(tab);
            tab.navigate(PRODUCT.url("/db/sample"));
            page.ask(QUESTION);
            page.awaitConversation();
            page.awaitAnswer();
            Locator answer = page.answers().first();
            Locator next = page.button("And how many per month?");
            assertThat(next).isVisible();
            Locator last = tab.locator(".tt-follow-up").last();
            tab.waitForCondition(() -> bottom(last) <= top(tab.locator(".tt-composer")));
            Locator trace = answer.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Trace"));
            assertThat(trace).containsText("2 steps");

            answer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy answer"))
                    .click();
            assertThat(tab.locator("#tt-announcer")).hasText("Answer copied");
            Assertions.assertThat((String) tab.evaluate("navigator.clipboard.readText()"))
                    .startsWith("Most of them live in **Germany**.\n\n| country | customers |\n| --- | ---: |\n")
                    .endsWith("```sql\nSELECT country, COUNT(*) AS customers FROM customers GROUP BY country\n```\n");
            answer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy link"))
                    .click();
            assertThat(tab.locator("#tt-announcer")).hasText("Link copied");
            String link = (String) tab.evaluate("navigator.clipboard.readText()");
            String turn = link.substring(link.indexOf("?turn=") + "?turn=".length());

            trace.click();
            Locator dialog = tab.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("How this answer"));
            assertThat(dialog).containsText(Pattern.compile("Sent to 127\\.0\\.0\\.1:\\d+"));
            tab.waitForURL(Pattern.compile(".*/trace/" + turn));
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Asked the model (step 2)"))
                    .click();
            assertThat(dialog).containsText("Tool result");
            assertThat(dialog).not().containsText("sk-secret");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ran a query"))
                    .click();
            assertThat(dialog.locator(".tt-arguments .tt-sql-k").first()).hasText("SELECT");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Exact text"))
                    .last()
                    .click();
            assertThat(dialog).containsText("{\"sql\":\"SELECT country");
            TestBrowser.picture(tab, "trace");
            FakeCall second = PRODUCT.model().calls().get(1);
            Assertions.assertThat(second.toolResults()).isEqualTo(1);
            Assertions.assertThat(request(turn, 2)).isEqualTo(second.text()).contains("🙂");
            Assertions.assertThat(request(turn, 1))
                    .isEqualTo(PRODUCT.model().calls().getFirst().text());
            tab.keyboard().press("Escape");
            tab.waitForURL(Pattern.compile(".*/c/[0-9a-f-]{36}$"));

            answer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Bad answer"))
                    .click();
            tab.getByLabel("What was wrong? (optional)").fill("Wrong year");
            page.button("Save").click();
            assertThat(answer.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Bad answer").setPressed(true)))
                    .isVisible();

            page.button("Export this conversation").click();
            Download export = tab.waitForDownload(
                    () -> tab.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Markdown"))
                            .click());
            Assertions.assertThat(export.suggestedFilename()).endsWith(".md");

            next.focus();
            tab.keyboard().press("Enter");
            assertThat(page.answers()).hasCount(2);
            page.awaitAnswer();
            assertThat(page.messages()).containsText("And how many per month?");

            tab.navigate(link);
            assertThat(page.answers()).hasCount(2);
            assertThat(page.answers().first()).isFocused();
            assertThat(answer.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Bad answer").setPressed(true)))
                    .isVisible();
        }
    }

    /** Above everything while it is not drawn. */
    private static double top(Locator element) {
        BoundingBox box = element.boundingBox();
        return box == null ? -1 : box.y;
    }

    /** Beyond everything while it is not drawn. */
    private static double bottom(Locator element) {
        BoundingBox box = element.boundingBox();
        return box == null ? Double.MAX_VALUE : box.y + box.height;
    }

    private static String request(String turn, int number) throws IOException, InterruptedException {
        URI uri = URI.create(PRODUCT.url("/api/v1/turns/" + turn + "/trace/" + number + "/request"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
