package dev.tabletalk.benchmark.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request or a response.
 *
 * @param headers with names in lower case
 */
public record HttpHead(String firstLine, Map<String, String> headers) {
    private static final int MAX_LINE = 8 << 10;

    public HttpHead {
        headers = Map.copyOf(headers);
    }

    /** Null when the other side has closed the connection in place of sending one. */
    public static @Nullable HttpHead read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        String firstLine = (char) first + line(in);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("not a header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new HttpHead(firstLine, headers);
    }

    /** Without its end. */
    static String line(InputStream in) throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended within a line");
            }
            if (length == MAX_LINE) {
                throw new IOException("a line of more than " + MAX_LINE + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) b;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Of a response. */
    public int status() {
        return Integer.parseInt(firstLine.substring(9, 12));
    }

    /** Of a request. */
    public String path() {
        int from = firstLine.indexOf(' ') + 1;
        return firstLine.substring(from, firstLine.indexOf(' ', from));
    }

    /** The empty text when there is no such header. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the connection ends with this message. */
    public boolean isLast() {
        return header("connection").equalsIgnoreCase("close");
    }

    /** The body that follows in the stream; it must be read to its end before the next message. */
    public InputStream body(InputStream in) throws IOException {
        if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
            return new ChunkedBody(in);
        }
        String length = header("content-length");
        return new ByteArrayInputStream(in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)));
    }
}
