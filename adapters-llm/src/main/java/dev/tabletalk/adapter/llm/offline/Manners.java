package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to say when there is nothing to query: greetings, help, wishes beyond reach, questions not understood. */
final class Manners {
    static final String NOT_UNDERSTOOD = "I could not understand this.";
    static final String CANNOT_WRITE =
            "I only read: I cannot change anything in this database, and nothing was changed. Ask me for the rows instead, for example with \"show\" or \"how many\".";

    static final String EDIT_LEFT_OUT =
            "This goes on from your question, not from the SQL that you edited since: I read questions, not SQL. Say “run my query” for what your SQL gives.";

    private static final Pattern THE_QUERY = Pattern.compile(
            "(?i)^(?:(?:please|and|now|then|again|once more|can you|run|rerun|re-run|repeat|execute|use|take|show|me|what|does|about|gives?|is|of|with|the|my|this|that|edited|changed|new|result|results|rows)[\\s,:]+)*(?:my|the|this|that|edited|changed) (?:edited |changed |new |own )?(?:query|sql|statement|edit)(?: (?:give|gives|say|says|show|shows|again|now|please|instead))*[\\s!.?…]*$");

    private static final Pattern WRITE = Pattern.compile(
            "(?is)^(?:please\\s+|can you\\s+|could you\\s+|i want to\\s+|i want you to\\s+)*(?:delete|remove|drop|insert|update|truncate|alter|rename|erase|cancel|(?:add|create)\\s+(?:a|an|the|new|another)|set\\s+(?:the|all|every)|change\\s+(?:the|all|every)|increase\\s+(?:the|all)|raise\\s+(?:the|all)|refund)\\b.*");
    private static final Pattern CONTINUATION = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:continue|go on|carry on|keep going)(?:\\s+where you (?:stopped|left off))?(?:\\s+please)?[\\s!.…]*$");
    private static final Pattern GREETING =
            Pattern.compile("(?i)^(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo)(?: there| you)?[\\s!.,]*$");
    private static final Pattern THANKS = Pattern.compile(
            "(?i)^(?:thanks?|thank you|great|perfect|ok|okay|cool|nice)(?: (?:a lot|very much|so much|you))?[\\s!.]*$");
    private static final Pattern HELP = Pattern.compile(
            "(?i)^(?:help|\\?+)[\\s!.?]*$|.*\\b(?:what can you (?:do|answer)|who are you|how do you work|what are you|what can i ask|how can you help)\\b.*");
    private static final Pattern WHY =
            Pattern.compile("(?is)^(?:and |but )?(?:why|how come|what (?:is|are|was) the (?:reason|cause)s?)\\b.*");
    private static final Pattern FUTURE = Pattern.compile(
            "(?is).*\\b(?:predict|forecast|prediction|project(?:ed|ion)|next (?:year|month|week|quarter)|tomorrow|will (?:we|our|the|it|sales|revenue))\\b.*");
    private static final Pattern ADVICE = Pattern.compile(
            "(?is).*\\b(?:should (?:i|we)|recommend|advice|advise|suggest|what would you|optimi[sz]e|improve|strategy|correlat\\w*|statistically|regression|anomal\\w*|outlier\\w*)\\b.*");
    private static final Pattern OTHER_WORK = Pattern.compile(
            "(?is)^(?:please |can you |could you )?(?:write|translate|send|email|tell me a joke|compose|summari[sz]e the comments|draft|download|install|open|call|book|buy)\\b.*|.*\\b(?:poem|joke|weather|stock market|news)\\b.*");

    private static final int LONGEST_MENTION = 120;

    private final SchemaMap schema;

    Manners(SchemaMap schema) {
        this.schema = schema;
    }

    static boolean isWriteRequest(String question) {
        return WRITE.matcher(question.strip()).matches();
    }

    /** Whether it asks for the rest of an answer that was broken off. */
    static boolean isContinuation(String question) {
        return CONTINUATION.matcher(question.strip()).matches();
    }

    /** Whether it is about the query that was edited last, and nothing else, such as "run my query again". */
    static boolean meansTheQuery(String question) {
        return question.length() < LONGEST_MENTION
                && THE_QUERY.matcher(question.strip()).matches();
    }

    Optional<String> reply(String question) {
        if (GREETING.matcher(question).matches()) {
            return Optional.of("Hello! Ask me about this database. " + examplesSentence());
        }
        if (THANKS.matcher(question).matches()) {
            return Optional.of("You are welcome. Ask me anything else about this database.");
        }
        if (HELP.matcher(question).matches()) {
            return Optional.of(
                    "I am the built-in offline model: I turn common questions into SQL by fixed rules and run it read-only. "
                            + examplesSentence() + "\n\n" + PLUG_IN);
        }
        if (WHY.matcher(question).matches()) {
            return Optional.of(
                    notUnderstood(
                            "Reasons are not written in the data; I can only show what happened, for example by month or by category."));
        }
        if (FUTURE.matcher(question).matches()) {
            return Optional.of(notUnderstood(
                    "I cannot look into the future; I can only show what is stored, for example by month."));
        }
        if (ADVICE.matcher(question).matches()) {
            return Optional.of(
                    notUnderstood("It asks for a judgement, and I only count, add up and list what is stored."));
        }
        if (OTHER_WORK.matcher(question).matches()) {
            return Optional.of(notUnderstood("It is not a question about the rows of this database."));
        }
        return Optional.empty();
    }

    /** @param reason a sentence, or nothing */
    String notUnderstood(String reason) {
        return Sentences.sentence(List.of(NOT_UNDERSTOOD, reason))
                + "\n\nI am the built-in offline model and work by fixed rules. " + examplesSentence() + "\n\n"
                + PLUG_IN;
    }

    private static final String PLUG_IN =
            "For free questions plug in a real model: set `OPENAI_API_KEY`, or `OPENAI_BASE_URL` and `OPENAI_MODEL` for a local one, and restart.";

    private String examplesSentence() {
        List<String> examples = examples();
        if (examples.isEmpty()) {
            return "I can list tables, describe them, count, add up and list rows.";
        }
        StringBuilder text = new StringBuilder("I can answer questions such as:\n");
        examples.forEach(example -> text.append("\n- ").append(example));
        return text.toString();
    }

    /** Questions made from the real schema that the rules do understand. */
    List<String> examples() {
        List<TableInfo> tables = schema.tables().stream()
                .filter(table -> !table.view())
                .sorted(Comparator.comparingLong(Manners::rows).reversed())
                .toList();
        List<String> examples = new ArrayList<>();
        tables.stream()
                .filter(table -> table.columns().stream().anyMatch(ColumnInfo::isTime))
                .findFirst()
                .ifPresent(table -> examples.add("How many " + table.things() + " are there per month?"));
        tables.stream()
                .filter(table -> hasName(table) && !measured(table).isEmpty())
                .max(Comparator.comparing(table -> measured(table).getFirst().isMoney()))
                .ifPresent(table -> examples.add("Top 5 " + table.things() + " by "
                        + Sentences.words(measured(table).getFirst().name())));
        tables.stream()
                .filter(table -> !grouping(table).isEmpty())
                .findFirst()
                .ifPresent(table -> examples.add("Number of " + table.things() + " by "
                        + Sentences.words(grouping(table).getFirst().name())));
        return examples;
    }

    private static long rows(TableInfo table) {
        Long rows = table.rows();
        return rows == null ? 0 : rows;
    }

    private static boolean hasName(TableInfo table) {
        return table.label().getFirst().isText() && !table.label().getFirst().isProse();
    }

    private static List<ColumnInfo> measured(TableInfo table) {
        return table.columns(column -> column.isNumber() && !column.primaryKey() && !table.isForeignKey(column));
    }

    private static List<ColumnInfo> grouping(TableInfo table) {
        return table.columns(column -> column.isText()
                && !column.isProse()
                && !column.primaryKey()
                && !table.isForeignKey(column)
                && !table.label().contains(column));
    }
}
