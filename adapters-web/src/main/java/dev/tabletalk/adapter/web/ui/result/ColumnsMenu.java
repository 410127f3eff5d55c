package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.button.Button;
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

/** Shows, hides and moves the columns of a table. What it shows is made when it opens. */
final class ColumnsMenu extends Popover {
    private final ResultGrid grid;
    private final List<ResultColumn> columns;
    private final UnorderedList list = new UnorderedList();
    private final Runnable reset;
    private final List<Item> items = new ArrayList<>();

    /** @param reset shows the table as if nobody had arranged it */
    ColumnsMenu(Button target, ResultGrid grid, List<ResultColumn> columns, Runnable reset) {
        this.grid = grid;
        this.columns = columns;
        this.reset = reset;
        setTarget(target);
        setPosition(PopoverPosition.BOTTOM_END);
        setAriaLabel("Columns");
        setAutofocus(true);
        addClassNames("tt-popover", "tt-columns-menu");
        list.addClassName("tt-column-list");
        addOpenedChangeListener(event -> {
            removeAll();
            if (event.isOpened()) {
                fill();
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
            fill();
        });
        Button order = Parts.quiet("Original order", () -> {
            grid.setOrder(columns());
            fill();
        });
        Button everything = Parts.quiet("Reset table", () -> {
            close();
            reset.run();
        });
        return Parts.box("tt-column-footer", all, order, everything);
    }

    private List<Integer> columns() {
        return IntStream.range(0, columns.size()).boxed().toList();
    }

    private record Item(int column, ListItem line, Checkbox shown, Button left, Button right) {}

    private void fill() {
        list.removeAll();
        items.clear();
        List<Integer> visible = grid.visible();
        for (int column : grid.order()) {
            Item item = item(column, visible.contains(column));
            items.add(item);
            list.add(item.line());
        }
        enable();
    }

    private Item item(int column, boolean visible) {
        String name = VisibleText.of(columns.get(column).name());
        Checkbox shown = new Checkbox(name, visible);
        shown.addClassName("tt-column-name");
        shown.addValueChangeListener(event -> {
            grid.setVisible(column, event.getValue());
            enable();
        });
        Span type = Parts.text("tt-muted", VisibleText.of(columns.get(column).type()));
        Button left = arrow("Move " + name + " left", "up", () -> move(column, -1));
        Button right = arrow("Move " + name + " right", "down", () -> move(column, 1));
        ListItem line = new ListItem(shown, type, left, right);
        line.addClassName("tt-column-item");
        return new Item(column, line, shown, left, right);
    }

    private void enable() {
        List<Integer> visible = grid.visible();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            // The last one stays: a table without columns could not be told from one without rows.
            item.shown().setEnabled(visible.size() > 1 || !visible.contains(item.column()));
            item.left().setEnabled(i > 0);
            item.right().setEnabled(i < items.size() - 1);
        }
    }

    /** Its neighbour steps over it: so the button in focus stays where it is, and can be pressed again. */
    private void move(int column, int by) {
        int at = grid.order().indexOf(column);
        int to = at + by;
        if (to < 0 || to >= items.size()) {
            return;
        }
        Collections.swap(items, at, to);
        Item neighbour = items.get(at);
        list.remove(neighbour.line());
        list.addComponentAtIndex(at, neighbour.line());
        grid.setOrder(items.stream().map(Item::column).toList());
        enable();
        Item moved = items.get(to);
        if (by < 0 && to == 0) {
            moved.right().focus();
        } else if (by > 0 && to == items.size() - 1) {
            moved.left().focus();
        }
    }

    /** In a menu, which Escape is to close. */
    private static Button arrow(String label, String icon, Runnable action) {
        Button button = Parts.iconWithoutTooltip(label, icon, action);
        button.getElement().setAttribute("title", label);
        return button;
    }
}
