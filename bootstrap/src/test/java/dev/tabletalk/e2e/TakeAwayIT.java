package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rows and conversations as files, and a conversation back again, in a browser. */
class TakeAwayIT {
    private static final String ENDLESS =
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r";

    @TempDir
    static Path files;

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.offline();

    @Test
    void takesRowsAndConversationsAwayAndBringsAConversationBack() throws IOException {
        try (BrowserContext person = PRODUCT.person()) {
            WorkspacePage page = new WorkspacePage(person.newPage());
            page.page().navigate(PRODUCT.url("/db/sample"));
            page.ask("SELECT id, order_id FROM order_items ORDER BY id");
            page.awaitConversation();
            page.awaitAnswer();
            assertThat(page.answers().last()).containsText("First 1,000");

            Assertions.assertThat(lines(menu(page, "CSV"))).isEqualTo(1_001);
            Assertions.assertThat(lines(allRows(page, "Done."))).isGreaterThan(20_000);
            page.button("Close").click();

            page.ask(ENDLESS);
            assertThat(page.answers()).hasCount(2);
            assertThat(page.answers().last()).containsText("First 1,000");
            page.awaitAnswer();
            openAllRows(page);
            Download endless = page.page()
                    .waitForDownload(() -> page.button("Start download").click());
            assertThat(dialog(page)).containsText(Pattern.compile("[1-9][\\d,]* rows"));
            TestBrowser.picture(page.page(), "all-rows");
            page.button("Cancel download").click();
            assertThat(dialog(page)).containsText("Cancelled. The file is not complete");
            Assertions.assertThat(endless.failure()).isNotNull();
            page.button("Close").click();

            Path json = files.resolve("conversation.json");
            export(page, "JSON, to import again").saveAs(json);
            Assertions.assertThat(Files.readString(json)).contains("tabletalk-conversation");
            Download script = export(page, "SQL script");
            Assertions.assertThat(script.suggestedFilename()).endsWith(".sql");
            Assertions.assertThat(Files.readString(script.path())).contains(ENDLESS);

            String from = page.page().url();
            page.sidebar().getByLabel("Import conversation").setInputFiles(json);
            page.page().waitForURL(url -> url.contains("/c/") && !url.equals(from));
            assertThat(page.messages()).containsText("SELECT id, order_id FROM order_items");
            assertThat(page.answers()).hasCount(2);

            Files.writeString(json, "{\"format\":\"other\"}");
            page.sidebar().getByLabel("Import conversation").setInputFiles(json);
            assertThat(page.page().getByText("format: It must be \"tabletalk-conversation\"."))
                    .isVisible();
        }
    }

    private static Locator dialog(WorkspacePage page) {
        return page.page().getByRole(AriaRole.DIALOG);
    }

    private static Download menu(WorkspacePage page, String choice) {
        openMenu(page);
        return page.page().waitForDownload(() -> item(page, choice).click());
    }

    private static void openMenu(WorkspacePage page) {
        page.answers()
                .last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Download"))
                .last()
                .click();
    }

    private static Locator item(WorkspacePage page, String text) {
        return page.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^" + text)));
    }

    private static void openAllRows(WorkspacePage page) {
        openMenu(page);
        item(page, "All rows").click();
        assertThat(page.button("Start download")).isVisible();
    }

    private static Download allRows(WorkspacePage page, String outcome) {
        openAllRows(page);
        Download download =
                page.page().waitForDownload(() -> page.button("Start download").click());
        assertThat(dialog(page)).containsText(outcome);
        return download;
    }

    private static Download export(WorkspacePage page, String choice) {
        page.sidebar()
                .locator("[aria-current=page]")
                .click(new Locator.ClickOptions().setButton(com.microsoft.playwright.options.MouseButton.RIGHT));
        item(page, "Export").hover();
        return page.page().waitForDownload(() -> item(page, choice).click());
    }

    private static long lines(Download download) throws IOException {
        try (var lines = Files.lines(download.path())) {
            return lines.count();
        }
    }
}
