package dev.tabletalk.benchmark.floor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends numbered AG-UI events, each at once. */
final class EventOutput {
    private final OutputStream out;
    private int number;

    EventOutput(OutputStream out) {
        this.out = out;
    }

    /** @param fields of the event after its type, as JSON with a leading comma */
    void send(String type, String fields) throws IOException {
        number++;
        String event = "id: " + number + "\ndata: {\"type\":\"" + type + '"' + fields + "}\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
