package dev.tabletalk.adapter.llm;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The event that is being read. LangChain4j keeps every event it is given until the answer is over: it is always given this
 * one, so that nothing but the answer itself takes memory. For one thread.
 */
final class EventUnderWay extends ServerSentEvent {
    private static final Pattern FINISH_REASON = Pattern.compile("\"finish_reason\"\\s*:\\s*\"(\\w+)\"");

    private String name = "";
    private String text = "";
    private String finishReason = "";

    EventUnderWay() {
        super("", "");
    }

    void becomes(String event, String data) {
        name = event;
        text = data;
        Matcher reason = FINISH_REASON.matcher(data);
        if (reason.find()) {
            finishReason = reason.group(1);
        }
    }

    /** The newest finish reason of all the events so far; empty when none had one. */
    String finishReason() {
        return finishReason;
    }

    @Override
    public String event() {
        return name;
    }

    @Override
    public String data() {
        return text;
    }
}
