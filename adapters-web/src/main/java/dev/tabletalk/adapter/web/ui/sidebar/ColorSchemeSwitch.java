package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import dev.tabletalk.adapter.web.ui.workspace.ColorSchemes;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import java.util.EnumMap;
import java.util.Map;

/** Three small buttons: light, dark, as the system has it. */
final class ColorSchemeSwitch extends Composite<Div> {
    private final Map<ColorScheme.Value, NativeButton> buttons = new EnumMap<>(ColorScheme.Value.class);

    ColorSchemeSwitch() {
        getContent().addClassName("tt-schemes");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Colors");
        add(ColorScheme.Value.LIGHT, Glyph.SUN, "Light");
        add(ColorScheme.Value.DARK, Glyph.MOON, "Dark");
        add(ColorScheme.Value.SYSTEM, Glyph.MONITOR, "Like the system");
        mark(ColorSchemes.chosen(VaadinRequest.getCurrent()));
    }

    private void add(ColorScheme.Value value, Glyph glyph, String text) {
        NativeButton button = new NativeButton();
        button.add(glyph.create());
        button.setAriaLabel(text);
        button.setTitle(text);
        button.addClickListener(event -> {
            ColorSchemes.choose(value);
            mark(value);
        });
        buttons.put(value, button);
        getContent().add(button);
    }

    private void mark(ColorScheme.Value chosen) {
        buttons.forEach(
                (value, button) -> button.getElement().setAttribute("aria-pressed", String.valueOf(value == chosen)));
    }
}
