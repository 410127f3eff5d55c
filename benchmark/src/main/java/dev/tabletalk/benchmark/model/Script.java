package dev.tabletalk.benchmark.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the fake model answers; a question carries it as its text.
 *
 * @param tokens how many, at least 1
 * @param rate tokens a second; 0 for as fast as they are taken
 * @param tag by which the answer can be found again; letters and digits, may be empty
 */
public record Script(int tokens, int rate, String tag) {
    private static final Script DEFAULT = new Script(20, 0);
    private static final Pattern TEXT = Pattern.compile("\\[\\[tokens=(\\d{1,6}) rate=(\\d{1,6}) tag=(\\w*)]]");

    public Script {
        if (tokens < 1) {
            throw new IllegalArgumentException("tokens must be at least 1");
        }
    }

    public Script(int tokens, int rate) {
        this(tokens, rate, "");
    }

    /** The script in a question; a short answer when there is none. */
    static Script in(String question) {
        Matcher found = TEXT.matcher(question);
        return found.find()
                ? new Script(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), found.group(3))
                : DEFAULT;
    }

    /** As a question like one that a person asks. */
    public String question() {
        return "What is the revenue by region, and how does it compare with the year before? [[tokens=" + tokens
                + " rate=" + rate + " tag=" + tag + "]]";
    }

    /** The pause between two tokens. */
    long gapNanos() {
        return rate == 0 ? 0 : 1_000_000_000L / rate;
    }
}
