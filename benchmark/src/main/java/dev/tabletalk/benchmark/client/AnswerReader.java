package dev.tabletalk.benchmark.client;

import dev.tabletalk.benchmark.http.SseEvent;
import dev.tabletalk.benchmark.http.SseReader;
import dev.tabletalk.benchmark.model.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads the events of an answer; it looks for what it needs in their text, because parsing each would cost more. */
final class AnswerReader {
    private static final String TEXT = "\"type\":\"TEXT_MESSAGE_CONTENT\"";
    private static final String DELTA = "\"delta\":\"";
    private static final String FINISHED = "\"type\":\"RUN_FINISHED\"";
    private static final String FAILED = "\"type\":\"RUN_ERROR\"";
    private static final String MODEL_TEXT = "\"content\":\"";
    private static final String MODEL_FINISHED = "[DONE]";

    private final Answer answer;
    private final Consumer<Answer> onToken;
    private final StringBuilder text = new StringBuilder();

    AnswerReader(Answer answer, Consumer<Answer> onToken) {
        this.answer = answer;
        this.onToken = onToken;
    }

    /** AG-UI events. */
    void readRun(InputStream body) throws IOException {
        SseReader events = new SseReader(body);
        for (SseEvent event = events.next(); event != null; event = events.next()) {
            String data = event.data();
            if (data.contains(TEXT)) {
                take(data, DELTA);
            } else if (data.contains(FINISHED)) {
                answer.ended(data.contains("cancelled") ? Answer.Ending.CANCELLED : Answer.Ending.SUCCESS, "");
            } else if (data.contains(FAILED)) {
                answer.ended(Answer.Ending.ERROR, data);
            }
        }
    }

    /** The chunks of a model. */
    void readModel(InputStream body) throws IOException {
        SseReader events = new SseReader(body);
        for (SseEvent event = events.next(); event != null; event = events.next()) {
            if (event.data().equals(MODEL_FINISHED)) {
                answer.ended(Answer.Ending.SUCCESS, "");
            } else {
                take(event.data(), MODEL_TEXT);
            }
        }
    }

    private void take(String data, String before) {
        long now = System.nanoTime();
        int from = data.indexOf(before) + before.length();
        if (from < before.length()) {
            return;
        }
        text.append(data, from, data.indexOf('"', from));
        Stamp.takeAll(text, stamp -> {
            answer.arrived(stamp, now);
            onToken.accept(answer);
        });
    }
}
