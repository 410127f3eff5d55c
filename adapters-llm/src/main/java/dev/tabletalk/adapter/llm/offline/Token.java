package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a question.
 *
 * @param text as it was written, without quotation marks and possessive endings
 * @param lower the same in lower case
 * @param start where it starts in the question
 * @param end where the next thing starts
 */
record Token(Kind kind, String text, String lower, int start, int end) {
    enum Kind {
        WORD,
        NUMBER,
        QUOTED,
        SYMBOL,
        PAUSE
    }

    private static final Pattern PIECES =
            Pattern.compile("(?<quoted>\"[^\"\\n]+\"|“[^”\\n]+”|(?<![\\p{L}\\p{N}])'[^'\\n]+'(?![\\p{L}\\p{N}]))"
                    + "|(?<number>\\d{4}-\\d{2}-\\d{2}|\\d{4}-\\d{2}(?!\\d)|[€$£]?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:st|nd|rd|th)?€?(?![\\p{L}\\p{N}]))"
                    + "|(?<word>[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_'’]*(?:[.@][\\p{L}\\p{N}_]+)*)"
                    + "|(?<symbol>>=|<=|<>|!=|[><=%&])"
                    + "|(?<pause>[,;:()])");

    static List<Token> of(String question) {
        List<Token> tokens = new ArrayList<>();
        Matcher pieces = PIECES.matcher(question);
        while (pieces.find()) {
            Kind kind = kind(pieces);
            String text = pieces.group();
            if (kind == Kind.QUOTED) {
                text = text.substring(1, text.length() - 1).strip();
            } else if (kind == Kind.WORD) {
                text = text.replace('’', '\'').replaceAll("('s|')$", "");
            }
            if (!text.isEmpty()) {
                tokens.add(new Token(kind, text, text.toLowerCase(Locale.ROOT), pieces.start(), pieces.end()));
            }
        }
        return tokens;
    }

    private static Kind kind(Matcher pieces) {
        if (pieces.group("quoted") != null) {
            return Kind.QUOTED;
        }
        if (pieces.group("number") != null) {
            return Kind.NUMBER;
        }
        if (pieces.group("word") != null) {
            return Kind.WORD;
        }
        return pieces.group("symbol") != null ? Kind.SYMBOL : Kind.PAUSE;
    }
}
