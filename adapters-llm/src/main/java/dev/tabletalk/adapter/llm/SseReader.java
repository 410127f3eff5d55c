package dev.tabletalk.adapter.llm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into server-sent events; for one thread. */
final class SseReader {
    /** No honest event comes near it; it keeps a stream without line ends from filling the memory. */
    static final int MAX_LINE = 4 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[8 << 10];
    private int start;
    private int end;
    private boolean skipLineFeed;
    private String event = "";

    SseReader(InputStream in) {
        this.in = in;
    }

    /** The name of the event whose data was returned last; empty when it had none. */
    String event() {
        return event;
    }

    /**
     * The data of the next event that has some; comments are passed over. Null at the end of the stream; a last event
     * without its empty line counts, because some servers leave that out, but half a line does not.
     */
    @Nullable
    String next() throws IOException {
        event = "";
        String data = null;
        while (true) {
            int length = lineLength();
            if (length < 0) {
                return data;
            }
            if (length == 0) {
                endLine(0);
                if (data != null) {
                    return data;
                }
                event = "";
                continue;
            }
            String value = field("data", length);
            if (value != null) {
                data = data == null ? value : data + '\n' + value;
            } else {
                String name = field("event", length);
                event = name == null ? event : name;
            }
            endLine(length);
        }
    }

    private @Nullable String field(String name, int length) {
        int colon = name.length();
        if (length <= colon || buffer[start + colon] != ':') {
            return null;
        }
        for (int i = 0; i < colon; i++) {
            if (buffer[start + i] != name.charAt(i)) {
                return null;
            }
        }
        int from = start + colon + 1;
        if (from < start + length && buffer[from] == ' ') {
            from++;
        }
        return new String(buffer, from, start + length - from, StandardCharsets.UTF_8);
    }

    private void endLine(int length) {
        start += length;
        skipLineFeed = buffer[start] == '\r';
        start++;
    }

    /** The length of the line that begins at {@code start}, without its end; negative at the end of the stream. */
    private int lineLength() throws IOException {
        int scanned = 0;
        while (true) {
            if (skipLineFeed && start < end) {
                skipLineFeed = false;
                if (buffer[start] == '\n') {
                    start++;
                }
            }
            for (int i = start + scanned; i < end; i++) {
                if (buffer[i] == '\n' || buffer[i] == '\r') {
                    return i - start;
                }
            }
            scanned = end - start;
            if (!fill()) {
                return -1;
            }
        }
    }

    private boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (end == buffer.length) {
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            } else if (buffer.length >= MAX_LINE) {
                throw new TooMuchException("a line of more than " + MAX_LINE + " bytes");
            } else {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }
}
