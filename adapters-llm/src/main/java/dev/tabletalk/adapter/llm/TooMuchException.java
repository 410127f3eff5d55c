package dev.tabletalk.adapter.llm;

import java.io.IOException;

/** The server sends more than any honest answer needs. */
final class TooMuchException extends IOException {
    TooMuchException(String what) {
        super(what);
    }
}
