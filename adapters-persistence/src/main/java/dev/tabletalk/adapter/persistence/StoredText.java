package dev.tabletalk.adapter.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Any Java string as a text that SQLite keeps whole and everybody can read. NUL, at which many tools stop reading, half
 * surrogate pairs, which UTF-8 cannot say, and the escape character itself become U+0010 and four hex digits.
 */
@Converter
final class StoredText implements AttributeConverter<String, String> {
    private static final char ESCAPE = '\u0010';
    private static final int HEX_DIGITS = 4;

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String text) {
        return text == null ? null : encode(text);
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : decode(stored);
    }

    static String encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHard(text, i)) {
                return encodeFrom(text, i);
            }
        }
        return text;
    }

    private static String encodeFrom(String text, int first) {
        StringBuilder stored = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHard(text, i)) {
                stored.append(ESCAPE).append(String.format("%04x", (int) c));
            } else {
                stored.append(c);
            }
        }
        return stored.toString();
    }

    private static boolean isHard(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return c == '\0' || c == ESCAPE;
    }

    static String decode(String stored) {
        int escape = stored.indexOf(ESCAPE);
        if (escape < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        int from = 0;
        while (escape >= 0) {
            int end = escape + 1 + HEX_DIGITS;
            text.append(stored, from, escape).append((char) Integer.parseInt(stored, escape + 1, end, 16));
            from = end;
            escape = stored.indexOf(ESCAPE, from);
        }
        return text.append(stored, from, stored.length()).toString();
    }
}
