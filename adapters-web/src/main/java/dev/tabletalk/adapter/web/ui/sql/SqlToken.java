package dev.tabletalk.adapter.web.ui.sql;

import java.util.Locale;

/** A piece of a statement, as far as reading it is concerned; the pieces of a statement together are the statement. */
record SqlToken(Kind kind, String text) {
    enum Kind {
        SPACE,
        KEYWORD,
        /** A plain name, of a thing or a function. */
        NAME,
        /** A name in quotes, back quotes or brackets. */
        QUOTED,
        STRING,
        NUMBER,
        /** Up to the end of its line, without the line break. */
        LINE_COMMENT,
        BLOCK_COMMENT,
        SYMBOL
    }

    boolean is(String symbolOrWord) {
        return text.equalsIgnoreCase(symbolOrWord) && kind != Kind.STRING && kind != Kind.QUOTED;
    }

    boolean isWord() {
        return kind == Kind.KEYWORD || kind == Kind.NAME;
    }

    boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
