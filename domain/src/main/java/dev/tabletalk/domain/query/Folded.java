package dev.tabletalk.domain.query;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as people compare them: without the difference of capitals and accents. */
final class Folded {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private Folded() {}

    static String of(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Capitals first: they also make one of "ß" and "ss", and of the two small sigmas.
        String lower = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
