package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.query.RowSink;

/** A file that rows are written to. What cannot be written throws {@link TargetGoneException}. */
public interface RowTarget extends RowSink {
    /** All rows have come: writes what makes the file whole. Never called when there was a failure. */
    void finish();

    /** Bytes written so far. */
    long bytes();
}
