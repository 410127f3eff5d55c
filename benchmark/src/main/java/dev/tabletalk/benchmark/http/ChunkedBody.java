package dev.tabletalk.benchmark.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body that comes in chunks, without what is around them. A read gives what is there and waits only when that is nothing. */
final class ChunkedBody extends InputStream {
    private static final int HEX = 16;

    private final InputStream in;
    private int left;
    private boolean first = true;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int read = in.read(into, offset, Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        left -= read;
        return read;
    }

    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        if (!first) {
            expectLineEnd();
        }
        first = false;
        String size = HttpHead.line(in);
        int extension = size.indexOf(';');
        left = Integer.parseInt((extension < 0 ? size : size.substring(0, extension)).strip(), HEX);
        if (left == 0) {
            ended = true;
            while (!HttpHead.line(in).isEmpty()) {
                // a trailer says nothing about the body
            }
        }
        return !ended;
    }

    private void expectLineEnd() throws IOException {
        String rest = HttpHead.line(in);
        if (!rest.isEmpty()) {
            throw new IOException("a chunk is longer than it said: " + rest);
        }
    }
}
