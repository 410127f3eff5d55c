package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.sql.SqlCell;
import dev.tabletalk.adapter.web.ui.sql.SqlLayout;
import dev.tabletalk.adapter.web.ui.takeaway.DownloadMenu;
import dev.tabletalk.adapter.web.ui.trace.ToolArguments;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One tool call on one line, or several that only looked around; opens to what was asked and what came of it. */
final class ToolStep extends Composite<Div> {
    private final Workspace workspace;
    private final @Nullable TurnId turnId;
    private final NativeButton line = new NativeButton();
    private final Span sentence = Parts.text("tt-step-text", "");
    private final Span argument = Parts.text("tt-step-argument", "");
    private final Span facts = Parts.text("tt-step-facts", "");
    private final Div reason = Parts.box("tt-step-reason");
    private final Div detail = Parts.box("tt-step-detail");
    private final List<ToolStep> folded = new ArrayList<>();
    private List<ToolCall> calls = List.of();
    private @Nullable ToolCall filled;
    private boolean open;

    /** @param turnId null for a call from outside, which cannot be edited */
    ToolStep(Workspace workspace, @Nullable TurnId turnId) {
        this.workspace = workspace;
        this.turnId = turnId;
        Span mark = Parts.text("tt-step-mark", "");
        Span arrow = Parts.text("tt-step-arrow", "");
        mark.getElement().setAttribute("aria-hidden", "true");
        arrow.getElement().setAttribute("aria-hidden", "true");
        line.addClassName("tt-step-line");
        line.add(mark, sentence, argument, facts, arrow);
        line.getElement().setAttribute("type", "button");
        line.addClickListener(event -> setOpen(!open));
        getContent().addClassName("tt-step");
        getContent().add(line, reason, detail);
        setOpen(false);
    }

    /** Whether these are the calls shown here, maybe further on. */
    boolean shows(List<ToolCall> others) {
        return !calls.isEmpty()
                && calls.getFirst().id().equals(others.getFirst().id());
    }

    /** @param now one call, or several that only look around */
    void show(List<ToolCall> now) {
        if (now.equals(calls)) {
            return;
        }
        calls = List.copyOf(now);
        sentence.setText(VisibleText.of(ToolWords.sentence(calls)));
        argument.setText(calls.size() == 1 ? VisibleText.of(ToolWords.argument(calls.getFirst())) : "");
        facts.setText(facts(calls));
        String why = calls.size() == 1 ? reason(calls.getFirst()) : "";
        reason.setText(VisibleText.of(why));
        reason.setVisible(!why.isEmpty());
        getContent().getElement().setAttribute("data-state", state(calls));
        if (open) {
            fill();
        }
    }

    boolean isRunning() {
        return calls.stream().anyMatch(call -> call.outcome() == null);
    }

    private void setOpen(boolean value) {
        open = value;
        line.getElement().setAttribute("aria-expanded", String.valueOf(open));
        detail.setVisible(open);
        if (open) {
            fill();
        }
    }

    private void fill() {
        if (calls.size() == 1 && calls.getFirst().equals(filled)) {
            return; // with what a person has written there
        }
        if (calls.size() == 1) {
            filled = calls.getFirst();
            folded.clear();
            detail.removeAll();
            fill(calls.getFirst());
        } else {
            fold();
        }
    }

    private void fold() {
        if (folded.isEmpty()) {
            detail.removeAll();
        }
        for (int i = 0; i < calls.size(); i++) {
            if (i == folded.size()) {
                folded.add(new ToolStep(workspace, turnId));
                detail.add(folded.get(i));
            }
            folded.get(i).show(List.of(calls.get(i)));
        }
    }

    private void fill(ToolCall call) {
        String sql = ToolWords.sql(call);
        if (sql != null && turnId != null) {
            QueryCell query = new QueryCell(turnId, call.id());
            detail.add(new SqlCell(workspace, query, sql, call.outcome(), SqlCell.FirstRows.HERE, newest -> {}));
            return;
        }
        if (sql != null) {
            detail.add(Parts.code("SQL", SqlLayout.of(sql)));
        } else if (!call.arguments().isBlank() && !ToolWords.explores(call)) {
            detail.add(new ToolArguments(call.arguments()));
        }
        Optional<ResultSummary> result = result(call);
        if (result.isPresent() && !ToolWords.draws(call)) {
            ResultView rows = new ResultView(workspace.results(), result.get());
            rows.addAction(new DownloadMenu(workspace, result.get(), null));
            detail.add(rows);
        } else if (call.outcome() instanceof ToolOutcome.Succeeded done) {
            detail.add(Parts.code("What the agent read", done.output()));
        } else if (call.outcome() == null) {
            detail.add(Parts.text("tt-muted", "Not finished yet."));
        }
    }

    private static String facts(List<ToolCall> calls) {
        List<String> facts = new ArrayList<>();
        if (calls.size() == 1 && !ToolWords.draws(calls.getFirst())) {
            result(calls.getFirst())
                    .ifPresent(rows -> facts.add(
                            rows.truncated()
                                    ? "first " + Figures.number(rows.rowCount()) + " rows"
                                    : Figures.rows(rows.rowCount())));
        }
        Duration elapsed = Duration.ZERO;
        for (ToolCall call : calls) {
            @Nullable ToolOutcome outcome = call.outcome();
            if (outcome == null) {
                return "";
            }
            elapsed = elapsed.plus(outcome.elapsed());
        }
        facts.add(Figures.time(elapsed));
        return String.join(" · ", facts);
    }

    private static Optional<ResultSummary> result(ToolCall call) {
        return call.outcome() instanceof ToolOutcome.Succeeded done
                ? Optional.ofNullable(done.result())
                : Optional.empty();
    }

    private static String reason(ToolCall call) {
        return switch (call.outcome()) {
            case null -> "";
            case ToolOutcome.Failed failed -> failed.failure().message();
            case ToolOutcome.Refused refused -> refused.reason();
            case ToolOutcome.Succeeded _, ToolOutcome.Cancelled _ -> "";
        };
    }

    private static String state(List<ToolCall> calls) {
        return calls.stream().anyMatch(ToolCall::isOpen)
                ? "running"
                : switch (calls.getLast().outcome()) {
                    case null -> "running";
                    case ToolOutcome.Succeeded _ -> "done";
                    // an answer without a chart is none that went wrong
                    case ToolOutcome.Failed _ -> ToolWords.draws(calls.getLast()) ? "left" : "failed";
                    case ToolOutcome.Refused _ -> "refused";
                    case ToolOutcome.Cancelled _ -> "cancelled";
                };
    }
}
