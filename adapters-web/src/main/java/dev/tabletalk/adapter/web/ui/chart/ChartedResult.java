package dev.tabletalk.adapter.web.ui.chart;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.takeaway.DownloadMenu;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result, and beside them the chart that a turn shows of it, which a person can draw, change and take away. Costs
 * little until it comes into view.
 */
public final class ChartedResult extends Composite<Div> {
    private final Workspace workspace;
    private final @Nullable TurnId turn;
    private final ResultId result;
    private final ResultView view;
    private final Div shown = Parts.box("tt-answer-shown");
    private final Div version = Parts.box("tt-version");
    private String versionName = "";
    private @Nullable ChartView chart;
    private @Nullable Button draw;
    /** Shown again as it was. */
    private @Nullable Chart removed;

    /**
     * @param turn null when there can be no chart
     * @param question names the files that are made of the rows; null when there is none
     */
    public ChartedResult(Workspace workspace, @Nullable TurnId turn, @Nullable String question, ResultSummary rows) {
        this.workspace = workspace;
        this.turn = turn;
        this.result = rows.id();
        view = new ResultView(workspace.results(), rows);
        shown.add(view);
        shown.getElement().getStyle().set("--tt-rows", String.valueOf(ResultView.shownRows(rows)));
        shown.setClassName("tt-long", ResultView.scrolls(rows));
        version.setVisible(false);
        getContent().addClassName("tt-charted");
        getContent().add(version, shown);
        if (turn != null && rows.rowCount() > 1) {
            offer(turn);
        }
        view.addAction(new DownloadMenu(workspace, rows, question));
    }

    public ResultId result() {
        return result;
    }

    /**
     * Says of which version of a query these rows and their chart are.
     *
     * @param name such as "v2"
     * @param note what else is to be known of it; may be empty
     */
    public void setVersion(String name, String note) {
        versionName = name;
        version.removeAll();
        version.add(Parts.text("tt-version-name", name));
        if (!note.isEmpty()) {
            version.add(Parts.text("tt-version-note", note));
        }
        version.setVisible(true);
        view.getElement().setAttribute("aria-label", "Result of " + name);
        if (chart != null) {
            chart.setVersion(name);
        }
    }

    /** The chart as far as it is known here; null when none is shown or it has not been read. */
    public @Nullable Chart chart() {
        return chart == null ? null : chart.chart();
    }

    /** @param known null when only that there is one is known */
    public void showChart(@Nullable Chart known) {
        if (turn == null) {
            return;
        }
        if (chart == null) {
            chart = new ChartView(workspace.charts(), turn, result, known, last -> takenAway(turn, last));
            chart.setVersion(versionName);
            shown.addClassName("tt-with-chart");
            shown.add(chart);
        } else if (known != null) {
            chart.update(known);
        }
        if (draw != null) {
            draw.setVisible(false);
        }
    }

    /** Shows the rows alone. */
    public void hideChart() {
        if (chart != null) {
            shown.remove(chart);
            chart = null;
            shown.removeClassName("tt-with-chart");
        }
        if (draw != null) {
            draw.setVisible(true);
        }
    }

    private void offer(TurnId of) {
        draw = Parts.quiet("Chart", () -> draw(of));
        view.addAction(draw);
    }

    private void takenAway(TurnId of, Chart last) {
        removed = last;
        hideChart();
        if (draw == null) {
            offer(of);
        }
        if (draw != null) {
            draw.focus();
        }
        Notices.showWithAction("Chart removed", "Undo", () -> draw(of));
    }

    private void draw(TurnId of) {
        Chart last = removed;
        removed = null;
        Background.run(
                this,
                () -> last == null ? workspace.charts().draw(of, result) : restored(of, last),
                this::showChart,
                this::leave);
    }

    private Chart restored(TurnId of, Chart last) {
        workspace.charts().restore(of, result, last);
        return last;
    }

    /** Nothing can be drawn, and that will not change: the rows are what they are. */
    private void leave(FailureException reason) {
        Notices.show(reason.failure().message());
        if (draw != null && reason.failure().field() != null) {
            draw.setEnabled(false);
            draw.setTooltipText(reason.failure().message());
            draw.setAriaLabel("Chart: " + reason.failure().message());
        }
    }
}
