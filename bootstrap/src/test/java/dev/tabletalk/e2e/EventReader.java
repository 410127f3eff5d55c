package dev.tabletalk.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events strictly: an id line, one data line and an empty line; comments are skipped. For one thread. */
final class EventReader implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedReader lines;

    EventReader(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /**
     * The next whole event; what was cut off in its middle never happened.
     *
     * @return null at the orderly end of the stream
     * @throws IOException when the connection broke
     */
    @Nullable
    SseEvent next() throws IOException {
        String first = lines.readLine();
        while (first != null && (first.isEmpty() || first.startsWith(":"))) {
            first = lines.readLine();
        }
        String data = first == null ? null : lines.readLine();
        String end = data == null ? null : lines.readLine();
        if (first == null || data == null || end == null) {
            return null;
        }
        if (!first.startsWith("id: ") || !data.startsWith("data: ") || !end.isEmpty()) {
            throw new AssertionError("Not an id line and one data line: " + first + " | " + data + " | " + end);
        }
        return new SseEvent(
                Long.parseLong(first.substring("id: ".length())),
                JSON.readTree(data.substring("data: ".length())),
                System.nanoTime());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
