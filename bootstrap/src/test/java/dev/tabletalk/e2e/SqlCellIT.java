package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The query of an answer is edited with the keyboard, compared, refused, and known to the agent at the next question. */
class SqlCellIT {
    private static final String SQL = "SELECT id, name FROM categories ORDER BY id";
    private static final AtomicReference<String> LAST_REQUEST = new AtomicReference<>("");

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.withModel(SqlCellIT::answer, "Categories");

    private static FakeAnswer answer(FakeCall call) {
        LAST_REQUEST.set(call.body().toString());
        return call.newestQuestion().contains("categories") && call.toolResults() == 0
                ? FakeAnswer.stream()
                        .call("call-1", "run_query", "{\"sql\":\"" + SQL + "\"}")
                        .finish("tool_calls")
                : FakeAnswer.saying("Here they are.");
    }

    @Test
    void editsRunsComparesAndTellsTheAgent() {
        WorkspacePage page = new WorkspacePage(PRODUCT.person().newPage());
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("Which categories are there?");
        page.awaitConversation();
        page.awaitAnswer();
        Locator answer = page.answers().last();

        Locator line =
                answer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^SQL")));
        line.click();
        Locator cell = answer.getByRole(AriaRole.GROUP, named("SQL of the answer"));
        cell.getByRole(AriaRole.BUTTON, named("Edit")).click();
        Locator editor = cell.getByRole(AriaRole.TEXTBOX, named("Edit SQL"));
        assertThat(editor).isFocused();
        editor.press("Escape");
        assertThat(editor).isHidden();
        cell.getByRole(AriaRole.BUTTON, named("Edit")).press("Enter");
        editor.fill(SQL + " LIMIT 2");
        editor.press("Control+Enter");
        assertThat(cell.getByText("v2/2")).isVisible();
        assertThat(cell).containsText("2 rows");
        assertThat(line).containsText("edited, v2");

        cell.locator(".tt-sql-compare").click();
        page.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Compare with v1"))
                .click();
        Locator changes = cell.getByRole(AriaRole.GROUP, named("What changed"));
        assertThat(changes).containsText("gone since v1");
        assertThat(changes.getByRole(AriaRole.ROWHEADER).first()).containsText("Gone");

        cell.getByRole(AriaRole.BUTTON, named("Edit")).click();
        editor.fill("DELETE FROM orders");
        editor.press("Control+Enter");
        assertThat(cell.getByText("v3/3")).isVisible();
        assertThat(cell).containsText("DELETE");
        assertThat(cell).containsText("only reading statements are run");

        page.page().reload();
        assertThat(line).containsText("edited, v2");
        line.click();
        assertThat(cell.getByText("v2/3")).isVisible();
        assertThat(cell).containsText("LIMIT 2");
        cell.getByRole(AriaRole.BUTTON, named("Version 2 of 3")).click();
        page.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^v3")))
                .click();
        assertThat(cell.getByText("v3/3")).isVisible();
        assertThat(cell).containsText("only reading statements are run");
        cell.getByRole(AriaRole.BUTTON, named("Previous version of the SQL")).click();
        assertThat(cell).containsText("LIMIT 2");

        page.ask("What did I try?");
        assertThat(page.answers()).hasCount(2);
        assertThat(page.answers().last()).containsText("Here they are.");
        org.assertj.core.api.Assertions.assertThat(LAST_REQUEST.get()).contains("version 3", "DELETE FROM orders");
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
