package dev.tabletalk.adapter.web.api.takeaway;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what passes. Written by one thread, read by any. */
final class CountedStream extends FilterOutputStream {
    private volatile long bytes;

    CountedStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        add(1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        add(length);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void add(int more) {
        bytes += more;
    }

    long bytes() {
        return bytes;
    }
}
