package dev.tabletalk.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
    private static final String STREAM = """
            : hello
            data: {"a":"Größe 🙂"}

            event: error
            id: 7
            data:first
            data:  second

            event: nothing

            data:
            retry: 3

            data: last
            """;

    private static List<String> read(InputStream in) throws IOException {
        SseReader reader = new SseReader(in);
        List<String> events = new ArrayList<>();
        for (String data = reader.next(); data != null; data = reader.next()) {
            events.add(reader.event() + "|" + data);
        }
        return events;
    }

    private static InputStream inPiecesOf(int length, String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int most) {
                return super.read(into, offset, Math.min(most, length));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10_000})
    void readsEventsHoweverTheyAreCut(int length) throws IOException {
        List<String> expected = List.of("|{\"a\":\"Größe 🙂\"}", "error|first\n second", "|", "|last");

        assertThat(read(inPiecesOf(length, STREAM))).isEqualTo(expected);
        assertThat(read(inPiecesOf(length, STREAM.replace("\n", "\r\n")))).isEqualTo(expected);
        assertThat(read(inPiecesOf(length, STREAM.replace("\n", "\r")))).isEqualTo(expected);
    }

    @Test
    void dropsHalfALine() throws IOException {
        assertThat(read(inPiecesOf(9, "data: one\n\ndata: tw"))).containsExactly("|one");
    }

    @Test
    void readsEventsLongerThanItsBuffer() throws IOException {
        String big = "x".repeat(100_000);
        assertThat(read(inPiecesOf(1_000, "data: " + big + "\n\ndata: y\n\n"))).containsExactly("|" + big, "|y");
    }

    @Test
    void refusesALineWithoutEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> read(endless)).isInstanceOf(IOException.class);
    }
}
