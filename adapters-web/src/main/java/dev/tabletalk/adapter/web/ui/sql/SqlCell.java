package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.takeaway.DownloadMenu;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.sql.StopHandle;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query of an answer with all that people made of it: one version at a time with its rows, and what changed between two. Edits
 * run without the model; each is a version, whatever came of it.
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
    private final BiConsumer<Integer, String> newest;
    private final List<CellVersion> versions = new ArrayList<>();
    private final VersionBar bar = new VersionBar(this::showNumber);
    private final Div code = Parts.box("tt-sql-code");
    private final Div actions = Parts.box("tt-sql-actions");
    private final Div running = Parts.box("tt-sql-running");
    private final Div problem = Parts.box("tt-sql-problem");
    private final Div rows = Parts.box("tt-sql-rows");
    private final Div plan = Parts.box("tt-sql-plan-box");
    private final Div changes = Parts.box("tt-sql-changes");
    private final Span status = Parts.text("tt-sql-unseen", "");
    private final Button edit = Parts.quiet("Edit", this::edit);
    private final Button rerun = Parts.quiet("Run again", this::runAgain);
    private final Button explain = Parts.quiet("Explain", this::explainShown);
    private final Button format = Parts.quiet("Format", this::format);
    private final Select<CellVersion> compare = new Select<>();
    private final Div compareBar = Parts.box("tt-sql-compare-bar", compare);
    private CellVersion shown;
    private boolean formatted;
    private @Nullable SqlEditor editor;
    private @Nullable String draft;
    private @Nullable StopHandle underWay;
    private @Nullable ConversationId conversation;
    /** Conversations that changed and have not been looked at since; many while it is not known which is this one's. */
    private final Set<ConversationId> changed = new HashSet<>();

    /**
     * @param sql the agent's own statement
     * @param outcome of it; null while it runs
     * @param newest told of the number and the statement of the newest version, when there is one beside the agent's
     */
    public SqlCell(
            Workspace workspace,
            QueryCell query,
            String sql,
            @Nullable ToolOutcome outcome,
            FirstRows firstRows,
            BiConsumer<Integer, String> newest) {
        this.workspace = workspace;
        this.query = query;
        this.firstRows = firstRows;
        this.newest = newest;
        shown = CellVersion.first(sql, outcome);
        versions.add(shown);
        status.getElement().setAttribute("role", "status");
        problem.getElement().setAttribute("role", "note");
        running.add(Parts.text("tt-sql-running-text", "Running"), Parts.quiet("Cancel", this::cancel));
        running.setVisible(false);
        actions.add(edit, rerun, explain, format, copy());
        compare.setAriaLabel("Compare with");
        compare.setEmptySelectionAllowed(true);
        compare.setEmptySelectionCaption("Compare with…");
        compare.setItemLabelGenerator(
                version -> version == null ? "Compare with…" : "Compare with v" + version.number());
        compare.addThemeVariants(SelectVariant.SMALL);
        compare.addClassName("tt-sql-compare");
        compare.addValueChangeListener(event -> compareWith(event.getValue()));
        getContent().addClassName("tt-sql");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "SQL of the answer");
        getContent()
                .add(
                        Parts.box("tt-sql-bar", bar, actions),
                        code,
                        running,
                        problem,
                        plan,
                        compareBar,
                        changes,
                        rows,
                        status);
        boolean finished = outcome != null;
        edit.setVisible(finished);
        rerun.setVisible(finished);
        explain.setVisible(finished);
        display(shown);
        if (finished) {
            LiveUpdates.bind(this, workspace.conversations(), this::hear);
        }
    }

    private Button copy() {
        Button copy = Parts.quiet("Copy", () -> {});
        copy.addClassName("tt-copy-sql");
        copy.addClickListener(event ->
                copy.getElement().executeJs("window.tabletalk && window.tabletalk.copy($0, this)", shownText()));
        return copy;
    }

    private String shownText() {
        return formatted ? SqlLayout.format(shown.sql()) : SqlLayout.of(shown.sql());
    }

    // Versions

    @Override
    protected void onAttach(AttachEvent event) {
        if (edit.isVisible()) {
            load(true);
        }
    }

    private record Known(List<CellVersion> versions, ConversationId conversation) {}

    /** @param first whether the newest is to be shown */
    private void load(boolean first) {
        Background.run(
                this,
                () -> new Known(
                        workspace.edits().versions(query).stream()
                                .map(CellVersion::of)
                                .toList(),
                        workspace.agent().find(query.turnId()).conversationId()),
                known -> {
                    conversation = known.conversation();
                    hear(List.of()); // what changed while this was read
                    known.versions().forEach(this::add);
                    CellVersion newest = versions.getLast();
                    if (first && editor == null && newest.number() > shown.number()) {
                        show(newest);
                    } else {
                        showPlace();
                    }
                },
                failed -> {}); // the agent's own query can still be seen
    }

    private void add(CellVersion version) {
        if (version.number() > versions.getLast().number()) {
            versions.add(version);
            newest.accept(version.number(), version.sql());
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
        formatted = false;
        display(version);
        CellVersion same = version.outcome() instanceof ToolOutcome.Succeeded ? sameBefore(version) : null;
        if (same != null) {
            compare.setValue(same);
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
        showPlace();
        code.removeAll();
        if (editor == null) {
            code.add(new SqlBlock(shownText()));
        } else {
            code.add(editor);
        }
        plan.removeAll();
        changes.removeAll();
        rows.removeAll();
        showProblem(version.problem());
        ResultSummary result = version.result();
        if (result != null && (version.number() > 1 || firstRows == FirstRows.HERE)) {
            ResultView view = new ResultView(workspace.results(), result);
            view.addAction(new DownloadMenu(workspace, result, null));
            rows.add(view);
        }
    }

    private void showPlace() {
        bar.show(shown, versions, Moments.here(workspace.clock()));
        List<CellVersion> others = shown.result() == null
                ? List.of()
                : versions.stream()
                        .filter(version -> version.result() != null && version.number() != shown.number())
                        .toList();
        CellVersion chosen = compare.getValue();
        compare.setItems(others);
        compare.setValue(chosen != null && others.contains(chosen) ? chosen : null);
        compareBar.setVisible(!others.isEmpty());
    }

    private void showProblem(String reason) {
        problem.setText(VisibleText.lines(reason));
        problem.setVisible(!reason.isEmpty());
    }

    // Doing

    private void edit() {
        if (editor == null) {
            String text = draft == null ? shownText() : draft;
            editor = new SqlEditor(text, written -> draft = written, this::run, this::explain, () -> {
                leaveEditor();
                edit.focus();
            });
            code.removeAll();
            code.add(editor);
            plan.removeAll();
            actions.setVisible(false);
        }
        editor.focus();
    }

    private void leaveEditor() {
        if (editor != null) {
            editor = null;
            code.removeAll();
            code.add(new SqlBlock(shownText()));
            actions.setVisible(true);
        }
    }

    private void format() {
        formatted = !formatted;
        code.removeAll();
        code.add(new SqlBlock(shownText()));
    }

    private void runAgain() {
        run(shown.sql());
    }

    private void run(String text) {
        work(stop -> workspace.edits().run(query, new SqlText(text), stop), this::ran, () -> {});
    }

    private void ran(SqlVersion version) {
        boolean good = version.outcome() instanceof ToolOutcome.Succeeded;
        CellVersion fresh = CellVersion.of(version);
        add(fresh);
        if (good) {
            draft = null;
            boolean edited = editor != null;
            leaveEditor();
            show(fresh);
            if (edited) {
                edit.focus();
            }
        } else {
            show(fresh);
            if (editor != null) {
                editor.focus(); // to go on from here
            }
        }
        status.setText("Version " + fresh.number() + ": " + fresh.facts());
    }

    private void explainShown() {
        explain(shown.sql());
    }

    private void explain(String text) {
        work(
                stop -> workspace.edits().explain(query, new SqlText(text), stop),
                told -> {
                    plan.removeAll();
                    plan.add(new PlanView(told, plan::removeAll));
                    status.setText("The plan is shown");
                },
                plan::removeAll);
    }

    /** One thing at a time, which can be cancelled. A failure is shown where it happened. */
    private <T> void work(Function<StopHandle, T> slow, Consumer<T> whenDone, Runnable whenFailed) {
        if (underWay != null) {
            return;
        }
        StopHandle stop = new StopHandle();
        setRunning(stop);
        Background.run(
                this,
                () -> slow.apply(stop),
                done -> {
                    setRunning(null);
                    whenDone.accept(done);
                },
                (FailureException failed) -> {
                    setRunning(null);
                    whenFailed.run();
                    showProblem(failed.failure().message());
                    status.setText(VisibleText.of(failed.failure().message()));
                });
    }

    private void cancel() {
        if (underWay != null) {
            underWay.stop();
        }
    }

    private void setRunning(@Nullable StopHandle stop) {
        underWay = stop;
        boolean busy = stop != null;
        running.setVisible(busy);
        for (Button button : List.of(edit, rerun, explain, format)) {
            button.setEnabled(!busy);
        }
        if (editor != null) {
            editor.setRunning(busy);
        }
        if (busy) {
            showProblem("");
            status.setText("Running");
        }
    }

    private void compareWith(@Nullable CellVersion other) {
        changes.removeAll();
        ResultSummary now = shown.result();
        ResultSummary then = other == null ? null : other.result();
        if (now == null || then == null || other == null) {
            return;
        }
        Component wait = Parts.text("tt-muted", "Comparing…");
        changes.add(wait);
        CellVersion compared = shown;
        Background.run(
                this,
                () -> workspace.edits().diff(then.id(), now.id()),
                diff -> {
                    if (shown.equals(compared) && other.equals(compare.getValue())) {
                        changes.removeAll();
                        Moments moments = Moments.here(workspace.clock());
                        changes.add(new DiffView(diff, other.number(), moments));
                        status.setText(DiffWords.summary(diff, other.number(), moments));
                    }
                },
                failed -> {
                    changes.removeAll();
                    changes.add(Parts.text("tt-muted", failed.failure().message()));
                });
    }
}
