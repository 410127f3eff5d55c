package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rows of an old answer, whose database is gone, sorted, filtered, arranged, copied and looked at. */
class ResultGridIT {
    private static final String SQL =
            "SELECT id, status, ordered_at, total, '{\"a\":[1,2.50]}' AS body FROM orders ORDER BY id LIMIT 300";

    /** The texts of the first row that is shown, and the names of the columns, from left to right. */
    private static final String FIRST_ROW = """
            () => {
              const grid = document.querySelector('.tt-grid');
              const text = (row) => [...row.cells].sort((a, b) => a._column._order - b._column._order)
                .map((cell) => cell.firstElementChild.assignedNodes()[0].textContent.trim()).join('|');
              const rows = grid ? [...grid.shadowRoot.querySelectorAll('#items tr')] : [];
              const row = rows.find((one) => !one.hidden && one.index === 0);
              return row ? text(row) : '';
            }""";

    private static final String TOTAL_FIRST = "() => /^[\\d.]+\\|1\\|completed\\|/.test((" + FIRST_ROW + ")())";

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.offline();

    @Test
    void theRowsOfAnOldAnswerCanBeWorkedWithByKeyboardThoughTheirDatabaseIsGone() throws IOException {
        try (BrowserContext person = PRODUCT.person()) {
            person.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page tab = person.newPage();
            WorkspacePage page = new WorkspacePage(tab);
            tab.navigate(PRODUCT.url("/db/sample"));
            page.ask(SQL);
            page.awaitConversation();
            page.awaitAnswer();
            awaitFirst(tab, "1|completed|");
            widensAColumnByMouse(tab);
            movesAColumnByMouse(tab);
            scrollsByFinger(tab);
            Files.delete(PRODUCT.home().resolve("databases").resolve("sample.db"));
            tab.reload();
            Locator result =
                    page.answers().first().getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Result"));
            isArrangedAsBefore(page, tab);

            sortsByKeyboard(tab);
            filters(result, tab);
            hidesAndMovesColumns(page, tab);
            copies(page, tab);
            opensAValue(tab);
        }
    }

    private static void widensAColumnByMouse(Page tab) {
        Locator grid = tab.locator(".tt-grid");
        BoundingBox handle =
                box(grid.locator("th [part~='resize-handle']:visible").nth(1));
        BoundingBox before = box(header(grid, "status"));
        drag(tab, handle.x + handle.width / 2, handle.y + handle.height / 2, 90);
        tab.waitForCondition(() -> box(header(grid, "status")).width > before.width + 60);
    }

    private static void movesAColumnByMouse(Page tab) {
        Locator grid = tab.locator(".tt-grid");
        header(grid, "total").hover(); // once it stands still
        BoundingBox from = box(header(grid, "total"));
        BoundingBox to = box(header(grid, "id"));
        double x = from.x + from.width / 2;
        double y = from.y + from.height / 2;
        tab.mouse().down();
        moveTo(tab, x - 10, y); // the column that is moved is the one below the pointer after the first move
        for (int step = 1; step <= 6; step++) {
            moveTo(tab, x + (to.x + 8 - x) * step / 6, y);
        }
        tab.mouse().up();
        tab.waitForFunction(TOTAL_FIRST);
    }

