package dev.tabletalk.adapter.llm.offline;

import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.TitleGenerator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names conversations by rules: polite and empty words go, what is asked about stays. */
public final class OfflineTitleGenerator implements TitleGenerator {
    private static final int MAX_WORDS = 8;
    private static final Pattern PERIOD = Pattern.compile(
            "(?i)\\b(?:(?:in|during|for|over|since|of|from) )?(?:the )?((?:last|this|previous|past) (?:\\d+ )?(?:days?|weeks?|months?|quarters?|years?)|(?<=\\b(?:in|since|for|during|of|from) )(?:19|20)\\d\\d|today|yesterday)\\b");
    private static final Pattern POLITE = Pattern.compile(
            "(?i)^(?:(?:hi|hello|hey|please|ok|so|and|now|can you|could you|would you|tell me|show me|give me|let me see|list|show|display|find|get|"
                    + "i want to know|i want to see|i'd like to know|i'd like to see|i would like to know|i need|do you know|do we know|what is|what are|what's|what was|what were|who is|who are|which are|all|the|me|a|an|about)[\\s,]+)+");
    private static final Pattern MOST = Pattern.compile(
            "(?i)^(?:which|what) (.+?) (?:brought in|bring in|brings in|made|make|makes|generated|generate|have|has|had|get|got|earned|with|placed|received) (?:the )?(most|highest|least|fewest|lowest) (.+)$");
    private static final Pattern WHO_DOES =
            Pattern.compile("(?i)^who (?!is\\b|are\\b|was\\b|were\\b|has\\b|have\\b|had\\b|do\\b|does\\b|did\\b)");
    private static final Pattern HOW_MANY = Pattern.compile("(?i)^how many (.+)$");
    private static final Pattern HOW_MUCH = Pattern.compile(
            "(?i)^how much (?:did|do|does|has|have) (.+?) (spend|spent|cost|earn|earned|make|made|sell|sold|weigh|pay|paid)$");
    private static final Map<String, String> NOUNS = Map.of(
            "spend",
            "Spending",
            "spent",
            "Spending",
            "earn",
            "Earnings",
            "earned",
            "Earnings",
            "make",
            "Earnings",
            "made",
            "Earnings",
            "sell",
            "Sales",
            "sold",
            "Sales",
            "weigh",
            "Weight");
    private static final Set<String> EMPTY = Set.of(
            "is", "are", "was", "were", "do", "does", "did", "there", "we", "have", "has", "our", "the", "a", "an",
            "please", "you", "i", "me", "my", "any", "which", "what", "who", "that", "been", "be", "it", "they", "us");
    private static final Set<String> DANGLING =
            Set.of("by", "in", "of", "per", "for", "and", "with", "from", "to", "at", "on", "or");

    @Override
    public ConversationTitle titleFor(String question, ModelListener listener) {
        listener.sent(GivenToRules.title(question));
        String line = plain(question);
        if (RawSql.in(question).isPresent()) {
            return ConversationTitle.generated(ofSql(line));
        }
        String text = line.replaceAll("(?i)[\\s?!.,;:]+$|[\\s,]+(?:please|thanks|thank you)[\\s?!.]*$", "");
        List<String> periods = new ArrayList<>();
        Matcher period = PERIOD.matcher(text);
        while (period.find()) {
            periods.add(period.group(1).toLowerCase(Locale.ROOT));
        }
        boolean single = new LinkedHashSet<>(periods).size() == 1;
        boolean one = single && !period.reset().replaceAll(" ").matches(".*\\b(?:19|20)\\d\\d\\b.*");
        String rest =
                one ? period.reset().replaceAll(" ").replaceAll("\\s+", " ").strip() : text;
        String core = core(POLITE.matcher(rest).replaceFirst("").strip());
        String title = core + (!one ? "" : core.isEmpty() ? periods.getFirst() : ", " + periods.getFirst());
        return ConversationTitle.generated(Sentences.capitalised(title.isBlank() ? line : title));
    }

    /** Without what Markdown and HTML add to words. */
    private static String plain(String question) {
        String text = question.replaceAll("<[/!a-zA-Z][^<>]*>", " ")
                .replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("(?m)^\\s*(?:#{1,6}\\s+|>\\s*|[-*+]\\s+)", "")
                .replaceAll("\\*\\*|__|`+|~~|(?<!\\w)\\*(?=\\S)|(?<=\\S)\\*(?!\\w)", "");
        String line = text.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "Question" : line;
    }

    private static String core(String text) {
        if (WHO_DOES.matcher(text).find()) {
            return "Who " + tidy(text.substring(4));
        }
        Matcher most = MOST.matcher(text);
        if (most.matches()) {
            String direction = most.group(2).matches("(?i)most|highest")
                    ? ""
                    : " (" + most.group(2).toLowerCase(Locale.ROOT) + ")";
            return tidy(most.group(1)) + " by " + tidy(most.group(3)) + direction;
        }
        Matcher many = HOW_MANY.matcher(text);
        if (many.matches()) {
            return "Number of " + tidy(many.group(1));
        }
        Matcher much = HOW_MUCH.matcher(text);
        if (much.matches()) {
            String verb = much.group(2).toLowerCase(Locale.ROOT);
            return NOUNS.getOrDefault(verb, verb) + " of " + tidy(much.group(1));
        }
        return tidy(text);
    }

    private static String tidy(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty() && !EMPTY.contains(word.toLowerCase(Locale.ROOT))) {
                words.add(word);
            }
        }
        List<String> kept = new ArrayList<>(words.subList(0, Math.min(MAX_WORDS, words.size())));
        while (!kept.isEmpty() && DANGLING.contains(kept.getLast().toLowerCase(Locale.ROOT))) {
            kept.removeLast();
        }
        return String.join(" ", kept);
    }

    private static String ofSql(String sql) {
        Optional<String> table = Pattern.compile("(?i)\\b(?:from|into|update|table)\\s+[\"`]?([\\p{L}\\p{N}_.]+)")
                .matcher(sql)
                .results()
                .map(found -> found.group(1))
                .findFirst();
        return table.map(name -> "SQL on " + name).orElse("SQL query");
    }
}
