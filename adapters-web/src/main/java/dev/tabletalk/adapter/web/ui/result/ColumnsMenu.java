package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shows, hides and moves the columns of a table. What it shows is made when it opens. */
final class ColumnsMenu extends Popover {
    private final ResultGrid grid;
    private final List<ResultColumn> columns;
    private final UnorderedList list = new UnorderedList();

    ColumnsMenu(Button target, ResultGrid grid, List<ResultColumn> columns) {
        this.grid = grid;
        this.columns = columns;
        setTarget(target);
        setPosition(PopoverPosition.BOTTOM_END);
        setAriaLabel("Columns");
        setAutofocus(true);
        addClassNames("tt-popover", "tt-columns-menu");
        list.addClassName("tt-column-list");
        addOpenedChangeListener(event -> {
            removeAll();
            if (event.isOpened()) {
                fill(null);
                Div content = new Div(list, footer());
                // Around it, Escape stops the answer.
                content.getElement()
                        .addEventListener("keydown", pressed -> close())
                        .setFilter("event.key === 'Escape'")
                        .stopPropagation();
                add(content);
            }
        });
    }

    private Div footer() {
        Button all = Parts.quiet("Show all", () -> {
            columns().forEach(column -> grid.setVisible(column, true));
            fill(null);
        });
        Button order = Parts.quiet("Original order", () -> {
            grid.setOrder(columns());
            fill(null);
        });
        return Parts.box("tt-column-footer", all, order);
    }

    private List<Integer> columns() {
        return IntStream.range(0, columns.size()).boxed().toList();
    }

    /** @param moved the column that a person has just moved, and may want to move on; null for none */
    private void fill(@Nullable Moved moved) {
        list.removeAll();
        List<Integer> order = grid.order();
        List<Integer> visible = grid.visible();
        for (int i = 0; i < order.size(); i++) {
            list.add(item(order, i, visible, moved));
        }
    }

    private record Moved(int column, int by) {}

    private ListItem item(List<Integer> order, int at, List<Integer> visible, @Nullable Moved moved) {
        int column = order.get(at);
        String name = VisibleText.of(columns.get(column).name());
        Checkbox shown = new Checkbox(name, visible.contains(column));
        shown.addClassName("tt-column-name");
        // The last one stays: a table without columns could not be told from one without rows.
        shown.setEnabled(visible.size() > 1 || !visible.contains(column));
        shown.addValueChangeListener(event -> {
            grid.setVisible(column, event.getValue());
            List<Integer> now = grid.visible();
            if (now.size() == 1 || (now.size() == 2 && event.getValue())) {
                fill(null);
            }
        });
        Span type = Parts.text("tt-muted", VisibleText.of(columns.get(column).type()));
        Button left = arrow("Move " + name + " left", "up", () -> move(order, at, -1));
        Button right = arrow("Move " + name + " right", "down", () -> move(order, at, 1));
        left.setEnabled(at > 0);
        right.setEnabled(at < order.size() - 1);
        if (moved != null && moved.column() == column) {
            (moved.by() < 0 ? left.isEnabled() ? left : right : right.isEnabled() ? right : left).focus();
        }
        ListItem item = new ListItem(shown, type, left, right);
        item.addClassName("tt-column-item");
        return item;
    }

    /** Without a tooltip: that would take the first Escape for itself. */
    private static Button arrow(String label, String icon, Runnable action) {
        Span picture = new Span();
        picture.addClassNames("tt-icon", "tt-icon-" + icon);
        picture.getElement().setAttribute("aria-hidden", "true");
        Button button = new Button(picture, event -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.addClassName("tt-quiet-icon");
        button.setAriaLabel(label);
        button.getElement().setAttribute("title", label);
        return button;
    }

    private void move(List<Integer> order, int at, int by) {
        List<Integer> next = new ArrayList<>(order);
        Collections.swap(next, at, at + by);
        grid.setOrder(next);
        fill(new Moved(order.get(at), by));
    }
}
