package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.chart.ChartedResult;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.sql.EditSqlUseCase.Newest;
import dev.tabletalk.application.sql.StopHandle;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query of an answer with all that people made of it: one version at a time with its rows and their chart, and what changed
 * between two. Edits run without the model; each is a version, whatever came of it.
 */
public final class SqlCell extends Composite<Div> {
    /** Where the rows of the agent's own query are. */
    public enum FirstRows {
        /** On the page above, so that they are not shown twice. */
        ABOVE,
        HERE
    }

    private final Workspace workspace;
    private final QueryCell query;
    private final FirstRows firstRows;
    private final Consumer<Newest> newest;
    private final List<CellVersion> versions = new ArrayList<>();
    /** Of the results of all versions, as far as they are known here. */
    private final Map<ResultId, Chart> charts = new HashMap<>();

    private final VersionBar bar = new VersionBar(this::showNumber);
    private final SqlPane pane;
    private final Div actions = Parts.box("tt-sql-actions");
    private final RunningStatement running = new RunningStatement(this::setRunning);
    private final Div problem = Parts.box("tt-sql-problem");
    private final Div plan = Parts.box("tt-sql-plan-box");
    private final VersionComparison comparison;
    private final Div rows = Parts.box("tt-sql-rows");
    private final Span status = Parts.text("tt-sql-unseen", "");
    private final Button edit = Parts.quiet("Edit", this::edit);
    private final Button rerun = Parts.quiet("Run again", () -> run(shown().sql()));
    private final Button explain = Parts.quiet("Explain", () -> explain(shown().sql()));
    private final Button format = Parts.quiet("Format", this::format);
    private CellVersion shown;
    private @Nullable ChartedResult result;
    private @Nullable ConversationId conversation;
    /** Conversations that changed and have not been looked at since; many while it is not known which is this one's. */
    private final Set<ConversationId> changed = new HashSet<>();

