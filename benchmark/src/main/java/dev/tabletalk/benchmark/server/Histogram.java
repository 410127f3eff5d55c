package dev.tabletalk.benchmark.server;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lived on a heap after a full collection, by class. */
public record Histogram(Map<String, Histogram.Entry> classes) {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");

    public Histogram {
        classes = Map.copyOf(classes);
    }

    /** The objects of one class. */
    public record Entry(long count, long bytes) {
        private static final Entry NONE = new Entry(0, 0);
    }

    /** @param text of jcmd's GC.class_histogram */
    static Histogram parse(String text) {
        Map<String, Entry> classes = new HashMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Entry entry = new Entry(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
            // two class loaders may have a class of the same name
            classes.merge(line.group(3), entry, (a, b) -> new Entry(a.count() + b.count(), a.bytes() + b.bytes()));
        }
        return new Histogram(classes);
    }

    public long bytes() {
        return classes.values().stream().mapToLong(Entry::bytes).sum();
    }

    public long count(String className) {
        return of(className).count();
    }

    /** The classes whose objects need the most memory more than before, each with both figures. */
    public List<String> growthSince(Histogram before, int most) {
        return classes.keySet().stream()
                .filter(name -> of(name).bytes() > before.of(name).bytes())
                .sorted(Comparator.comparingLong(name -> before.of(name).bytes() - of(name).bytes()))
                .limit(most)
                .map(name -> "%s: %+d bytes, %+d objects"
                        .formatted(
                                name,
                                of(name).bytes() - before.of(name).bytes(),
                                of(name).count() - before.of(name).count()))
                .toList();
    }

    private Entry of(String className) {
        return classes.getOrDefault(className, Entry.NONE);
    }
}
