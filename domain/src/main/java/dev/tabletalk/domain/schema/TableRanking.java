package dev.tabletalk.domain.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tables first that a text most likely speaks of. A word counts the more the fewer tables mention it; in the name of a
 * table it counts more than in that of a column, and there more than in a comment.
 */
public final class TableRanking {
    private static final int IN_NAME = 4;
    private static final int IN_COLUMN = 2;
    private static final int IN_COMMENT = 1;
    private static final int MOST_WORDS = 40;
    private static final int SHORTEST_STEM = 3;
    private static final int LONGEST_ENDING = 3;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<String> words;
    private final List<Table> tables;
    /** For each table the weight of each word, and for each word the tables that mention it. */
    private final int[][] weights;

    private final int[] mentions;

    private TableRanking(DatabaseSchema schema, String text) {
        words = words(text);
        tables = schema.tables();
        weights = new int[tables.size()][];
        mentions = new int[words.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weigh(tables.get(i));
        }
    }

    /**
     * The tables that mention a word of the text, best first, tables of the same rank in the order of the schema. Words match
     * from their beginning and in any form: "categories" finds {@code product_category}. Time grows with the size of the schema.
     */
    public static List<Table> mentioned(DatabaseSchema schema, String text) {
        return new TableRanking(schema, text).ranked();
    }

    private List<Table> ranked() {
        record Ranked(int index, double score) {}
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double score = score(weights[i]);
            if (score > 0) {
                ranked.add(new Ranked(i, score));
            }
        }
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparingInt(Ranked::index));
        return ranked.stream().map(found -> tables.get(found.index())).toList();
    }

    private double score(int[] weight) {
        double score = 0;
        for (int word = 0; word < weight.length; word++) {
            if (weight[word] > 0) {
                score += weight[word] * Math.log1p((double) tables.size() / mentions[word]);
            }
        }
        return score;
    }

    private int[] weigh(Table table) {
        int[] weight = new int[words.size()];
        for (int word = 0; word < weight.length; word++) {
            weight[word] = weight(table, words.get(word));
            mentions[word] += weight[word] > 0 ? 1 : 0;
        }
        return weight;
    }

    private static int weight(Table table, String word) {
        if (mentions(table.name().name(), word) || mentions(table.name().schema(), word)) {
            return IN_NAME;
        }
        boolean comment = mentions(table.comment(), word);
        for (Column column : table.columns()) {
            if (mentions(column.name(), word)) {
                return IN_COLUMN;
            }
            comment = comment || mentions(column.comment(), word);
        }
        return comment ? IN_COMMENT : 0;
    }

    private static List<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : BETWEEN_WORDS.split(text, -1)) {
            if (word.length() >= SHORTEST_STEM && words.size() < MOST_WORDS) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(words);
    }

    /** Whether a word of the name, which may be written in snake or camel case, is a form of the one that is looked for. */
    private static boolean mentions(@Nullable String name, String word) {
        if (name == null) {
            return false;
        }
        int start = 0;
        while (start < name.length()) {
            int end = start + 1;
            while (end < name.length() && !begins(name, end)) {
                end++;
            }
            if (isForm(name, start, end, word)) {
                return true;
            }
            start = end;
        }
        return false;
    }

    private static boolean begins(String name, int at) {
        char before = name.charAt(at - 1);
        char here = name.charAt(at);
        return !Character.isLetterOrDigit(before) || (Character.isLowerCase(before) && Character.isUpperCase(here));
    }

    /** Forms begin alike and differ in a short ending: "order" and "orders", "category" and "categories". */
    private static boolean isForm(String name, int start, int end, String word) {
        int length = end - start;
        while (length > 0 && !Character.isLetterOrDigit(name.charAt(start + length - 1))) {
            length--;
        }
        int shorter = Math.min(length, word.length());
        if (shorter < SHORTEST_STEM || Math.abs(length - word.length()) > LONGEST_ENDING) {
            return false;
        }
        int common = 0;
        while (common < shorter && Character.toLowerCase(name.charAt(start + common)) == word.charAt(common)) {
            common++;
        }
        return common == shorter || (common == shorter - 1 && common > SHORTEST_STEM && length != word.length());
    }
}
