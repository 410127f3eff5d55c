package dev.tabletalk.adapter.jdbc.guard;

/**
 * A piece of SQL.
 *
 * @param text of a WORD in lower case; of a QUOTED name without its quotes; of a TEXT what stands between its quotes; of a
 *     VARIABLE with its @, in lower case; of a SYMBOL one character or "::"
 * @param start where it begins
 * @param end just behind it
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        QUOTED,
        TEXT,
        NUMBER,
        VARIABLE,
        SYMBOL
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
