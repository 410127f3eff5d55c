package dev.tabletalk.adapter.llm.offline;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises SQL that a person typed instead of a question. */
final class RawSql {
    private static final Pattern FENCE = Pattern.compile("(?s)```(?:sql)?\\s*\\n?(.+?)```");
    private static final Pattern SELECT = Pattern.compile(
            "(?is)^select\\s+(?!the\\b|all\\s+the\\b|me\\b|every\\b|top\\b|some\\b|those\\b)(?:.*\\bfrom\\s+[\\w\"`\\[(]|[\\d'(*]|\\w+\\s*\\().*");
    private static final Pattern OTHER = Pattern.compile(
            "(?is)^(?:with\\s+(?:recursive\\s+)?[\\w\"]+\\s*(?:\\([^)]*\\)\\s*)?as\\s*(?:not\\s+materialized\\s*|materialized\\s*)?\\(|explain\\s+(?:query\\s+plan\\s+|analyze\\s+)?(?:select|with)\\b"
                    + "|values\\s*\\(|pragma\\s+\\w+|insert\\s+into\\s+\\S+\\s*(?:\\(|values|select)|update\\s+\\S+\\s+set\\s+\\S+\\s*=|delete\\s+from\\s+\\w+\\s*(?:where\\b.*[=<>(].*|;?\\s*)$"
                    + "|(?:drop|alter|create|truncate)\\s+(?:table|view|index|schema|database)\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?[\\w\"]+|attach\\s+(?:database\\s+)?').*");
    private static final Pattern PROSE_SELECT =
            Pattern.compile("(?is)^select\\s+(\\w+\\s+){1,4}from\\s+\\w+\\s*[.?!]?$");

    private RawSql() {}

    static Optional<String> in(String question) {
        Matcher fence = FENCE.matcher(question);
        String text = (fence.find() ? fence.group(1) : question).strip();
        boolean select = SELECT.matcher(text).matches() && !isProse(text);
        return select || OTHER.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** "select customers from Germany": three words or fewer between are SQL only with a comma, a star or an alias. */
    private static boolean isProse(String text) {
        return PROSE_SELECT.matcher(text).matches()
                && !text.matches("(?is)^select\\s+(distinct\\s+)?\\w+(\\s+as\\s+\\w+)?\\s+from\\s+[a-z_]\\w*;?$");
    }
}
