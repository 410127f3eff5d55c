package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultDiff;
import dev.tabletalk.domain.query.ResultDiff.Change;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What changed from one result to another: a sentence, and the rows concerned, told by sign, word and colour. */
final class DiffView extends Composite<Div> {
    private static final int PAGE = 30;
    private static final int LONGEST = 200;
    private static final int LONGEST_EXPONENT = 60;

    private final ResultDiff diff;
    private final Element body = new Element("tbody");
    private final Button more = Parts.quiet("", this::showMore);
    private int listed;

    /** @param version the number of the earlier result's version */
    DiffView(ResultDiff diff, int version, Moments moments) {
        this.diff = diff;
        Div summary = Parts.box("tt-diff-summary");
        summary.getElement()
                .setAttribute("title", "Since " + moments.exact(diff.before().executedAt()));
        summary.setText(DiffWords.summary(diff, version, moments));
        getContent().addClassName("tt-diff");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "What changed");
        getContent().add(summary);
        DiffWords.notes(diff)
                .forEach(note -> getContent().add(Parts.box("tt-diff-note", Parts.text("tt-muted", note))));
        if (!diff.changes().isEmpty()) {
            getContent().add(table(), more);
            showMore();
        }
    }

    private Div table() {
        Element head = new Element("tr");
        head.appendChild(heading("Change", false));
        diff.columns().forEach(column -> head.appendChild(heading(VisibleText.of(column.name()), isNumber(column))));
        Element caption = new Element("caption");
        caption.setAttribute("class", "tt-sql-unseen");
        caption.setText("Rows that changed");
        Element table = new Element("table");
        table.appendChild(caption, new Element("thead").appendChild(head), body);
        Div scroll = Parts.box("tt-diff-table");
        scroll.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", "Rows that changed")
                .appendChild(table);
        return scroll;
    }

    private static Element heading(String text, boolean number) {
        Element heading = new Element("th");
        heading.setAttribute("scope", "col");
        heading.setText(text);
        if (number) {
            heading.setAttribute("class", "tt-diff-number");
        }
        return heading;
    }

    private static boolean isNumber(ResultColumn column) {
        return column.kind() == ResultColumn.Kind.NUMBER;
    }

    private void showMore() {
        int to = Math.min(diff.changes().size(), listed + PAGE);
        diff.changes().subList(listed, to).forEach(change -> body.appendChild(row(change)));
        listed = to;
        int left = diff.changes().size() - listed;
        more.setVisible(left > 0);
        more.setText(
                left <= PAGE
                        ? "Show the other " + Figures.number(left)
                        : "Show " + Figures.number(PAGE) + " more of " + Figures.number(left));
    }

    private Element row(Change change) {
        return switch (change) {
            case Change.Added(Row row) -> plain("tt-diff-added", "+", "Added", row);
            case Change.Gone(Row row) -> plain("tt-diff-gone", "−", "Gone", row);
            case Change.Changed changed -> changed(changed);
        };
    }

    private Element plain(String style, String sign, String word, Row row) {
        Element line = line(style, sign, word);
        for (int i = 0; i < diff.columns().size(); i++) {
            line.appendChild(text(cell(i, ""), row.cells().get(i)));
        }
        return line;
    }

    private Element changed(Change.Changed changed) {
        Element line = line("tt-diff-changed", "~", "Changed");
        for (int i = 0; i < diff.columns().size(); i++) {
            Object now = changed.after().cells().get(i);
            if (changed.cells().contains(i)) {
                Element cell = cell(i, "tt-diff-cell");
                cell.appendChild(
                        unseen("was "),
                        text(new Element("del"), changed.before().cells().get(i)),
                        arrow(),
                        unseen(" is now "),
                        text(new Element("ins"), now));
                line.appendChild(cell);
            } else {
                line.appendChild(text(cell(i, ""), now));
            }
        }
        return line;
    }

    private static Element line(String style, String sign, String word) {
        Element mark = new Element("span");
        mark.setAttribute("class", "tt-diff-sign");
        mark.setAttribute("aria-hidden", "true");
        mark.setText(sign);
        Element name = new Element("span");
        name.setText(word);
        Element heading = new Element("th");
        heading.setAttribute("scope", "row");
        heading.appendChild(mark, name);
        Element line = new Element("tr");
        line.setAttribute("class", style);
        line.appendChild(heading);
        return line;
    }

    private Element cell(int column, String style) {
        Element cell = new Element("td");
        cell.setAttribute("class", isNumber(diff.columns().get(column)) ? style + " tt-diff-number" : style);
        return cell;
    }

    private static Element arrow() {
        Element arrow = new Element("span");
        arrow.setAttribute("class", "tt-diff-arrow");
        arrow.setAttribute("aria-hidden", "true");
        arrow.setText("→");
        return arrow;
    }

    private static Element unseen(String text) {
        Element words = new Element("span");
        words.setAttribute("class", "tt-sql-unseen");
        words.setText(text);
        return words;
    }

    private static Element text(Element into, @Nullable Object cell) {
        if (cell == null) {
            into.appendChild(
                    new Element("span").setAttribute("class", "tt-null").setText("NULL"));
        } else {
            into.setText(write(cell));
        }
        return into;
    }

    /** All digits of a number; a long text shortened. */
    private static String write(Object cell) {
        String text = cell instanceof BigDecimal number && Math.abs((long) number.scale()) <= LONGEST_EXPONENT
                ? number.toPlainString()
                : cell.toString();
        if (text.isEmpty()) {
            return "(empty)";
        }
        String line = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return VisibleText.of(line.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
    }
}
