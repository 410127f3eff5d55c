package dev.tabletalk.adapter.llm.offline;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads values: texts that rows are chosen by, and what they are said next to. */
final class ValueReader {
    private static final String STATISTICS =
            "(?i)median|percentile|quantile|quartile|variance|standard deviation|correlation|mode";

    private final Reading reading;
    private final Frame frame;
    private final List<Tag> tags;
    private final NumberReader numbers;

    ValueReader(Reading reading, NumberReader numbers) {
        this.reading = reading;
        frame = reading.frame;
        tags = reading.tags;
        this.numbers = numbers;
    }

    void read(String text, boolean quoted, int at) {
        numbers.settle();
        if (!quoted && text.matches(STATISTICS)) {
            frame.unknown.add("I cannot compute a " + text.toLowerCase(Locale.ROOT)
                    + "; I know counts, sums, averages, and the highest and lowest.");
        }
        Mention near = near(at);
        boolean joined = at > 0
                && tags.get(at - 1) instanceof Tag.Key(Keyword keyword, String word)
                && (keyword == Keyword.AND || keyword == Keyword.OR);
        if (near == null && at + 1 < tags.size() && tags.get(at + 1) instanceof Tag.Name(Mention next)) {
            near = next;
        }
        frame.filters.add(new Filter.Value(text, quoted, reading.negated, near));
        if (near != null && near.equals(reading.lastName) && !near.isTable() && !frame.groups.contains(near)) {
            frame.outputs.remove(near);
        }
        if (!joined) {
            reading.negated = false;
        }
        reading.which = false;
        reading.having = false;
    }

    /** What the value is said next to; "price of" asks for a price instead of telling what the value is. */
    private @Nullable Mention near(int at) {
        Mention last = reading.lastName;
        if (last == null || reading.lastNameAt < at - 2 || reading.lastNameAt >= at) {
            return null;
        }
        return reading.isOf(at - 1) && !last.isTable() ? null : last;
    }
}
