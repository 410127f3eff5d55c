package dev.tabletalk.adapter.web.ui.workspace;

import java.util.ArrayList;
import java.util.List;

/** What can be done by key anywhere on the page; {@code keys.js} does it. */
public enum KeyboardShortcut {
    NEW_CONVERSATION("New conversation", true, "Shift O"),
    SEARCH("Search conversations", true, "K"),
    SIDEBAR("Show or hide the sidebar", true, "B"),
    COMPOSER("Go to the message box", true, "J"),
    SEND("Send the message", false, "Enter"),
    NEW_LINE("New line in the message", false, "Shift Enter"),
    RECALL("Last question again, in an empty message box", false, "↑"),
    STOP("Stop the answer", false, "Esc"),
    COPY_ANSWER("Copy the last answer", true, "Shift C"),
    RENAME("Rename the conversation whose row has the focus", false, "F2"),
    HELP("Show these shortcuts", true, "/");

    private final String description;
    private final boolean withCommandKey;
    private final String keys;

    KeyboardShortcut(String description, boolean withCommandKey, String keys) {
        this.description = description;
        this.withCommandKey = withCommandKey;
        this.keys = keys;
    }

    public String description() {
        return description;
    }

    /** As they are written on the keyboard, in the order they are pressed. */
    public List<String> keys(boolean mac) {
        List<String> pressed = new ArrayList<>();
        if (withCommandKey) {
            pressed.add(mac ? "⌘" : "Ctrl");
        }
        pressed.addAll(List.of(keys.split(" ")));
        return pressed;
    }

    /** For the attribute {@code aria-keyshortcuts}. */
    public String aria(boolean mac) {
        String pressed = keys.replace(' ', '+').replace("↑", "ArrowUp").replace("Esc", "Escape");
        return withCommandKey ? (mac ? "Meta+" : "Control+") + pressed : pressed;
    }
}
