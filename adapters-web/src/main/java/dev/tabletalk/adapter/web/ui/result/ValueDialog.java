package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Pre;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole value of a cell: as text, never as HTML; JSON laid out for reading. */
final class ValueDialog extends Dialog {
    private static final int MOST_SHOWN = 100_000;

    ValueDialog(ResultColumn column, @Nullable Object cell) {
        String exact = CellText.exact(cell);
        Optional<String> json = cell instanceof String ? JsonText.pretty(exact) : Optional.empty();
        String text = json.orElse(exact);
        addClassName("tt-value-dialog");
        setHeaderTitle(VisibleText.of(column.name()));
        Button close = new Button(Glyph.CLOSE.create(), event -> close());
        close.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        close.addClassName("tt-quiet-icon");
        close.setAriaLabel("Close");
        getHeader().add(close);
        add(Parts.box("tt-value-facts", Parts.text("tt-muted", facts(column, cell, json.isPresent(), text))));
        if (cell != null && !exact.isEmpty()) {
            add(value(text));
        }
        Button copy = new Button("Copy", event -> Clipboard.copy(this, exact, "Value copied"));
        copy.setAutofocus(true);
        getFooter().add(copy);
    }

    private static Pre value(String text) {
        Pre value = new Pre(VisibleText.lines(cut(text)));
        value.addClassName("tt-value");
        value.getElement().setAttribute("tabindex", "0").setAttribute("role", "textbox");
        value.getElement().setAttribute("aria-readonly", "true").setAttribute("aria-multiline", "true");
        value.getElement().setAttribute("aria-label", "Value");
        return value;
    }

    private static String cut(String text) {
        if (text.length() <= MOST_SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_SHOWN - 1)) ? MOST_SHOWN - 1 : MOST_SHOWN;
        return text.substring(0, end);
    }

    private static String facts(ResultColumn column, @Nullable Object cell, boolean json, String text) {
        StringBuilder facts = new StringBuilder(VisibleText.of(column.type()));
        if (cell == null) {
            return facts.append(" · NULL: there is no value").toString();
        }
        if (cell instanceof String whole) {
            facts.append(json ? " · JSON · " : " · ")
                    .append(whole.length() == 1 ? "1 character" : Figures.number(whole.length()) + " characters");
            if (text.length() > MOST_SHOWN) {
                facts.append("; the first ").append(Figures.number(MOST_SHOWN)).append(" are shown, Copy takes all");
            }
        }
        return facts.toString();
    }
}
