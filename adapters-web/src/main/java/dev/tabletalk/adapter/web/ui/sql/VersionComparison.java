package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What changed from another version's rows to those of the version that is shown. */
final class VersionComparison extends Composite<Div> {
    private final Workspace workspace;
    private final Consumer<String> told;
    private final Select<CellVersion> other = new Select<>();
    private final Div choice = Parts.box("tt-sql-compare-bar", other);
    private final Div changes = Parts.box("tt-sql-changes");
    private CellVersion shown;

    /** @param told what changed, in a sentence */
    VersionComparison(Workspace workspace, CellVersion shown, Consumer<String> told) {
        this.workspace = workspace;
        this.shown = shown;
        this.told = told;
        other.setAriaLabel("Compare with");
        other.setEmptySelectionAllowed(true);
        other.setEmptySelectionCaption("Compare with…");
        other.setItemLabelGenerator(version -> version == null ? "Compare with…" : "Compare with v" + version.number());
        other.addThemeVariants(SelectVariant.SMALL);
        other.addClassName("tt-sql-compare");
        other.addValueChangeListener(event -> compareWith(event.getValue()));
        choice.setVisible(false);
        getContent().add(choice, changes);
    }

    /** Another version, or the same among more of them; what is compared stays where it can. */
    void show(CellVersion version, List<CellVersion> all) {
        if (!version.equals(shown)) {
            changes.removeAll();
        }
        shown = version;
        List<CellVersion> others = version.result() == null
                ? List.of()
                : all.stream()
                        .filter(one -> one.result() != null && one.number() != version.number())
                        .toList();
        CellVersion chosen = other.getValue();
        other.setItems(others);
        other.setValue(chosen != null && others.contains(chosen) ? chosen : null);
        choice.setVisible(!others.isEmpty());
    }

    void with(CellVersion version) {
        other.setValue(version);
    }

    private void compareWith(@Nullable CellVersion chosen) {
        changes.removeAll();
        ResultSummary now = shown.result();
        ResultSummary then = chosen == null ? null : chosen.result();
        if (now == null || then == null || chosen == null) {
            return;
        }
        changes.add(Parts.text("tt-muted", "Comparing…"));
        CellVersion compared = shown;
        Background.run(
                this,
                () -> workspace.edits().diff(then.id(), now.id()),
                diff -> {
                    if (shown.equals(compared) && chosen.equals(other.getValue())) {
                        changes.removeAll();
                        Moments moments = Moments.here(workspace.clock());
                        changes.add(new DiffView(diff, chosen.number(), moments));
                        told.accept(DiffWords.summary(diff, chosen.number(), moments));
                    }
                },
                failed -> {
                    changes.removeAll();
                    changes.add(Parts.text("tt-muted", failed.failure().message()));
                });
    }
}
