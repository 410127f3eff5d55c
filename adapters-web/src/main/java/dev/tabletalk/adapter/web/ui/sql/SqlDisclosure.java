package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.sql.EditSqlUseCase.Newest;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.ToolOutcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line that opens to the query behind the rows above it, and tells when somebody edited it. Costs little until it is opened. */
public final class SqlDisclosure extends Composite<Div> {
    private final Workspace workspace;
    private final QueryCell query;
    private final String sql;
    private final ToolOutcome outcome;
    private final NativeButton line = new NativeButton();
    private final Consumer<Newest> edited;
    private final Badge mark = new Badge();
    private final Div body = Parts.box("tt-sql-body");
    private @Nullable SqlCell cell;

    /**
     * @param sql the statement of the agent
     * @param outcome of it; its rows stand above
     * @param edited told of what the query is now, when a person ran it
     */
    public SqlDisclosure(
            Workspace workspace, QueryCell query, String sql, ToolOutcome outcome, Consumer<Newest> edited) {
        this.workspace = workspace;
        this.query = query;
        this.sql = sql;
        this.outcome = outcome;
        this.edited = edited;
        mark.addClassName("tt-sql-edited");
        mark.setVisible(false);
        line.addClassName("tt-sql-line");
        line.getElement().setAttribute("type", "button");
        line.add(Parts.text("tt-sql-arrow", ""), Parts.text("tt-sql-name", "SQL"), mark);
        line.addClickListener(event -> setOpen(!body.isVisible()));
        getContent().addClassName("tt-sql-disclosure");
        getContent().add(line, body);
        setOpen(false);
    }

    public QueryCell query() {
        return query;
    }

    /** Tells what a person did last that gave rows; what only failed is marked as that. */
    public void showNewest(Newest newest) {
        String done = !newest.ran()
                ? "failed, v"
                : SqlLayout.isSame(sql, newest.sql().value()) ? "run again, v" : "edited, v";
        mark.setText(done + newest.number());
        mark.setVisible(true);
        edited.accept(newest);
    }

    private void setOpen(boolean open) {
        line.getElement().setAttribute("aria-expanded", String.valueOf(open));
        body.setVisible(open);
        if (open && cell == null) {
            cell = new SqlCell(workspace, query, sql, outcome, SqlCell.FirstRows.ABOVE, this::showNewest);
            body.add(cell);
        }
    }
}
