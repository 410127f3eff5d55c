package dev.tabletalk.domain.conversation;

/** Text helpers that respect code points. */
final class Texts {
    private static final String ELLIPSIS = "…";

    private Texts() {}

    /** Control characters and runs of white space become one space. */
    static String singleLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) || isLoneSurrogate(c) ? ' ' : c)
                .filter(c -> c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
                .forEachOrdered(line::appendCodePoint);
        return line.toString().strip();
    }

    /** At most {@code max} code points, cut at the last space if there is one in the second half, with an ellipsis. */
    static String shorten(String line, int max) {
        if (line.codePointCount(0, line.length()) <= max) {
            return line;
        }
        String head = line.substring(0, line.offsetByCodePoints(0, max - 1));
        int space = head.lastIndexOf(' ');
        return (space > head.length() / 2 ? head.substring(0, space) : head).strip() + ELLIPSIS;
    }

    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(Texts::isLoneSurrogate);
    }

    /** White space of any width, and characters that only steer how others are shown. */
    static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
