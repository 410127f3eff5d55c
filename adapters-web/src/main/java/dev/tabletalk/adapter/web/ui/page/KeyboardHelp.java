package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinRequest;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.KeyboardShortcut;
import java.util.List;

/** The button that tells which keys do what. */
final class KeyboardHelp extends Composite<NativeButton> {
    private final boolean mac = isMac();

    KeyboardHelp() {
        NativeButton button = getContent();
        button.add(Glyph.KEYBOARD.create());
        button.addClassNames("tt-icon-button", "tt-help");
        button.setAriaLabel("Keyboard shortcuts");
        button.setTitle("Keyboard shortcuts (" + String.join("+", KeyboardShortcut.HELP.keys(mac)) + ")");
        button.getElement()
                .setAttribute("type", "button")
                .setAttribute("aria-haspopup", "dialog")
                .setAttribute("aria-keyshortcuts", KeyboardShortcut.HELP.aria(mac));
        button.addClickListener(event -> open());
    }

    private static boolean isMac() {
        VaadinRequest request = VaadinRequest.getCurrent();
        String browser = request == null ? null : request.getHeader("User-Agent");
        return browser != null && browser.contains("Mac OS");
    }

    private void open() {
        Dialog dialog = new Dialog("Keyboard shortcuts");
        dialog.addClassName("tt-keys-dialog");
        DescriptionList list = new DescriptionList();
        list.addClassName("tt-keys");
        for (KeyboardShortcut shortcut : KeyboardShortcut.values()) {
            list.add(new DescriptionList.Term(shortcut.description()), description(shortcut.keys(mac)));
        }
        dialog.add(list);
        Button close = new Button("Close", event -> dialog.close());
        close.setAutofocus(true);
        dialog.getFooter().add(close);
        dialog.open();
    }

    private static DescriptionList.Description description(List<String> keys) {
        DescriptionList.Description description = new DescriptionList.Description();
        keys.forEach(key -> {
            Span cap = new Span(key);
            cap.addClassName("tt-key");
            description.add(cap);
        });
        return description;
    }
}
