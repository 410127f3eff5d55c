package dev.tabletalk.adapter.web.ui.schema;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = SchemaPage.class)
class SchemaPageTest extends ViewTest {
    private static final TableName CUSTOMERS = new TableName(null, "customers");
    private static final TableName ORDERS = new TableName("sales", "orders");

    private void givenTables() {
        workspace.database.table(
                new Table(
                        CUSTOMERS,
                        Table.Kind.TABLE,
                        "Who buys <b>here</b>\u202E",
                        List.of(
                                new Column("id", "bigint", false, null),
                                new Column("name", "text", true, "Full\nname")),
                        List.of("id"),
                        List.of(),
                        12_345L),
                Row.of(1L, "Ada"),
                Row.of(2L, null));
        workspace.database.table(new Table(
                ORDERS,
                Table.Kind.TABLE,
                null,
                List.of(new Column("customer_id", "bigint", false, null)),
                List.of(),
                List.of(new ForeignKey(List.of("customer_id"), CUSTOMERS, List.of("id"))),
                null));
    }

    private void open() {
        navigate(WorkspaceNavigation.schemaPath(SHOP), SchemaPage.class);
        eventually(() -> !find(Skeleton.class).exists());
    }

    private void open(String table) {
        UI.getCurrent()
                .navigate(WorkspaceNavigation.schemaPath(SHOP), QueryParameters.of(WorkspaceNavigation.TABLE, table));
        eventually(() -> !find(Skeleton.class).exists());
    }

    @SuppressWarnings("unchecked")
    private List<String> listed() {
        VirtualList<Table> list = find(VirtualList.class).single();
        return list.getDataProvider()
                .fetch(new Query<>())
                .map(table -> table.name().toString())
                .toList();
    }

    private String text() {
        return find(Main.class).single().getElement().getTextRecursively();
    }

    @Test
    void findsTablesByNameColumnAndComment() {
        givenTables();
        open();
        assertThat(listed()).containsExactly("customers", "sales.orders");
        assertThat(text()).contains("2 tables");
        search("SALES");
        assertThat(listed()).containsExactly("sales.orders");
        search("full");
        assertThat(listed()).containsExactly("customers");
        search("who buys");
        assertThat(listed()).containsExactly("customers");
        assertThat(text()).contains("1 of 2");
        search("nothing like it");
        assertThat(text()).contains("No name, column or comment contains this.");
    }

    private void search(String text) {
        find(TextField.class).single().setValue(text);
    }

    @Test
    void showsATableWithItsKeysAndWhatRefersToIt() {
        givenTables();
        open("customers");
        assertThat(text())
                .contains("about 12,300 rows", "Primary key", "not NULL", "may be NULL", "Referenced by", "Full␊name")
                .contains("Who buys <b>here</b>⟨U+202E⟩");
        assertThat(elements(find(Main.class).single().getElement()))
                .as("names and comments are text")
                .noneMatch(element -> element.getTag().equals("b") || element.getProperty("innerHTML") != null);
        Anchor other = find(Anchor.class).withText("sales.orders").single();
        assertThat(other.getHref()).isEqualTo("db/shop/schema?table=sales.orders");
        open("sales.orders");
        assertThat(text()).contains("References", "Foreign key", "(customer_id)", "(id)");
        assertThat(find(Anchor.class).withText("customers").single().getHref())
                .isEqualTo("db/shop/schema?table=customers");
    }

    private static Stream<Element> elements(Element element) {
        return element.isTextNode()
                ? Stream.empty()
                : Stream.concat(Stream.of(element), element.getChildren().flatMap(SchemaPageTest::elements));
    }

    @Test
    void readsSampleRowsOnDemandAndStoresNothing() {
        givenTables();
        open("customers");
        assertThat(workspace.database.statements()).isEmpty();
        press("Show sample rows");
        eventually(() -> find(Grid.class).exists());
        assertThat(workspace.database.statements()).containsExactly("SELECT * FROM \"customers\" LIMIT 50");
        Grid<?> grid = find(Grid.class).single();
        assertThat(test(grid).getLitRendererPropertyValue(0, 1, "text", String.class))
                .isEqualTo("Ada");
        assertThat(test(grid).getLitRendererPropertyValue(1, 1, "text", String.class))
                .isEqualTo("NULL");
        workspace.database.breakDown("Nobody answers.");
        press("Read them again");
        eventually(() -> text().contains("Nobody answers."));
    }

    @Test
    void refreshForgetsWhatWasKnown() {
        givenTables();
        open();
        workspace.database.table("later", List.of("id"));
        press("Refresh");
        eventually(() -> text().contains("3 tables"));
        assertThat(workspace.database.forgotten()).contains(SHOP);
    }

    @Test
    void saysWhyNothingCanBeRead() {
        workspace.database.breakDown("Nobody answers at shop.db.");
        open();
        assertThat(text()).contains("Nobody answers at shop.db.", "Edit the connection");
        workspace.database.recover();
        press("Try again");
        eventually(() -> text().contains("No tables"));
    }

    @Test
    void saysThatATableIsNotThere() {
        givenTables();
        open("gone\n");
        assertThat(text()).contains("There is no table “gone␊”");
    }

    @Test
    void makesNoComponentsForTenThousandTables() {
        for (int i = 0; i < 10_000; i++) {
            workspace.database.table("t" + i, List.of("id"));
        }
        open();
        assertThat(text()).contains("10,000 tables");
        assertThat(components(find(Main.class).single())).isLessThan(60);
        search("t99");
        assertThat(listed()).hasSize(111);
    }

    private static long components(Component component) {
        return 1 + component.getChildren().mapToLong(SchemaPageTest::components).sum();
    }

    private void press(String text) {
        test(find(Button.class).withText(text).single()).click();
    }
}
