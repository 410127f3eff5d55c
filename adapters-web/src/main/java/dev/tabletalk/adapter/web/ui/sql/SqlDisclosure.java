package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.ToolOutcome;
import org.jspecify.annotations.Nullable;

/** A line that opens to the query behind the rows above it, and tells when somebody edited it. Costs little until it is opened. */
public final class SqlDisclosure extends Composite<Div> {
    private final Workspace workspace;
    private final QueryCell query;
    private final String sql;
    private final ToolOutcome outcome;
    private final NativeButton line = new NativeButton();
    private final Badge edited = new Badge();
    private final Div body = Parts.box("tt-sql-body");
    private @Nullable SqlCell cell;

    /**
     * @param sql the statement of the agent
     * @param outcome of it; its rows stand above
     */
    public SqlDisclosure(Workspace workspace, QueryCell query, String sql, ToolOutcome outcome) {
        this.workspace = workspace;
        this.query = query;
        this.sql = sql;
        this.outcome = outcome;
        edited.addClassName("tt-sql-edited");
        edited.setVisible(false);
        line.addClassName("tt-sql-line");
        line.getElement().setAttribute("type", "button");
        line.add(Parts.text("tt-sql-arrow", ""), Parts.text("tt-sql-name", "SQL"), edited);
        line.addClickListener(event -> setOpen(!body.isVisible()));
        getContent().addClassName("tt-sql-disclosure");
        getContent().add(line, body);
        setOpen(false);
    }

    public QueryCell query() {
        return query;
    }

    /** Tells what a person did last: up to this version, which is the agent's own statement again or another one. */
    public void showNewest(int number, String statement) {
        edited.setText((SqlLayout.isSame(sql, statement) ? "run again, v" : "edited, v") + number);
        edited.setVisible(true);
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
