package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a query is shown and what came of it, with the way to the others: step by step to those that have rows, and
 * by a menu to all, tries that failed apart.
 */
final class VersionBar extends Composite<Div> {
    private final IntConsumer chosen;
    private final Button back = Parts.icon("Previous version of the SQL", "back", () -> go(before()));
    private final Button forth = Parts.icon("Next version of the SQL", "forth", () -> go(after()));
    private final Span number = Parts.text("tt-sql-number", "");
    private final Span failed = Parts.text("tt-sql-failed", "");
    private final Button place = new Button(new Div(number, failed));
    private final Span facts = Parts.text("tt-sql-facts", "");
    private final Div choice = Parts.box("tt-sql-versions", back, place, forth);
    private final VersionMenu menu;
    private @Nullable CellVersion shown;
    private List<CellVersion> all = List.of();

    /** @param chosen told of the number of a version that is to be shown */
    VersionBar(IntConsumer chosen) {
        this.chosen = chosen;
        menu = new VersionMenu(place, chosen);
        place.addClassName("tt-sql-place");
        place.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        choice.getElement().setAttribute("role", "group").setAttribute("aria-label", "Versions of the SQL");
        getContent().addClassName("tt-sql-version-bar");
        getContent().add(choice, facts, menu);
    }

    private void go(@Nullable CellVersion to) {
        if (to != null) {
            chosen.accept(to.number());
        }
    }

    private @Nullable CellVersion before() {
        return withRows()
                .filter(version -> shown != null && version.number() < shown.number())
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private @Nullable CellVersion after() {
        return withRows()
                .filter(version -> shown != null && version.number() > shown.number())
                .findFirst()
                .orElse(null);
    }

    private Stream<CellVersion> withRows() {
        return all.stream().filter(version -> version.problem().isEmpty());
    }

    void show(CellVersion version, List<CellVersion> versions, Moments moments) {
        shown = version;
        all = List.copyOf(versions);
        menu.set(version, all, moments);
        choice.setVisible(all.size() > 1);
        long failures = all.size() - withRows().count();
        boolean bad = !version.problem().isEmpty();
        String at = "v" + version.number() + "/" + all.getLast().number();
        number.setText(at);
        number.setClassName("tt-bad", bad);
        failed.setText(failures == 0 ? "" : failures + " failed");
        place.setAriaLabel(
                "Version " + version.number() + " of " + all.getLast().number()
                        + (bad ? ", failed" : "") + ". All versions"
                        + (failures == 0 ? "" : ", " + failures + " failed"));
        back.setEnabled(before() != null);
        forth.setEnabled(after() != null);
        facts.removeAll();
        words(facts, version, all, moments);
        facts.setClassName("tt-bad", bad);
    }

    /** Who made a version, when, and what came of it. */
    static void words(Span into, CellVersion version, List<CellVersion> all, Moments moments) {
        Instant at = version.at();
        if (at != null) {
            into.add(
                    new Text(isRunAgain(version, all) ? "run again " : "edited "),
                    moments.element(at),
                    new Text(" · " + version.facts()));
        } else {
            into.add(new Text((all.size() > 1 ? "by the agent · " : "") + version.facts()));
        }
    }

    /** Whether the statement had been run before as it is. */
    private static boolean isRunAgain(CellVersion version, List<CellVersion> all) {
        return all.stream()
                .anyMatch(other -> other.number() < version.number() && SqlLayout.isSame(other.sql(), version.sql()));
    }
}
