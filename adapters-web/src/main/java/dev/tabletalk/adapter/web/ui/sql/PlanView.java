package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A plan as the database tells it: as text where it is text, else as a table. */
final class PlanView extends Composite<Div> {
    private static final List<String> SQLITE = List.of("id", "parent", "notused", "detail");
    private static final List<String> DUCKDB = List.of("explain_key", "explain_value");

    PlanView(QueryResult plan, Runnable close) {
        getContent().addClassName("tt-sql-plan");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Plan");
        getContent()
                .add(Parts.box(
                        "tt-sql-plan-bar",
                        Parts.text("tt-muted", "Plan of the database"),
                        Parts.quiet("Close", close)));
        List<String> names = plan.columns().stream().map(ResultColumn::name).toList();
        if (names.equals(SQLITE)) {
            getContent().add(text(tree(plan.rows())));
        } else if (names.size() == 1 || names.equals(DUCKDB)) {
            getContent().add(text(lines(plan.rows())));
        } else {
            getContent().add(ResultView.of(plan));
        }
    }

    private static Pre text(String text) {
        Pre pre = new Pre(VisibleText.lines(text));
        pre.addClassName("tt-sql-plan-text");
        pre.getElement().setAttribute("tabindex", "0");
        return pre;
    }

    private static String lines(List<Row> rows) {
        return rows.stream()
                .map(row -> Objects.toString(row.cells().getLast(), ""))
                .collect(Collectors.joining("\n"));
    }

    /** Steps below those they belong to, as SQLite's own shell draws them. */
    private static String tree(List<Row> rows) {
        Map<Object, Integer> depths = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            Object id = Objects.toString(row.cells().get(0));
            int depth = depths.getOrDefault(Objects.toString(row.cells().get(1)), -1) + 1;
            depths.put(id, depth);
            text.append(text.isEmpty() ? "" : "\n")
                    .append("   ".repeat(depth))
                    .append("└─ ")
                    .append(row.cells().get(3));
        }
        return text.toString();
    }
}
