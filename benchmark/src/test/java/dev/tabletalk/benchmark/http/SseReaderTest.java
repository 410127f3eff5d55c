package dev.tabletalk.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    @Test
    void readsEventsWithTheirIds() throws IOException {
        assertThat(read("id: 1\ndata: a\n\nid: 2\ndata: b\n\n"))
                .containsExactly(new SseEvent("1", "a"), new SseEvent("2", "b"));
    }

    @Test
    void keepsTheIdUntilThereIsAnother() throws IOException {
        assertThat(read("id: 1\ndata: a\n\ndata: b\n\n"))
                .containsExactly(new SseEvent("1", "a"), new SseEvent("1", "b"));
    }

    @Test
    void joinsTheDataLinesOfAnEvent() throws IOException {
        assertThat(read("data: a\ndata: b\n\n")).containsExactly(new SseEvent("", "a\nb"));
    }

    @Test
    void passesOverCommentsAndEventsWithoutData() throws IOException {
        assertThat(read(": keep-alive\n\nevent: ping\n\ndata: a\n\n")).containsExactly(new SseEvent("", "a"));
    }

    @Test
    void takesOneSpaceAfterTheColonAway() throws IOException {
        assertThat(read("data:  a\n\ndata:b\n\n")).containsExactly(new SseEvent("", " a"), new SseEvent("", "b"));
    }

    @Test
    void understandsCarriageReturns() throws IOException {
        assertThat(read("data: a\r\n\r\n")).containsExactly(new SseEvent("", "a"));
    }

    @Test
    void forgetsAnEventThatWasCutOff() throws IOException {
        assertThat(read("data: a\n\ndata: b\n")).containsExactly(new SseEvent("", "a"));
    }

    @Test
    void readsLinesLongerThanItsBuffer() throws IOException {
        String data = "é".repeat(10_000);
        assertThat(read("data: a\n\ndata: " + data + "\n\ndata: b\n\n"))
                .extracting(SseEvent::data)
                .containsExactly("a", data, "b");
    }

    @Test
    void readsTheSameFromSingleBytes() throws IOException {
        String text = "id: 7\r\ndata: größer\n\n: nothing\ndata: b\n\n";
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };
        assertThat(all(new SseReader(bytes))).containsExactly(new SseEvent("7", "größer"), new SseEvent("7", "b"));
    }

    private static List<SseEvent> read(String text) throws IOException {
        return all(new SseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<SseEvent> all(SseReader reader) throws IOException {
        List<SseEvent> events = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }
}
