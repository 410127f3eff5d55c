package dev.tabletalk.adapter.web.markdown;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Makes what works unseen in a text visible: control characters, and characters that turn or hide text. */
public final class UnseenCharacters {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x2421;

    private UnseenCharacters() {}

    /**
     * The text on one line: control characters as their pictures, characters that turn or hide text by their number, such as
     * {@code ⟨U+202E⟩}.
     */
    public static String shown(String text) {
        return show(text, UnseenCharacters::worksUnseen);
    }

    /** The same for texts of several lines in any script: line breaks, tabs and the marks of right-to-left writing stay. */
    public static String shownInLines(String text) {
        return show(text, point -> worksUnseen(point) && !isOfProse(point));
    }

    private static String show(String text, IntPredicate hidden) {
        if (text.codePoints().noneMatch(hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (!hidden.test(point)) {
                visible.appendCodePoint(point);
            } else if (point < ' ') {
                visible.appendCodePoint(CONTROL_PICTURES + point);
            } else if (point == 0x7F) {
                visible.appendCodePoint(DELETE_PICTURE);
            } else {
                visible.append(String.format(Locale.ROOT, "⟨U+%04X⟩", point));
            }
        });
        return visible.toString();
    }

    private static boolean isOfProse(int point) {
        return point == '\n' || point == '\r' || point == '\t' || point == 0x00AD || point == 0x200E || point == 0x200F;
    }

    /** Joiners stay: scripts and emoji need them. */
    private static boolean worksUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> point != 0x200C && point != 0x200D;
            default -> false;
        };
    }
}
