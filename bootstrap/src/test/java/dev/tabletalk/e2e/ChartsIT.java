package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person looks at an answer, changes how it is drawn, and finds it so again. */
class ChartsIT {
    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.offline();

    @Test
    void drawsAnAnswerAndKeepsWhatAPersonChose() throws IOException {
        try (BrowserContext person = PRODUCT.person(1440, 900, ColorScheme.LIGHT)) {
            Page tab = person.newPage();
            List<String> requested = new ArrayList<>();
            List<String> complaints = new ArrayList<>();
            tab.onRequest(request -> requested.add(request.url()));
            tab.onPageError(complaints::add);
            WorkspacePage page = new WorkspacePage(tab);
            tab.navigate(PRODUCT.url("/db/sample"));
            assertThat(page.composer()).isVisible();
            Assertions.assertThat(requested).noneMatch(url -> url.contains("echarts"));

            page.ask("How many customers are there by country?");
            page.awaitConversation();
            page.awaitAnswer();
            Locator chart = chart(page);
            assertThat(drawing(chart))
                    .hasAttribute("aria-label", Pattern.compile("Bar chart of .* by country.*highest"));
            assertIsDrawn(chart);
            Assertions.assertThat(requested)
                    .filteredOn(url -> url.contains("echarts.min.js"))
                    .hasSize(1);
            TestBrowser.picture(tab, "answer-chart");

            page.button("Change the chart").click();
            Locator kind = chart.getByRole(AriaRole.COMBOBOX, named("Kind"))
                    .or(chart.getByLabel("Kind"))
                    .first();
            kind.click();
            Locator pie = tab.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Pie")));
            assertThat(pie).isDisabled();
            assertThat(pie).containsText("7 parts");
            tab.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Line")))
                    .click();
            assertThat(drawing(chart)).hasAttribute("aria-label", Pattern.compile("^Line chart"));
            page.button("Change the chart").click();

            Download picture = tab.waitForDownload(
                    () -> page.button("Download chart as SVG").click());
            Assertions.assertThat(Files.readString(picture.path()))
                    .startsWith("<svg")
                    .contains("<path");

            String light = pixels(chart);
            tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            tab.waitForCondition(() -> !pixels(chart).equals(light));
            TestBrowser.picture(tab, "answer-chart-dark");

            tab.reload();
            assertThat(drawing(chart)).hasAttribute("aria-label", Pattern.compile("^Line chart"));
            assertIsDrawn(chart);
            tab.setViewportSize(390, 844);
            WorkspacePage.assertFits(tab);
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    private static Locator chart(WorkspacePage page) {
        return page.answers().last().getByRole(AriaRole.GROUP, named("Chart").setExact(true));
    }

    private static Locator drawing(Locator chart) {
        return chart.getByRole(AriaRole.IMG);
    }

    /** More than one colour on its canvas. */
    private static void assertIsDrawn(Locator chart) {
        assertThat(chart.locator("canvas")).isVisible();
        chart.page().waitForCondition(() -> (Boolean) chart.locator("canvas").evaluate("""
                canvas => {
                  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  const colours = new Set();
                  for (let i = 0; i < data.length; i += 4) colours.add(data[i] + ' ' + data[i + 1] + ' ' + data[i + 2] + ' ' + data[i + 3]);
                  return colours.size > 3;
                }"""));
    }

    private static String pixels(Locator chart) {
        return (String) chart.locator("canvas").evaluate("canvas => canvas.toDataURL()");
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
