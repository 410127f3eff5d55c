package dev.tabletalk.adapter.web.ui.result;

import com.vaadin.flow.component.Component;
import dev.tabletalk.adapter.web.ui.workspace.Notices;

/** What a person copies. */
final class Clipboard {
    private static final String SCRIPT = "context://tabletalk/result.js";

    private Clipboard() {}

    /** Loads what copying needs, as soon as a component is on the page. */
    static void prepare(Component copied) {
        copied.addAttachListener(event -> event.getUI().getPage().addJsModule(SCRIPT));
    }

    /**
     * Copies a text, and says so, or that the browser did not let it.
     *
     * @param shown where on the page the person is
     */
    static void copy(Component shown, String text, String done) {
        shown.getElement()
                .executeJs("return window.tabletalk.copyText($0)", text)
                .then(
                        Boolean.class,
                        copied -> Notices.show(
                                copied
                                        ? done
                                        : "The browser does not let this page copy. Mark the text and copy it by hand."));
    }
}
