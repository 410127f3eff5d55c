package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** All versions of a query, newest first; below them, tries that failed with the reason. What it shows is made when it opens. */
final class VersionMenu extends Popover {
    private final IntConsumer chosen;
    private @Nullable CellVersion shown;
    private List<CellVersion> all = List.of();
    private @Nullable Moments moments;

    VersionMenu(Button target, IntConsumer chosen) {
        this.chosen = chosen;
        setTarget(target);
        setPosition(PopoverPosition.BOTTOM_START);
        setAriaLabel("Versions of the SQL");
        setAutofocus(true);
        addClassNames("tt-popover", "tt-version-menu");
        addOpenedChangeListener(event -> {
            removeAll();
            if (event.isOpened()) {
                fill();
            }
        });
    }

    void set(CellVersion version, List<CellVersion> versions, Moments now) {
        shown = version;
        all = versions;
        moments = now;
    }

    private void fill() {
        List<CellVersion> newestFirst = all.reversed();
        List<CellVersion> failed = newestFirst.stream()
                .filter(version -> !version.problem().isEmpty())
                .toList();
        Div content = new Div(list(newestFirst.stream()
                .filter(version -> version.problem().isEmpty())
                .toList()));
        if (!failed.isEmpty()) {
            content.add(Parts.box("tt-version-heading", new Span("Tries that failed")), list(failed));
        }
        // Around it, Escape stops the answer.
        content.getElement()
                .addEventListener("keydown", pressed -> close())
                .setFilter("event.key === 'Escape'")
                .stopPropagation();
        add(content);
    }

    private UnorderedList list(List<CellVersion> versions) {
        UnorderedList list = new UnorderedList();
        list.addClassName("tt-version-list");
        versions.forEach(version -> list.add(new ListItem(choice(version))));
        return list;
    }

    private NativeButton choice(CellVersion version) {
        NativeButton choice = new NativeButton("", event -> {
            close();
            chosen.accept(version.number());
        });
        Span words = Parts.text("tt-version-words", "");
        if (moments != null) {
            VersionBar.words(words, version, all, moments);
        }
        choice.addClassName("tt-version-choice");
        choice.getElement().setAttribute("type", "button");
        choice.add(Parts.text("tt-version-name", "v" + version.number()), words);
        if (version.equals(shown)) {
            choice.getElement().setAttribute("aria-current", "true");
        }
        String problem = version.problem();
        if (!problem.isEmpty()) {
            choice.addClassName("tt-bad");
            choice.add(Parts.text("tt-version-problem", VisibleText.of(problem)));
        }
        return choice;
    }
}
