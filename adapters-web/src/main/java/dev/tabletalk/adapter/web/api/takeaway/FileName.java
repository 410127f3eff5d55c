package dev.tabletalk.adapter.web.api.takeaway;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a file that is offered for download, safe on every system. */
final class FileName {
    private static final int LONGEST = 80;
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}/\\\\:*?\"<>|%;]+");
    private static final Pattern NOT_ASCII = Pattern.compile("[^ -~]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    private static final Set<Character> PLAIN = Set.of('-', '.', '_', '~', '!', '$', '&', '+', '^', '`', '#');

    private FileName() {}

    /**
     * A Content-Disposition that makes every browser save the file, with a plain name for old clients and the full one.
     *
     * @param title what the file is about, however it is written
     * @param extension without its dot
     */
    static String attachment(String title, String extension) {
        String name = of(title) + "." + extension;
        String plain = NOT_ASCII
                .matcher(MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                        .replaceAll(""))
                .replaceAll("_");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name);
    }

    /** @param end stays, however long the rest is */
    static String of(String title, String end) {
        String clean = of(title);
        int room = LONGEST - end.length() - 1;
        int length = clean.codePointCount(0, clean.length());
        return (length <= room
                        ? clean
                        : clean.substring(0, clean.offsetByCodePoints(0, room)).strip()) + " " + end;
    }

    static String of(String title) {
        String clean =
                UNSAFE.matcher(title).replaceAll(" ").replaceAll("\\s+", " ").strip();
        int length = clean.codePointCount(0, clean.length());
        String cut = length <= LONGEST ? clean : clean.substring(0, clean.offsetByCodePoints(0, LONGEST));
        String trimmed = cut.replaceAll("^[. ]+|[. ]+$", "");
        return trimmed.isEmpty() || DEVICE.matcher(trimmed).matches() ? "Tabletalk " + trimmed : trimmed;
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xFF);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.contains(c)) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
