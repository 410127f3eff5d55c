package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;

/** Small pieces of the page that occur in several places. */
public final class Parts {
    private Parts() {}

    public static Span text(String className, String text) {
        Span span = new Span(text);
        span.addClassName(className);
        return span;
    }

    public static Div box(String className, Component... children) {
        Div div = new Div(children);
        div.addClassName(className);
        return div;
    }

    /** A button that does not draw the eye. */
    public static Button quiet(String text, Runnable action) {
        Button button = new Button(text, event -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    /**
     * A button that shows an icon alone.
     *
     * @param icon one of the style sheet
     */
    public static Button icon(String label, String icon, Runnable action) {
        Button button = iconWithoutTooltip(label, icon, action);
        button.setTooltipText(label);
        return button;
    }

    /** The same for where a tooltip would be in the way: it takes the first Escape for itself. */
    public static Button iconWithoutTooltip(String label, String icon, Runnable action) {
        Span picture = new Span();
        picture.addClassNames("tt-icon", "tt-icon-" + icon);
        picture.getElement().setAttribute("aria-hidden", "true");
        Button button = new Button(picture, event -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.addClassName("tt-quiet-icon");
        button.setAriaLabel(label);
        return button;
    }

    /** Text in a fixed-width font with a button to copy it; the text is never HTML. */
    public static Div code(String language, String text) {
        NativeButton copy = new NativeButton("Copy");
        copy.addClassName("tt-copy");
        copy.getElement().setAttribute("type", "button");
        Pre pre = new Pre(VisibleText.lines(text));
        pre.getElement().setAttribute("tabindex", "0");
        return box("tt-code", box("tt-code-bar", new Span(language), copy), pre);
    }
}
