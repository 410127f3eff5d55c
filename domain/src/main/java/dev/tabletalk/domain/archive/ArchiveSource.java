package dev.tabletalk.domain.archive;

import java.util.function.Consumer;

/** All pieces of a conversation, in their order, so that none but the one in hand need be in memory. */
public interface ArchiveSource {
    /** Passes each piece on, and throws what the taker throws. */
    void passTo(Consumer<? super ArchivePiece> taker);
}
