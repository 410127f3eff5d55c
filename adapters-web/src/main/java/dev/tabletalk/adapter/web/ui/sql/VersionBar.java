package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

/** Which version of a query is shown and what came of it, with the way to the others. */
final class VersionBar extends Composite<Div> {
    private final IntConsumer chosen;
    private final Button back = Parts.icon("Previous version of the SQL", "back", () -> go(-1));
    private final Button forth = Parts.icon("Next version of the SQL", "forth", () -> go(1));
    private final Span place = Parts.text("tt-sql-place", "");
    private final Span facts = Parts.text("tt-sql-facts", "");
    private final Div choice = Parts.box("tt-sql-versions", back, place, forth);
    private int number = 1;

    VersionBar(IntConsumer chosen) {
        this.chosen = chosen;
        choice.getElement().setAttribute("role", "group").setAttribute("aria-label", "Versions of the SQL");
        getContent().addClassName("tt-sql-version-bar");
        getContent().add(choice, facts);
    }

    private void go(int step) {
        chosen.accept(number + step);
    }

    void show(CellVersion version, List<CellVersion> all, Moments moments) {
        number = version.number();
        choice.setVisible(all.size() > 1);
        place.setText("v" + number + "/" + all.getLast().number());
        back.setEnabled(number > 1);
        forth.setEnabled(number < all.getLast().number());
        facts.removeAll();
        Instant at = version.at();
        if (at != null) {
            facts.add(
                    new Text(isRunAgain(version, all) ? "run again " : "edited "),
                    moments.element(at),
                    new Text(" · " + version.facts()));
        } else {
            facts.add(new Text((all.size() > 1 ? "by the agent · " : "") + version.facts()));
        }
        facts.setClassName("tt-bad", !version.problem().isEmpty());
    }

    /** Whether the statement had been run before as it is. */
    private static boolean isRunAgain(CellVersion version, List<CellVersion> all) {
        return all.stream()
                .anyMatch(other -> other.number() < version.number() && SqlLayout.isSame(other.sql(), version.sql()));
    }
}
