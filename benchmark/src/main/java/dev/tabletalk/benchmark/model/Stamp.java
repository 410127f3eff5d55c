package dev.tabletalk.benchmark.model;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token of the fake model says about itself, readable behind any relay because JSON leaves it as it is.
 *
 * @param number counts from 1 within an answer
 * @param sentAt by {@link System#nanoTime()}
 * @param heldNanos since the model had the request: time that no server in between can be blamed for
 */
public record Stamp(int number, long sentAt, long heldNanos) {
    private static final Pattern TEXT = Pattern.compile("#(\\d+)@(-?\\d+)\\+(\\d+);");

    String text() {
        return "#" + number + "@" + sentAt + "+" + heldNanos + ";";
    }

    /** Takes the complete stamps out of a text, in order, with all that is before them. */
    public static void takeAll(StringBuilder text, Consumer<Stamp> to) {
        Matcher found = TEXT.matcher(text);
        int end = 0;
        while (found.find()) {
            to.accept(new Stamp(
                    Integer.parseInt(found.group(1)), Long.parseLong(found.group(2)), Long.parseLong(found.group(3))));
            end = found.end();
        }
        text.delete(0, end);
    }
}
