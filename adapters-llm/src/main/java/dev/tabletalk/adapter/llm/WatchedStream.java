package dev.tabletalk.adapter.llm;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells the watch when bytes are waited for, and bounds their number. */
final class WatchedStream extends FilterInputStream {
    /** Hundreds of times the longest answer of any model; it keeps a server gone mad from filling the memory. */
    static final long MAX_BYTES = 64 << 20;

    private final SilenceWatch watch;
    private long bytes;

    WatchedStream(InputStream in, SilenceWatch watch) {
        super(in);
        this.watch = watch;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        watch.waitBegins();
        int read = in.read(into, offset, length);
        watch.waitEnds();
        bytes += Math.max(read, 0);
        if (bytes > MAX_BYTES) {
            throw new IOException("more than " + MAX_BYTES + " bytes in one answer");
        }
        return read;
    }
}
