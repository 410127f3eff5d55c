package dev.tabletalk.benchmark.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events from a stream; for one thread. */
public final class SseReader {
    private static final int MAX_LINE = 4 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[4 << 10];
    private int start;
    private int end;
    private String id = "";

    public SseReader(InputStream in) {
        this.in = in;
    }

    /** The next event that has data; null at the end of the stream. An event without its empty line does not count. */
    public @Nullable SseEvent next() throws IOException {
        String data = null;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && data != null) {
                return new SseEvent(id, data);
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            if (name.equals("data")) {
                data = data == null ? value : data + '\n' + value;
            } else if (name.equals("id")) {
                id = value;
            }
        }
        return null;
    }

    private @Nullable String line() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    int length = i > start && buffer[i - 1] == '\r' ? i - 1 - start : i - start;
                    String line = new String(buffer, start, length, StandardCharsets.UTF_8);
                    start = i + 1;
                    return line;
                }
            }
            int unread = end - start;
            if (!fill()) {
                return null;
            }
            scanned = start + unread;
        }
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            if (buffer.length >= MAX_LINE) {
                throw new IOException("a line of more than " + MAX_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read >= 0;
    }
}
