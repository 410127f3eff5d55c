package dev.tabletalk.adapter.web.ui.schema;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Any number of tables, searched and scrolled. The browser draws the rows it shows from a few texts, never from HTML. */
final class TableList extends Composite<Div> {
    private static final int SEARCH_PAUSE_MILLIS = 150;
    private static final int LONGEST_SEARCH = 200;
    private static final String ROW = """
            <a class="tt-table-row" href=${item.href} title=${item.title} ?data-open=${item.open}
              aria-current=${item.open ? 'page' : 'false'}
              @click=${e => { if (!(e.ctrlKey || e.metaKey || e.shiftKey)) { e.preventDefault(); open(); } }}>
              <span class="tt-icon ${item.view ? 'tt-icon-eye' : 'tt-icon-table'}" aria-hidden="true"></span>
              <span class="tt-table-words">
                <span class="tt-table-name">${item.name}</span>
                ${item.comment ? html`<span class="tt-table-comment" dir="auto">${item.comment}</span>` : ''}
              </span>
              <span class="tt-table-count">${item.rows}</span>
            </a>""";

    private final TextField search = new TextField();
    private final Span count = new Span();
    private final Span nothing = new Span("No name, column or comment contains this.");
    private final VirtualList<Table> list = new VirtualList<>();
    private DatabaseSchema schema = new DatabaseSchema(List.of());
    private ListDataProvider<Table> rows = new Rows(List.of());
    private @Nullable TableName open;

    /** Tables are known by their names; comparing all of their columns would be slow. */
    private static final class Rows extends ListDataProvider<Table> {
        Rows(Collection<Table> tables) {
            super(tables);
        }

        @Override
        public Object getId(Table table) {
            return table.name();
        }
    }

    /**
     * @param href the address of a table
     * @param whenChosen told of the table to open
     */
    TableList(Function<Table, String> href, Consumer<Table> whenChosen) {
        search.setPlaceholder("Search tables, columns, comments");
        search.setAriaLabel("Search tables");
        search.setPrefixComponent(Glyph.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setMaxLength(LONGEST_SEARCH);
        search.setWidthFull();
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(SEARCH_PAUSE_MILLIS);
        search.addValueChangeListener(event -> filter());
        count.addClassName("tt-table-total");
        count.getElement().setAttribute("role", "status");
        nothing.addClassName("tt-list-empty");
        list.addClassName("tt-table-list");
        list.setRenderer(LitRenderer.<Table>of(ROW)
                .withProperty("href", href::apply)
                .withProperty("name", table -> VisibleText.of(table.name().toString()))
                .withProperty("title", TableList::title)
                .withProperty("comment", table -> table.comment() == null ? "" : VisibleText.of(table.comment()))
                .withProperty("rows", table -> TableWords.shortRows(table.rowEstimate()))
                .withProperty("view", table -> table.kind() == Table.Kind.VIEW)
                .withProperty("open", table -> table.name().equals(open))
                .withFunction("open", whenChosen::accept));
        list.setItemAccessibleNameGenerator(table -> VisibleText.of(table.name().toString()));
        getContent().addClassName("tt-tables");
        getContent().add(search, count, list, nothing);
    }

    private static String title(Table table) {
        String rows = TableWords.rows(table.rowEstimate());
        return VisibleText.of(table.name().toString())
                + (rows.isEmpty() ? "" : ", " + rows)
                + (table.comment() == null ? "" : ": " + VisibleText.of(table.comment()));
    }

    void show(DatabaseSchema shown) {
        schema = shown;
        filter();
    }

    /** Marks the table that is open. */
    void markOpen(@Nullable TableName name) {
        TableName before = open;
        open = name;
        refresh(before);
        refresh(name);
    }

    private void refresh(@Nullable TableName name) {
        rows.getItems().stream()
                .filter(table -> Objects.equals(table.name(), name))
                .findFirst()
                .ifPresent(rows::refreshItem);
    }

    private void filter() {
        List<Table> found = schema.search(search.getValue());
        rows = new Rows(found);
        list.setDataProvider(rows);
        list.scrollToStart();
        count.setText(TableWords.found(found, schema));
        list.setVisible(!found.isEmpty());
        nothing.setVisible(found.isEmpty() && !search.isEmpty());
    }
}
