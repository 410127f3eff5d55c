package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.chart.ChartView;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.sql.SqlDisclosure;
import dev.tabletalk.adapter.web.ui.takeaway.DownloadMenu;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.sql.EditSqlUseCase.Newest;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer rests on, below its words: the rows of its last query, their chart, and that query. */
final class AnswerResult extends Composite<Div> {
    private static final List<ChartKind> SECOND_BEST = List.of(ChartKind.HISTOGRAM, ChartKind.SCATTER, ChartKind.BAR);

    private final Workspace workspace;
    private final @Nullable TurnId turn;
    private final ResultId result;
    private final ResultView view;
    private final Div shown = Parts.box("tt-answer-shown");
    private @Nullable ChartView chart;
    private @Nullable Button draw;
    /** Shown again as it was. */
    private @Nullable Chart removed;

    private @Nullable SqlDisclosure sql;

    /**
     * @param turn null for an answer from outside, which can have no chart and whose query cannot be edited
     * @param question names the files that are made of the rows; null when there is none
     * @param query that gave the rows; null when it is part of another answer
     */
    AnswerResult(
            Workspace workspace,
            @Nullable TurnId turn,
            @Nullable String question,
            @Nullable ToolCall query,
            ResultSummary rows) {
        this.workspace = workspace;
        this.turn = turn;
        this.result = rows.id();
        view = new ResultView(workspace.results(), rows);
        shown.add(view);
        shown.getElement().getStyle().set("--tt-rows", String.valueOf(ResultView.shownRows(rows)));
        shown.setClassName("tt-long", ResultView.scrolls(rows));
        getContent().addClassName("tt-answer-evidence");
        getContent().add(shown);
        if (turn != null && rows.rowCount() > 1) {
            offer(turn);
        }
        view.addAction(new DownloadMenu(workspace, rows, question));
        if (turn != null && query != null) {
            addSql(turn, query);
        }
    }

    private void offer(TurnId of) {
        draw = Parts.quiet("Chart", () -> draw(of));
        view.addAction(draw);
    }

    private void addSql(TurnId of, ToolCall query) {
        String statement = ToolWords.sql(query);
        ToolOutcome outcome = query.outcome();
        if (statement != null && outcome != null) {
            sql = new SqlDisclosure(workspace, new QueryCell(of, query.id()), statement, outcome);
            getContent().add(sql);
        }
    }

    /** @param newest versions of queries that people ran */
    void showEdited(Map<QueryCell, Newest> newest) {
        Newest version = sql == null ? null : newest.get(sql.query());
        if (sql != null && version != null) {
            sql.showNewest(version.number(), version.sql().value());
        }
    }

    /** Shows the rows though nobody may see them yet: of an answer that just came, so that nothing moves when they come in. */
    void showRows() {
        view.load();
    }

    ResultId result() {
        return result;
    }

    /** @param known null when only that there is one is known */
    void showChart(@Nullable Chart known) {
        if (turn == null) {
            return;
        }
        if (chart == null) {
            chart = new ChartView(workspace.charts(), turn, result, known, last -> takenAway(turn, last));
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
    void hideChart() {
        if (chart != null) {
            shown.remove(chart);
            chart = null;
            shown.removeClassName("tt-with-chart");
        }
        if (draw != null) {
            draw.setVisible(true);
        }
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
        Background.run(this, () -> last == null ? suggested(of) : restored(of, last), this::showChart, this::leave);
    }

    private Chart restored(TurnId of, Chart last) {
        workspace.charts().restore(of, result, last);
        return last;
    }

    /** The best chart, or the best of those that nobody would suggest: a person may want to look all the same. */
    private Chart suggested(TurnId of) {
        try {
            return saved(of, null);
        } catch (FailureException unfit) {
            if (unfit.failure().code() != FailureCode.INVALID) {
                throw unfit;
            }
            return SECOND_BEST.stream()
                    .flatMap(kind -> possible(of, kind).stream())
                    .findFirst()
                    .orElseThrow(() -> unfit);
        }
    }

    private Optional<Chart> possible(TurnId of, ChartKind kind) {
        try {
            return Optional.of(saved(of, kind));
        } catch (FailureException unfit) {
            if (unfit.failure().code() != FailureCode.INVALID) {
                throw unfit;
            }
            return Optional.empty();
        }
    }

    private Chart saved(TurnId of, @Nullable ChartKind kind) {
        return workspace
                .charts()
                .save(of, result, ChartRequest.of(kind, null, List.of(), null, null))
                .chart();
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
