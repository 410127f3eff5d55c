package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.query.RowSink;
import java.io.UncheckedIOException;

/** A file that rows are written to. What cannot be written throws {@link UncheckedIOException}. */
public interface RowTarget extends RowSink {
    /** All rows have come: writes what makes the file whole. Never called when there was a failure. */
    void finish();

    /** Bytes written so far. */
    long bytes();
}
