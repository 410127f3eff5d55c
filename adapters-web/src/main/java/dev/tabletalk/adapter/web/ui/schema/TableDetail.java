package dev.tabletalk.adapter.web.ui.schema;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import java.util.List;
import java.util.function.Function;

/** One table: its columns, its keys, the tables it leads to and some of its rows. All names and comments are only text. */
final class TableDetail extends Composite<Section> {
    /** Columns and references that are shown at once; more on demand. */
    private static final int MOST_AT_ONCE = 200;

    private final Workspace workspace;
    private final ConnectionId connection;
    private final DatabaseSchema schema;
    private final Table table;
    private final Function<Table, String> href;
    private final Button sample = new Button("Show sample rows", event -> sample());
    private final Div rows = new Div();

    TableDetail(
            Workspace workspace,
            ConnectionId connection,
            DatabaseSchema schema,
            Table table,
            Function<Table, String> href) {
        this.workspace = workspace;
        this.connection = connection;
        this.schema = schema;
        this.table = table;
        this.href = href;
        String name = VisibleText.of(table.name().toString());
        getContent().addClassName("tt-table-detail");
        getContent().setAriaLabel(name);
        getContent().add(head(name));
        if (table.comment() != null) {
            Paragraph comment = new Paragraph(VisibleText.of(table.comment()));
            comment.addClassName("tt-table-about");
            comment.getElement().setAttribute("dir", "auto");
            getContent().add(comment);
        }
        getContent().add(heading("Columns", table.columns().size()), columns());
        addKeys("References", references());
        addKeys("Referenced by", referencedBy());
        rows.addClassName("tt-sample");
        rows.getElement().setAttribute("role", "group").setAttribute("aria-label", "Sample rows");
        Div sampleHead = new Div(new H4("Rows"), sample);
        sampleHead.addClassName("tt-sample-head");
        getContent().add(sampleHead, rows);
    }

    private Div head(String name) {
        Span icon = (table.kind() == Table.Kind.VIEW ? Glyph.EYE : Glyph.TABLE).create();
        H3 title = new H3(name);
        title.getElement().setAttribute("title", name);
        Span facts = new Span((table.kind() == Table.Kind.VIEW ? "View" : "Table")
                + (table.rowEstimate() == null ? "" : " · " + TableWords.rows(table.rowEstimate())));
        facts.addClassName("tt-secondary");
        Div head = new Div(icon, title, facts);
        head.addClassName("tt-table-head");
        return head;
    }

    private static Div heading(String text, int count) {
        Span number = new Span(TableWords.number(count));
        number.addClassName("tt-count");
        Div heading = new Div(new H4(text), number);
        heading.addClassName("tt-table-heading");
        return heading;
    }

    private Component columns() {
        UnorderedList list = new UnorderedList();
        list.addClassName("tt-columns");
        list.getElement().setAttribute("aria-label", "Columns");
        table.columns().stream().limit(MOST_AT_ONCE).forEach(column -> list.add(column(column)));
        if (table.columns().size() <= MOST_AT_ONCE) {
            return list;
        }
        Button more = new Button("Show all " + TableWords.number(table.columns().size()) + " columns");
        Div box = new Div(list, more);
        more.addClickListener(event -> {
            table.columns().stream().skip(MOST_AT_ONCE).forEach(column -> list.add(column(column)));
            box.remove(more);
        });
        return box;
    }

    private ListItem column(Column column) {
        Span name = new Span(VisibleText.of(column.name()));
        name.addClassName("tt-column-name");
        name.getElement().setAttribute("title", name.getText());
        Span type = new Span(VisibleText.of(column.type()));
        type.addClassName("tt-column-type");
        type.getElement().setAttribute("title", type.getText());
        Div marks = new Div();
        marks.addClassName("tt-column-marks");
        if (table.primaryKey().contains(column.name())) {
            Span key = mark("Primary key", "primary");
            key.addComponentAsFirst(Glyph.KEY.create());
            marks.add(key);
        }
        if (table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()))) {
            marks.add(mark("Foreign key", "foreign"));
        }
        marks.add(mark(column.nullable() ? "may be NULL" : "not NULL", column.nullable() ? "nullable" : ""));
        ListItem item = new ListItem(name, type, marks);
        if (column.comment() != null) {
            Span comment = new Span(VisibleText.of(column.comment()));
            comment.addClassName("tt-column-comment");
            comment.getElement().setAttribute("dir", "auto");
            item.add(comment);
        }
        return item;
    }

    private static Span mark(String text, String kind) {
        Span mark = new Span(new Span(text));
        mark.addClassName("tt-fact");
        mark.getElement().setAttribute("data-kind", kind);
        return mark;
    }

    private List<ListItem> references() {
        return table.foreignKeys().stream()
                .limit(MOST_AT_ONCE)
                .map(key -> reference(
                        columns(key.columns()),
                        "→",
                        schema.tables().stream()
                                .filter(target -> target.name().equals(key.target()))
                                .findFirst()
                                .map(this::link)
                                .orElseGet(() ->
                                        new Span(VisibleText.of(key.target().toString()))),
                        columns(key.targetColumns())))
                .toList();
    }

    private List<ListItem> referencedBy() {
        return schema.tables().stream()
                .flatMap(other -> other.foreignKeys().stream()
                        .filter(key -> key.target().equals(table.name()))
                        .map(key -> referenceFrom(other, key)))
                .limit(MOST_AT_ONCE)
                .toList();
    }

    private ListItem referenceFrom(Table other, ForeignKey key) {
        return reference("", "", link(other), columns(key.columns()));
    }

    private static ListItem reference(String from, String arrow, Component target, String columns) {
        ListItem item = new ListItem();
        if (!from.isEmpty()) {
            item.add(new Span(from), new Span(arrow));
        }
        item.add(target, new Span(columns));
        return item;
    }

    private Component link(Table target) {
        return new Anchor(href.apply(target), VisibleText.of(target.name().toString()));
    }

    private static String columns(List<String> names) {
        return names.isEmpty() ? "" : VisibleText.of("(" + String.join(", ", names) + ")");
    }

    private void addKeys(String title, List<ListItem> keys) {
        if (!keys.isEmpty()) {
            UnorderedList list = new UnorderedList(keys.toArray(ListItem[]::new));
            list.addClassName("tt-references");
            list.getElement().setAttribute("aria-label", title);
            getContent().add(heading(title, keys.size()), list);
        }
    }

    /** Guarded and bounded like every other read; nothing of it is stored. */
    private void sample() {
        sample.setEnabled(false);
        rows.removeAll();
        rows.add(new Skeleton(4));
        Background.run(this, () -> workspace.sql().sample(connection, table.name()), this::show, failed -> {
            rows.removeAll();
            Div problem = new Div(failed.failure().message());
            problem.addClassName("tt-card-result");
            problem.getElement().setAttribute("data-state", "bad").setAttribute("role", "alert");
            rows.add(problem);
            sample.setEnabled(true);
        });
    }

    private void show(QueryResult result) {
        rows.removeAll();
        rows.add(ResultView.of(result));
        sample.setText("Read them again");
        sample.setEnabled(true);
    }
}
