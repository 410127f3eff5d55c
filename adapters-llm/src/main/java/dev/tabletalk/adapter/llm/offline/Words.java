package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** English words: their stems, numbers, and words that mean the same thing to people who ask about data. */
final class Words {
    private static final Pattern CAMEL = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|[_\\s.-]+");
    private static final Pattern PLURAL_IN_ES = Pattern.compile("(ss|x|ch|sh|z)es$");
    private static final Pattern SINGULAR_IN_S = Pattern.compile("(ss|us|is)$");

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("people", "person"),
            Map.entry("children", "child"),
            Map.entry("men", "man"),
            Map.entry("women", "woman"),
            Map.entry("bought", "buy"),
            Map.entry("sold", "sell"),
            Map.entry("paid", "pay"),
            Map.entry("born", "birth"),
            Map.entry("lent", "lend"),
            Map.entry("taught", "teach"),
            Map.entry("written", "write"),
            Map.entry("wrote", "write"),
            Map.entry("data", "data"),
            Map.entry("status", "status"),
            Map.entry("series", "series"),
            Map.entry("news", "news"));

    private static final Set<String> VERBS = Set.of("buy", "sell", "pay", "lend", "teach", "write", "borrow", "birth");

    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    /** Words of one line can stand for each other when the schema lacks the word that was used. */
    private static final Map<String, List<String>> SYNONYMS = synonyms(
            "customer client buyer shopper consumer purchaser",
            "employee staff worker colleague personnel salesperson seller rep",
            "product item article good merchandise",
            "order purchase buy sale",
            "supplier vendor manufacturer",
            "store shop branch outlet",
            "review feedback",
            "payment transaction",
            "category type kind group genre",
            "student pupil",
            "teacher instructor professor lecturer",
            "course class lesson",
            "author writer",
            "loan borrow lend checkout rental",
            "member borrower reader patron",
            "country nation",
            "city town",
            "salary wage pay",
            "phone telephone mobile",
            "email mail",
            "department division",
            "grade mark score",
            "film movie",
            "invoice bill",
            "track song",
            "comment text remark",
            "birth birthday",
            "stock inventory",
            "rating star score",
            "rat star",
            "job position role");

    private Words() {}

    /** The words of an identifier, lower case. */
    static List<String> split(String identifier) {
        return CAMEL.splitAsStream(identifier)
                .filter(part -> !part.isEmpty())
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The words of an identifier in the singular. */
    static List<String> ofName(String identifier) {
        return split(identifier).stream().map(Words::singular).toList();
    }

    static List<String> stems(List<String> words) {
        return words.stream().map(Words::stem).toList();
    }

    /** What different forms of a word have in common; not always a word itself. */
    static String stem(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        String stem = singular(word);
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = undouble(stem.substring(0, stem.length() - 3));
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = undouble(stem.substring(0, stem.length() - 2));
        }
        return stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    static String singular(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null && !VERBS.contains(irregular)) {
            return irregular;
        }
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4 && PLURAL_IN_ES.matcher(word).find()) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3
                && word.endsWith("s")
                && !SINGULAR_IN_S.matcher(word).find();
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    static boolean isPlural(String word) {
        return !singular(word).equals(word) || word.equals("staff");
    }

    /** Whether a word says that something was done, such as "ordered" or "bought". */
    static boolean isVerb(String word) {
        return (word.length() > 4 && word.endsWith("ed")) || VERBS.contains(IRREGULAR.getOrDefault(word, word));
    }

    /** Stems that may stand for a stem, the stem itself excluded. */
    static List<String> synonymsOf(String stem) {
        return SYNONYMS.getOrDefault(stem, List.of());
    }

    /** The number a word means, or -1. */
    static int number(String word) {
        return NUMBERS.indexOf(word);
    }

    /** Whether two words differ by so little that one is likely a typing mistake for the other. */
    static boolean isTypo(String word, String meant) {
        int allowed = word.length() >= 8 ? 2 : word.length() >= 5 ? 1 : 0;
        return allowed > 0
                && word.charAt(0) == meant.charAt(0)
                && Math.abs(word.length() - meant.length()) <= allowed
                && distance(word, meant) <= allowed;
    }

    /** How many letters to insert, delete, replace or swap with a neighbour. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + replace);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }

    private static String undouble(String stem) {
        int end = stem.length() - 1;
        boolean doubled = end > 2 && stem.charAt(end) == stem.charAt(end - 1) && "lsez".indexOf(stem.charAt(end)) < 0;
        return doubled ? stem.substring(0, end) : stem;
    }

    private static Map<String, List<String>> synonyms(String... lines) {
        Map<String, List<String>> all = new HashMap<>();
        for (String line : lines) {
            List<String> stems = stems(List.of(line.split(" ", -1)));
            for (String stem : stems) {
                List<String> others = all.computeIfAbsent(stem, key -> new ArrayList<>());
                stems.stream().filter(other -> !other.equals(stem)).forEach(others::add);
            }
        }
        return Map.copyOf(all);
    }
}
