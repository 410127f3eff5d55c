package dev.tabletalk.benchmark.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the fake model answers; a question carries it as its text.
 *
 * @param tokens how many, at least 1
 * @param rate tokens a second; 0 for as fast as they are taken
 * @param tag by which the answer can be found again; letters and digits, may be empty
 * @param queries how many it runs before it answers
 * @param columns how wide the result of each is; the first {@value #ROWS} rows of more are kept of those that are wide
 */
public record Script(int tokens, int rate, String tag, int queries, int columns) {
    private static final int ROWS = 1_000;
    private static final int NARROW = 3;
    private static final Script DEFAULT = new Script(20, 0);
    private static final Pattern TEXT = Pattern.compile(
            "\\[\\[tokens=(\\d{1,6}) rate=(\\d{1,6}) tag=(\\w*) queries=(\\d{1,3}) columns=(\\d{1,3})]]");

    public Script {
        if (tokens < 1) {
            throw new IllegalArgumentException("tokens must be at least 1");
        }
    }

    public Script(int tokens, int rate, String tag) {
        this(tokens, rate, tag, 0, NARROW);
    }

    public Script(int tokens, int rate) {
        this(tokens, rate, "");
    }

    /** The script in a question; a short answer when there is none. */
    static Script in(String question) {
        Matcher found = TEXT.matcher(question);
        return found.find()
                ? new Script(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        found.group(3),
                        Integer.parseInt(found.group(4)),
                        Integer.parseInt(found.group(5)))
                : DEFAULT;
    }

    /** As a question like one that a person asks. */
    public String question() {
        return "What is the revenue by region, and how does it compare with the year before? [[tokens=" + tokens
                + " rate=" + rate + " tag=" + tag + " queries=" + queries + " columns=" + columns + "]]";
    }

    /** The statement of each query: numbers, decimals and texts in turns. */
    String sql() {
        String cells = IntStream.rangeClosed(1, columns)
                .mapToObj(column -> switch (column % 3) {
                    case 0 -> "'row ' || i || ' of column " + column + "' AS c" + column;
                    case 1 -> "i * " + column + " AS c" + column;
                    default -> "i / 7.0 AS c" + column;
                })
                .collect(Collectors.joining(", "));
        int rows = columns > NARROW ? ROWS + 1 : NARROW;
        return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + rows + ") SELECT " + cells
                + " FROM n";
    }

    /** The pause between two tokens. */
    long gapNanos() {
        return rate == 0 ? 0 : 1_000_000_000L / rate;
    }
}
