package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every page as anybody may meet it: light and dark, from a phone to a wide screen, with a screen reader and by key. */
class EveryPageIT {
    private static final String QUESTION = "How many orders were there a month, and what became of them?";
    private static final String SQL =
            "SELECT strftime('%Y-%m', ordered_at) AS month, status, count(*) AS orders FROM orders"
                    + " GROUP BY month, status ORDER BY month, status";
    private static final String ANSWER = """
            There were about **850 orders a month**, and more from month to month.

            - Nine of ten were *completed*.
            - Cancelled and refunded ones stay below 7 %.
            """;

    private static final String NEXT =
            "[\"How many were cancelled?\", \"What did they bring in?\", \"And by country?\"]";

    private static final String WIDER_THAN_THE_PAGE = """
            () => [document.documentElement, ...document.querySelectorAll('.tt-page, .tt-scroll, .tt-sidebar')]
              .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
              .map((box) => `${box.tagName} ${box.className}: ${box.scrollWidth} > ${box.clientWidth}`)
            """;

    /** The sidebar may still be sliding. */
    private static final Page.WaitForFunctionOptions SOON = new Page.WaitForFunctionOptions().setTimeout(10_000);

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.withModel(EveryPageIT::answer, "Orders by month");

    private static final CountDownLatch GATE = new CountDownLatch(1);

    @BeforeAll
    static void suggestQuestions() {
        PRODUCT.model().suggesting(call -> FakeAnswer.saying(NEXT));
    }

    private static FakeAnswer answer(FakeCall call) {
        return switch (call.toolResults()) {
            case 0 -> FakeAnswer.calling("describe_tables", "{\"names\":[\"orders\"]}");
            case 1 -> FakeAnswer.calling("run_query", "{\"sql\":\"" + SQL + "\"}");
            case 2 -> FakeAnswer.calling("show_chart", "{\"resultId\":\"" + resultId(call) + "\"}");
            default ->
                FakeAnswer.stream()
                        .text(ANSWER.substring(0, 60))
                        .await(GATE::await)
                        .text(ANSWER.substring(60))
                        .finish("stop");
        };
    }

    private static String resultId(FakeCall call) {
        return call.newestToolResult().lines().findFirst().orElseThrow().substring("Result ".length());
    }

    @AfterAll
    static void openTheGate() {
        GATE.countDown();
    }

    @Test
    void isFitForAnybody() {
        try (BrowserContext person = PRODUCT.person(1440, 900, ColorScheme.LIGHT)) {
            Page tab = person.newPage();
            List<String> complaints = new ArrayList<>();
            tab.onPageError(complaints::add);
            WorkspacePage page = new WorkspacePage(tab);

            tab.navigate(PRODUCT.url("/db/sample"));
            assertThat(page.composer()).isVisible();
            look(tab, "first-visit");

            page.ask(QUESTION);
            page.awaitConversation();
            assertThat(page.answers().last()).containsText("850 orders a month");
            look(tab, "running-answer");

            GATE.countDown();
            page.awaitAnswer();
            assertThat(page.answers().last().locator("vaadin-grid")).containsText("completed");
            assertThat(page.answers().last().locator("canvas")).isVisible();
            assertThat(page.button("And by country?")).isVisible();
            look(tab, "answer-with-chart");
            edit(page);
            look(tab, "edited-sql", "[aria-label='SQL of the answer']");
            page.answers()
                    .last()
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Trace"))
                    .click();
            assertThat(tab.getByText("Asked the model (step 1)")).isVisible();
            look(tab, "answer-trace");
            tab.keyboard().press("Escape");
            assertThat(tab.getByText("Asked the model (step 1)")).isHidden();

            tab.keyboard().press("Control+/");
            assertThat(tab.getByText("Copy the last answer")).isVisible();
            look(tab, "keyboard");
            tab.keyboard().press("Escape");

            goTo(tab, "/connections");
            assertThat(page.button("Add connection")).isVisible();
            look(tab, "connections-page");
            page.button("Add connection").click();
            assertThat(page.button("Test connection")).isVisible();
            look(tab, "connection-form-page");

            goTo(tab, "/connections/sample/check");
            assertThat(tab.getByRole(AriaRole.MAIN)).containsText("Bean & Leaf");
            look(tab, "check-page");

            goTo(tab, "/db/sample/schema?table=orders");
            assertThat(tab.getByRole(AriaRole.MAIN)).containsText("customer_id");
            look(tab, "schema-page");

            tab.navigate(PRODUCT.url("/nowhere"));
            assertThat(tab.getByText("Nothing here")).isVisible();
            look(tab, "lost-page");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** Changes the query of the answer, and compares what it gives with what the model's gave. */
    private static void edit(WorkspacePage page) {
        Locator answer = page.answers().last();
        answer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^SQL")))
                .click();
        Locator cell = answer.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("SQL of the answer"));
        cell.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                .click();
        Locator editor = cell.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Edit SQL"));
        editor.fill(SQL.replace("count(*)", "count(*) + (ordered_at > '2026-09')")
                .replace("FROM orders", "FROM orders WHERE ordered_at >= '2025-01'"));
        editor.press("Control+Enter");
        assertThat(cell.getByText("v2/2")).isVisible();
        cell.locator(".tt-sql-compare").click();
        page.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Compare with v1"))
                .click();
        assertThat(cell.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("What changed")))
                .containsText("gone");
    }

    /** Takes its pictures, checks it with axe in both schemes, and that it needs no scrolling sideways however wide it is. */
    private static void look(Page tab, String name) {
        look(tab, name, "body");
    }

    /** @param top what the pictures begin with */
    private static void look(Page tab, String name, String top) {
        for (int width : List.of(360, 390, 768, 1024, 2560, 1440)) {
            tab.setViewportSize(width, width == 390 ? 844 : 900);
            try {
                tab.waitForFunction("(" + WIDER_THAN_THE_PAGE + ")().length === 0", null, SOON);
            } catch (TimeoutError wide) {
                Assertions.fail("%s at %d px: %s".formatted(name, width, tab.evaluate(WIDER_THAN_THE_PAGE)));
            }
            if (width == 390) {
                look(tab, name, "-phone", top, ColorScheme.DARK);
            } else if (width == 1440) {
                look(tab, name, "", top, ColorScheme.LIGHT);
            }
        }
    }

    /** @param checked in which colours it is checked with axe; its pictures are in both, light at the end */
    private static void look(Page tab, String name, String size, String top, ColorScheme checked) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String place = name + (scheme == ColorScheme.DARK ? "-dark" : "") + size;
            if (scheme == checked) {
                Axe.check(tab, place);
            }
            tab.locator(top).last().evaluate("element => element.scrollIntoView({ block: 'start' })");
            TestBrowser.picture(tab, place);
        }
    }

    /** By a link, as a person does who is there already. */
    private static void goTo(Page tab, String path) {
        tab.evaluate("""
                path => {
                  const link = document.createElement('a');
                  link.href = path;
                  link.setAttribute('router-link', '');
                  document.body.append(link);
                  link.click();
                  link.remove();
                }""", path);
        tab.waitForURL(PRODUCT.url(path));
    }
}
