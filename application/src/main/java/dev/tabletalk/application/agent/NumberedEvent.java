package dev.tabletalk.application.agent;

import dev.tabletalk.domain.failure.FailureCode;
import java.util.ArrayList;
import java.util.List;

/**
 * An event and its place in its run. Numbers grow: by the length of the text (in UTF-16 units) with each TextDelta, by one with
 * every other event. So they are the same however a text is cut into pieces, and a place within a text can be found again in
 * the store. Before the end of the server there is a gap of {@value #MOST_LOST}: a reader may have seen so much more than the
 * store kept, and must still see that end.
 */
public record NumberedEvent(long number, AgentEvent event) {
    private static final int MOST_LOST = 1_000_000;

    /** The event that comes after this number. */
    static NumberedEvent after(long previous, AgentEvent event) {
        int step = switch (event) {
            case AgentEvent.TextDelta text -> text.delta().length();
            case AgentEvent.RunFailed failed when failed.failure().code() == FailureCode.SERVER_STOPPED -> MOST_LOST;
            default -> 1;
        };
        return new NumberedEvent(previous + step, event);
    }

    /**
     * What comes after a number, beginning within a text if need be.
     *
     * @param events in order
     */
    static List<NumberedEvent> after(long seen, List<NumberedEvent> events) {
        int first = 0;
        int end = events.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (events.get(middle).number() <= seen) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        List<NumberedEvent> rest = new ArrayList<>(events.subList(first, events.size()));
        if (!rest.isEmpty()) {
            rest.set(0, rest.getFirst().from(seen));
        }
        return rest;
    }

    private NumberedEvent from(long seen) {
        if (event instanceof AgentEvent.TextDelta(String id, String delta) && number - seen < delta.length()) {
            String rest = delta.substring(delta.length() - (int) (number - seen));
            return new NumberedEvent(number, new AgentEvent.TextDelta(id, rest));
        }
        return this;
    }
}
