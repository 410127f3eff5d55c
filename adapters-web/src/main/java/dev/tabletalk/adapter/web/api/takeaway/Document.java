package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import java.util.function.Consumer;

/** A conversation as a file, written piece by piece. */
interface Document extends Consumer<ArchivePiece> {
    /** Writes what makes it whole, after the last piece. */
    void finish();
}
