package dev.tabletalk.adapter.web.ui.workspace;

import java.util.regex.Pattern;

/**
 * Text of others as it is shown: what would move the cursor, turn the direction of writing or hide itself is spelt out, such as
 * ⟨U+202E⟩. Line breaks and tabs stay.
 */
public final class VisibleText {
    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}&&[^\\t\\n\\r]]|[\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]|[\\x{E0000}-\\x{E007F}]");

    private VisibleText() {}

    public static String of(String text) {
        return HIDDEN.matcher(text)
                .replaceAll(found -> "⟨U+%04X⟩".formatted(found.group().codePointAt(0)));
    }
}
