package dev.tabletalk.adapter.web.api.takeaway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** A writer whose errors need no catching in between. */
final class Output {
    private final Writer writer;

    Output(Writer writer) {
        this.writer = writer;
    }

    Output add(String text) {
        try {
            writer.write(text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        return this;
    }

    Output line(String text) {
        return add(text).add("\n");
    }
}
