package dev.tabletalk.adapter.web.ui.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import dev.tabletalk.adapter.web.ui.PageText;
import dev.tabletalk.adapter.web.ui.sql.SqlBlock;
import org.junit.jupiter.api.Test;

/** What a tool was given, to be read. */
@ViewPackages(classes = ToolArgumentsTest.class)
final class ToolArgumentsTest extends BrowserlessTest {
    private ToolArguments shown(String arguments) {
        ToolArguments view = new ToolArguments(arguments);
        UI.getCurrentOrThrow().add(view);
        return view;
    }

    @Test
    void showsAStatementInLinesAndTheExactTextOnAClick() {
        String exact = "{\"sql\":\"SELECT a FROM t WHERE b = 'x' AND c > 1 GROUP BY a ORDER BY a LIMIT 9\"}";
        ToolArguments view = shown(exact);
        assertThat(PageText.of(find(SqlBlock.class, view).single())).contains("\nWHERE");
        assertThat(PageText.of(view)).doesNotContain("{");

        NativeButton toggle =
                find(NativeButton.class, view).withText("Exact text").single();
        test(toggle).click();
        assertThat(PageText.of(view)).contains(exact);
        assertThat(toggle.getElement().getAttribute("aria-expanded")).isEqualTo("true");
    }

    @Test
    void showsTablesAsAListAndOthersByTheirNames() {
        ToolArguments view = shown("""
                {"names":["orders","a\u202eb"],"search":null,"y":[],"options":{"stacked":true},"limit":5}
                """);
        assertThat(find(ListItem.class, view).all())
                .extracting(ListItem::getText)
                .containsExactly("orders", "a⟨U+202E⟩b");
        assertThat(PageText.of(view))
                .contains("Tables", "Search\nnone", "Y\nnone", "Options\n{\"stacked\":true}", "Limit\n5");
    }

    @Test
    void showsWhatIsNoJsonAsItIs() {
        assertThat(PageText.of(shown("{\"sql\": \"SELECT"))).contains("{\"sql\": \"SELECT");
        assertThat(PageText.of(shown("[1]"))).contains("[1]");
        assertThat(PageText.of(shown(""))).isEmpty();
        assertThat(PageText.of(shown("{}"))).contains("It needs to be told nothing.");
    }
}
