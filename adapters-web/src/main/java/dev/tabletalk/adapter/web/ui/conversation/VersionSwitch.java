package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a turn stands among the versions of its place, and the way to the next ones; nothing when there is only one. */
final class VersionSwitch extends Composite<Div> {
    private final Consumer<TurnId> chosen;
    private final Button back = Parts.icon("Previous version", "back", this::goBack);
    private final Button forth = Parts.icon("Next version", "forth", this::goForth);
    private final Span place = Parts.text("tt-version", "");
    private TurnVersions shown = TurnVersions.ONLY;

    VersionSwitch(Consumer<TurnId> chosen) {
        this.chosen = chosen;
        getContent().addClassName("tt-versions");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Versions");
        getContent().add(back, place, forth);
        getContent().setVisible(false);
    }

    void show(TurnVersions versions) {
        shown = versions;
        place.setText(versions.number() + "/" + versions.count());
        back.setEnabled(versions.previous() != null);
        forth.setEnabled(versions.next() != null);
        getContent().setVisible(versions.count() > 1);
    }

    /** On the button that goes on in the direction in which somebody came, or back at the end. */
    void focus(@Nullable TurnId from) {
        boolean forward = from != null && from.equals(shown.previous());
        boolean onwards = forward ? forth.isEnabled() : !back.isEnabled();
        (onwards ? forth : back).focus();
    }

    String place() {
        return "Version " + shown.number() + " of " + shown.count();
    }

    private void goBack() {
        choose(shown.previous());
    }

    private void goForth() {
        choose(shown.next());
    }

    private void choose(@Nullable TurnId version) {
        if (version != null) {
            chosen.accept(version);
        }
    }
}
