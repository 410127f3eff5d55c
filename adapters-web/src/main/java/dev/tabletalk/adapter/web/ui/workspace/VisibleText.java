package dev.tabletalk.adapter.web.ui.workspace;

import dev.tabletalk.adapter.web.markdown.UnseenCharacters;

/** Names and comments as a database has them, with nothing in them that works unseen. */
public final class VisibleText {
    private VisibleText() {}

    /**
     * The text on one line: control characters as their pictures, characters that turn or hide text by their number, such as
     * {@code ⟨U+202E⟩}.
     */
    public static String of(String text) {
        return UnseenCharacters.shown(text);
    }

    /** The same for texts of several lines in any script: line breaks, tabs and the marks of right-to-left writing stay. */
    public static String lines(String text) {
        return UnseenCharacters.shownInLines(text);
    }
}
