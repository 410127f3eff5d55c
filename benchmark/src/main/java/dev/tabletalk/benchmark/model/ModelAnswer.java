package dev.tabletalk.benchmark.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/** One answer being streamed, on a thread of its own. */
final class ModelAnswer implements Runnable {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String CHUNK = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"fake\",\"system_fingerprint\":\"fp\",\"choices\":[";
    private static final int MOST_QUERIES_A_STEP = 10;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String[] WORDS =
            "the revenue of the north grew by twelve percent while orders from returning stayed".split(" ", -1);
    private static final String[] TITLE = {"Revenue", " by", " region"};

    private final ModelCall call;
    private final OutputStream out;
    private final ModelCounts counts;
    private final AtomicBoolean over = new AtomicBoolean();

    ModelAnswer(ModelCall call, OutputStream out, ModelCounts counts) {
        this.call = call;
        this.out = out;
        this.counts = counts;
    }

    @Override
    public void run() {
        try {
            out.write(HEAD.getBytes(StandardCharsets.ISO_8859_1));
            delta("{\"role\":\"assistant\",\"content\":\"\"}", "null");
            if (call.forTitle()) {
                for (String piece : TITLE) {
                    delta("{\"content\":\"" + piece + "\"}", "null");
                }
            } else if (queries() > 0) {
                for (int i = 0; i < queries(); i++) {
                    query(i);
                }
            } else {
                stream();
            }
            finish();
        } catch (IOException e) {
            clientLeft(System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many calls this step makes. */
    private int queries() {
        return call.forTitle() || !call.mayQuery()
                ? 0
                : Math.clamp(call.script().queries() - (long) call.queriesDone(), 0, MOST_QUERIES_A_STEP);
    }

    private void query(int index) throws IOException {
        String sql = JSON.writeValueAsString(
                JSON.writeValueAsString(Map.of("sql", call.script().sql())));
        delta(
                "{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"call-" + (call.queriesDone() + index)
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"run_query\",\"arguments\":" + sql + "}}]}",
                "null");
    }

    private void stream() throws IOException, InterruptedException {
        long start = System.nanoTime();
        long gap = call.script().gapNanos();
        for (int number = 1; number <= call.script().tokens() && !over.get(); number++) {
            long early = start + (number - 1) * gap - System.nanoTime();
            if (early > 0) {
                Thread.sleep(early / 1_000_000, Math.toIntExact(early % 1_000_000));
            }
            long now = System.nanoTime();
            Stamp stamp = new Stamp(number, now, now - call.arrivedAt());
            delta("{\"content\":\"" + WORDS[number % WORDS.length] + stamp.text() + " \"}", "null");
        }
    }

    private void finish() throws IOException {
        int tokens = call.forTitle() ? TITLE.length : call.script().tokens();
        delta("{}", queries() > 0 ? "\"tool_calls\"" : "\"stop\"");
        if (call.wantsUsage()) {
            event(CHUNK + "],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":" + tokens + ",\"total_tokens\":"
                    + (tokens + 100) + "}}");
        }
        if (over.compareAndSet(false, true)) {
            counts.finished();
            event("[DONE]");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Says that nobody is there any more; nothing when the answer is over. */
    void clientLeft(long at) {
        if (over.compareAndSet(false, true)) {
            counts.aborted(call.script().tag(), at);
        }
    }

    private void delta(String delta, String finishReason) throws IOException {
        event(CHUNK + "{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finishReason
                + "}]}");
    }

    /** One write an event, as real providers do. */
    private void event(String data) throws IOException {
        String event = "data: " + data + "\n\n";
        out.write(
                (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
