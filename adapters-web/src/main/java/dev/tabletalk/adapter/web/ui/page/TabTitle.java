package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.UI;

/** The title of the browser tab: how many answers nobody has seen, and what is open. */
final class TabTitle {
    static final String PROGRAM = "Tabletalk";

    private final UI ui;
    private String name = PROGRAM;
    private long unread;

    TabTitle(UI ui) {
        this.ui = ui;
    }

    /** @param what is open, without the name of the program */
    static String of(String what) {
        return what + " · " + PROGRAM;
    }

    void name(String text) {
        name = text;
    }

    void unread(long count) {
        unread = count;
    }

    /** Does nothing when the tab is called so already; the router names it too, after each navigation. */
    void show() {
        String text = unread > 0 ? "(" + unread + ") " + name : name;
        if (!text.equals(ui.getInternals().getTitle())) {
            ui.getPage().setTitle(text);
        }
    }
}