    /** Moves of the same frame would come as one. */
    private static void moveTo(Page tab, double x, double y) {
        tab.mouse().move(x, y);
        tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private static void scrollsByFinger(Page tab) {
        BoundingBox grid = box(tab.locator(".tt-grid"));
        double x = grid.x + grid.width / 2;
        double bottom = grid.y + grid.height - 60;
        CDPSession finger = tab.context().newCDPSession(tab);
        touch(finger, "touchStart", "[{\"x\":" + x + ",\"y\":" + bottom + "}]");
        for (int moved = 50; moved <= 300; moved += 50) {
            touch(finger, "touchMove", "[{\"x\":" + x + ",\"y\":" + (bottom - moved) + "}]");
        }
        touch(finger, "touchEnd", "[]");
        tab.waitForFunction("document.querySelector('.tt-grid').shadowRoot.querySelector('#table').scrollTop > 100");
        finger.detach();
    }

    private static void touch(CDPSession finger, String type, String points) {
        finger.send(
                "Input.dispatchTouchEvent",
                JsonParser.parseString("{\"type\":\"" + type + "\",\"touchPoints\":" + points + "}")
                        .getAsJsonObject());
    }

    private static Locator header(Locator grid, String name) {
        return grid.locator("vaadin-grid-sorter")
                .filter(new Locator.FilterOptions().setHasText(name))
                .locator("..");
    }

    /** Where it is, once it stands still. */
    private static BoundingBox box(Locator locator) {
        BoundingBox[] last = {null};
        locator.page().waitForCondition(() -> {
            BoundingBox before = last[0];
            last[0] = locator.boundingBox();
            return before != null && last[0] != null && isSame(before, last[0]);
        });
        return Objects.requireNonNull(last[0]);
    }

    private static boolean isSame(BoundingBox one, BoundingBox other) {
        return one.x == other.x && one.y == other.y && one.width == other.width && one.height == other.height;
    }

    private static void drag(Page tab, double x, double y, double by) {
        tab.mouse().move(x, y);
        tab.mouse().down();
        tab.mouse().move(x + by, y, new Mouse.MoveOptions().setSteps(12));
        tab.mouse().up();
    }

    private static void awaitFirst(Page tab, String start) {
        tab.waitForFunction("start => (" + FIRST_ROW + ")().startsWith(start)", start);
    }

    private static void isArrangedAsBefore(WorkspacePage page, Page tab) {
        tab.waitForFunction(TOTAL_FIRST);
        page.button("Columns").press("Enter");
        page.button("Reset table").press("Enter");
        awaitFirst(tab, "1|completed|");
        assertThat(page.button("Columns")).isFocused();
    }

    private static void sortsByKeyboard(Page tab) {
        tab.locator(".tt-grid").getByText("completed").first().click();
        tab.keyboard().press("Shift+Tab"); // to the names of the columns
        tab.keyboard().press("Home");
        tab.keyboard().press("Space");
        tab.keyboard().press("Space");
        awaitFirst(tab, "300|");
    }

    private static void filters(Locator result, Page tab) {
        result.getByLabel("Filter", new Locator.GetByLabelOptions().setExact(true))
                .click();
        result.getByLabel("Filter id").fill("<= 250");
        assertThat(result).containsText("250 of 300 rows");
        awaitFirst(tab, "250|");
        result.getByLabel("Filter total").fill("cheap");
        assertThat(result.getByRole(AriaRole.ALERT)).containsText("\"cheap\" is not understood. Write a number");
        assertThat(result).containsText("250 of 300 rows");
        result.getByLabel("Find in all columns").fill("no such thing");
        assertThat(result).containsText("No rows match");
        result.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Clear filters"))
                .first()
                .click();
        awaitFirst(tab, "300|");
        result.getByLabel("Filter id").fill("10..12");
        awaitFirst(tab, "12|");
    }

    private static void hidesAndMovesColumns(WorkspacePage page, Page tab) {
        page.button("Columns").press("Enter");
        tab.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("status"))
                .press("Space");
        page.button("Move total left").press("Enter");
        assertThat(page.button("Move total left")).isFocused();
        page.button("Move total left").press("Enter");
        page.button("Move total left").press("Enter");
        assertThat(page.button("Move total right")).isFocused(); // it cannot go further left
        tab.keyboard().press("Escape");
        assertThat(page.button("Move total right")).isHidden();
        tab.waitForFunction(
                "() => !/^12\\|/.test((" + FIRST_ROW + ")()) && /^[\\d.]+\\|12\\|/.test((" + FIRST_ROW + ")())");
    }

    private static void copies(WorkspacePage page, Page tab) {
        page.answers().first().locator(".tt-result").getByLabel("Copy").press("Enter");
        Locator all = tab.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Copy all rows"));
        all.press("Enter");
        assertThat(tab.getByText("3 rows copied")).isVisible();
        assertThat(all).isHidden(); // and gives the focus back
        tab.waitForCondition(() -> clipboard(tab).startsWith("total\t"));
        String copied = clipboard(tab);
        Assertions.assertThat(copied.lines()).hasSize(4).first().isEqualTo("total\tid\tordered_at\tbody");
        Assertions.assertThat(copied.lines().skip(1))
                .allSatisfy(row -> Assertions.assertThat(row)
                        .matches("[\\d.]+\t1[012]\t\\d{4}-\\d\\d-\\d\\d.*\t\"\\{\"\"a\"\":\\[1,2\\.50]}\""));
    }

    private static void opensAValue(Page tab) {
        tab.locator(".tt-cell").first().click();
        tab.keyboard().press("Enter");
        Locator dialog = tab.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("\"a\" : [ 1, 2.50 ]");
        tab.keyboard().press("Escape");
        assertThat(dialog).isHidden();
        tab.waitForFunction("() => document.activeElement.localName === 'vaadin-grid'");
        tab.keyboard().press("Control+c");
        assertThat(tab.getByText("Cell copied")).isVisible();
        tab.waitForCondition(() -> clipboard(tab).equals("{\"a\":[1,2.50]}"));
    }

    private static String clipboard(Page tab) {
        return (String) tab.evaluate("navigator.clipboard.readText()");
    }
}