    /**
     * @param sql the agent's own statement
     * @param outcome of it; null while it runs
     * @param newest told of what the query is now, when a person ran it
     */
    public SqlCell(
            Workspace workspace,
            QueryCell query,
            String sql,
            @Nullable ToolOutcome outcome,
            FirstRows firstRows,
            Consumer<Newest> newest) {
        this.workspace = workspace;
        this.query = query;
        this.firstRows = firstRows;
        this.newest = newest;
        shown = CellVersion.first(sql, outcome);
        versions.add(shown);
        pane = new SqlPane(sql, this::run, this::explain, () -> {
            leaveEditor();
            edit.focus();
        });
        comparison = new VersionComparison(workspace, shown, status::setText);
        status.getElement().setAttribute("role", "status");
        problem.getElement().setAttribute("role", "note");
        actions.add(edit, rerun, explain, format, copy());
        getContent().addClassName("tt-sql");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "SQL of the answer");
        getContent().add(Parts.box("tt-sql-bar", bar, actions), pane, running, problem, plan, comparison, rows, status);
        boolean finished = outcome != null;
        edit.setVisible(finished);
        rerun.setVisible(finished);
        explain.setVisible(finished);
        display(shown);
        if (finished) {
            LiveUpdates.bind(this, workspace.conversations(), this::hear);
        }
    }

    private CellVersion shown() {
        return shown;
    }

    private Button copy() {
        Button copy = Parts.quiet("Copy", () -> {});
        copy.addClassName("tt-copy-sql");
        copy.addClickListener(event ->
                copy.getElement().executeJs("window.tabletalk && window.tabletalk.copy($0, this)", pane.text()));
        return copy;
    }

    // Versions

    @Override
    protected void onAttach(AttachEvent event) {
        if (edit.isVisible()) {
            load(true);
        }
    }

    private record Known(List<SqlVersion> versions, Map<ResultId, Chart> charts, ConversationId conversation) {}

    /** @param first whether the newest with rows is to be shown */
    private void load(boolean first) {
        Background.run(
                this,
                () -> new Known(
                        workspace.edits().versions(query),
                        workspace.charts().charts(List.of(query.turnId())).getOrDefault(query.turnId(), Map.of()),
                        workspace.agent().find(query.turnId()).conversationId()),
                known -> {
                    conversation = known.conversation();
                    hear(List.of()); // what changed while this was read
                    charts.clear();
                    charts.putAll(known.charts());
                    add(known.versions());
                    CellVersion opening = newestWithRows();
                    if (first && !pane.isEdited() && opening.number() > shown.number()) {
                        show(opening);
                    } else {
                        showPlace();
                    }
                },
                failed -> {}); // the agent's own query can still be seen
    }

    /** The newest of all where none has rows: a try that failed does not hide what there is to see. */
    private CellVersion newestWithRows() {
        return versions.reversed().stream()
                .filter(version -> version.result() != null)
                .findFirst()
                .orElseGet(versions::getLast);
    }

    private void add(List<SqlVersion> more) {
        int before = versions.size();
        more.stream()
                .filter(version -> version.number() > versions.getLast().number())
                .forEach(version -> versions.add(CellVersion.of(version)));
        if (versions.size() > before) {
            CellVersion now = newestWithRows();
            // the agent's own has rows where no later one has: then there is a try to tell of
            CellVersion told = now.number() == 1 ? versions.getLast() : now;
            newest.accept(new Newest(told.number(), new SqlText(told.sql()), told.result() != null));
        }
    }

    /** In another tab, or by another person. */
    private void hear(List<ConversationEvent> events) {
        for (ConversationEvent event : events) {
            if (event instanceof ConversationEvent.Changed) {
                changed.add(event.id());
            }
        }
        if (conversation != null) {
            boolean here = changed.contains(conversation);
            changed.clear();
            if (here) {
                load(false);
            }
        }
    }

    private void showNumber(int number) {
        versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .ifPresent(version -> {
                    leaveEditor();
                    show(version);
                });
    }

    private void show(CellVersion version) {
        shown = version;
        pane.show(version.sql());
        display(version);
        CellVersion same = version.result() == null ? null : sameBefore(version);
        if (same != null) {
            comparison.with(same);
        }
    }

    /** The newest earlier version of the same statement: what the version was run again to be compared with. */
    private @Nullable CellVersion sameBefore(CellVersion version) {
        return versions.reversed().stream()
                .filter(other -> other.number() < version.number()
                        && other.result() != null
                        && SqlLayout.isSame(other.sql(), version.sql()))
                .findFirst()
                .orElse(null);
    }

    private void display(CellVersion version) {
        rememberChart();
        plan.removeAll();
        rows.removeAll();
        result = null;
        showPlace();
        showProblem(version.problem());
        ResultSummary summary = version.result();
        if (summary != null && (version.number() > 1 || firstRows == FirstRows.HERE)) {
            result = rows(version, summary);
            rows.add(result);
        }
    }

    /** The chart of the agent's own rows belongs to the answer, which shows it. */
    private ChartedResult rows(CellVersion version, ResultSummary summary) {
        boolean edited = version.number() > 1;
        ChartedResult made = new ChartedResult(workspace, edited ? query.turnId() : null, null, summary);
        if (edited) {
            made.setVersion("v" + version.number(), "");
        }
        Chart known = charts.get(summary.id());
        if (known != null) {
            made.showChart(known);
        }
        return made;
    }

    /** What a person made of it, for when the version is shown again. */
    private void rememberChart() {
        if (result != null) {
            Chart last = result.chart();
            if (last == null) {
                charts.remove(result.result());
            } else {
                charts.put(result.result(), last);
            }
        }
    }

    private void showPlace() {
        bar.show(shown, versions, Moments.here(workspace.clock()));
        comparison.show(shown, versions);
    }

    private void showProblem(String reason) {
        problem.setText(VisibleText.lines(reason));
        problem.setVisible(!reason.isEmpty());
    }

    // Doing

    private void edit() {
        if (!pane.isEdited()) {
            plan.removeAll();
            actions.setVisible(false);
        }
        pane.edit();
    }

    private void leaveEditor() {
        pane.leave();
        actions.setVisible(true);
    }

    private void format() {
        pane.format();
    }

    private void run(String text) {
        ResultSummary before = shown.result() == null ? newestWithRows().result() : shown.result();
        running.run(stop -> runAndDraw(text, before, stop), this::ran, this::failed);
    }

    private record Ran(SqlVersion version, @Nullable Chart chart) {}

    /** Where the rows before are drawn, the new ones are too: nobody is left with a picture of the old alone. */
    private Ran runAndDraw(String text, @Nullable ResultSummary before, StopHandle stop) {
        SqlVersion version = workspace.edits().run(query, new SqlText(text), stop);
        ResultSummary after = CellVersion.of(version).result();
        Chart chart = before == null || after == null
                ? null
                : workspace
                        .charts()
                        .carryOver(query.turnId(), before.id(), after.id())
                        .orElse(null);
        return new Ran(version, chart);
    }

    private void ran(Ran ran) {
        CellVersion fresh = CellVersion.of(ran.version());
        ResultSummary after = fresh.result();
        add(List.of(ran.version()));
        boolean edited = pane.isEdited();
        if (after != null) {
            if (ran.chart() != null) {
                charts.put(after.id(), ran.chart());
            }
            pane.forgetDraft();
            leaveEditor();
            show(fresh);
            if (edited) {
                edit.focus();
            }
        } else {
            show(fresh);
            if (edited) {
                pane.edit(); // to go on from here
            }
        }
        status.setText("Version " + fresh.number() + ": " + fresh.facts());
    }

    private void explain(String text) {
        running.run(
                stop -> workspace.edits().explain(query, new SqlText(text), stop),
                told -> {
                    plan.removeAll();
                    plan.add(new PlanView(told, plan::removeAll));
                    status.setText("The plan is shown");
                },
                unexplained -> {
                    plan.removeAll();
                    failed(unexplained);
                });
    }

    /** Shown where it happened. */
    private void failed(FailureException failure) {
        showProblem(failure.failure().message());
        status.setText(VisibleText.of(failure.failure().message()));
    }

    private void setRunning(boolean busy) {
        List.of(edit, rerun, explain, format).forEach(button -> button.setEnabled(!busy));
        pane.setRunning(busy);
        if (busy) {
            showProblem("");
            status.setText("Running");
        }
    }
}
